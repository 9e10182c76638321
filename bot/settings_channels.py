"""The settings of the two channels in: the official account and the WeCom app."""

from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator

from bot import config_wording as wording
from bot.settings_rules import (
    AccountId,
    AesKey,
    OptionalWebAddress,
    Secret,
    Section,
    TemplateText,
    Token,
    WebAddress,
)
from catalogue.notices import kind_of, load_forms

_TEMPLATE = "Xq1w2e3r4t5y6u7i8o9p"


class NoticeSettings(Section):
    """Templates for what plain text cannot carry any more: one for each kind of message."""

    kind: Literal["template", "subscribe"] = Field(
        default="template",
        description="What the account may send: template messages, or subscription notices, which"
        " need each person's consent.",
    )
    consent_url: OptionalWebAddress = Field(
        default="",
        description="For subscription notices: the page on which people press 订阅; empty means"
        " that nobody is asked.",
        examples=["https://guancha.example.gov.cn/dingyue"],
    )
    answer: TemplateText = Field(
        default="",
        description="The template of answers to questions: its id, and its field names where they"
        " differ from ours.",
        examples=["Xq1w2e3r4t5y6u7i8o9p: character_string3, thing5, time2"],
    )
    outcome: TemplateText = Field(
        default="", description="The template of what came of a report.", examples=[_TEMPLATE]
    )
    reminder: TemplateText = Field(
        default="", description="The template of reminders.", examples=[_TEMPLATE]
    )
    resend: TemplateText = Field(
        default="", description="The template that asks for a lost photo.", examples=[_TEMPLATE]
    )
    binding: TemplateText = Field(
        default="",
        description="The template that tells what came of a binding request.",
        examples=[_TEMPLATE],
    )
    alarm: TemplateText = Field(
        default="",
        description="The template of the alarm to the staff on duty.",
        examples=[_TEMPLATE],
    )

    @field_validator(*load_forms())
    @classmethod
    def _every_field_is_named(cls, text: str, info: ValidationInfo) -> str:
        keys, fields = _keys(text), load_forms()[info.field_name or ""].fields
        if keys and (len(keys) != len(fields) or not all(map(kind_of, keys))):
            raise ValueError(wording.TEMPLATE_KEYS.format(count=len(fields)))
        return text

    @property
    def templates(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """{form: (template id, its field names or none)} for the forms that have a template."""
        given: dict[str, str] = {form: getattr(self, form) for form in load_forms()}
        return {form: (text.partition(":")[0], _keys(text)) for form, text in given.items() if text}


class OfficialChannel(Section):
    """An official account (公众号). All values are on its page 设置与开发 → 基本配置."""

    app_id: AccountId = Field(
        description="The account's AppID, wx….", examples=["wx0123456789abcdef"]
    )
    app_secret: Secret = Field(
        description="The account's AppSecret.", examples=["env:GUANCHA_APP_SECRET"]
    )
    token: Token = Field(
        description="The Token of the server configuration: 3 to 32 letters and digits.",
        examples=["Guancha2026"],
    )
    mode: Literal["secure", "compatible", "plain"] = Field(
        default="secure",
        description="How messages travel; plain protects nothing and is for trials only.",
    )
    encoding_aes_key: AesKey = Field(
        default=SecretStr(""),
        validate_default=True,
        description="The EncodingAESKey: 43 letters and digits; needed unless mode is plain.",
        examples=["env:GUANCHA_AES_KEY"],
    )
    previous_aes_key: AesKey = Field(
        default=SecretStr(""),
        description="The EncodingAESKey before the last change, accepted beside the new one.",
        examples=["env:GUANCHA_PREVIOUS_AES_KEY"],
    )
    api_base_url: WebAddress = Field(
        default="https://api.weixin.qq.com", description="Where the platform's API answers."
    )
    notices: NoticeSettings = Field(
        default=NoticeSettings(), examples=["[channels.official.notices]"]
    )

    @field_validator("encoding_aes_key")
    @classmethod
    def _only_plain_mode_needs_no_key(cls, key: SecretStr, info: ValidationInfo) -> SecretStr:
        if not key.get_secret_value() and info.data.get("mode") != "plain":
            raise ValueError(wording.AES_KEY_NEEDED)
        return key

    @property
    def aes_keys(self) -> tuple[str, ...]:
        """The EncodingAESKeys to try, the current one first; none in plain mode without a key."""
        return _written(self.encoding_aes_key, self.previous_aes_key)


class WorkChannel(Section):
    """A WeCom app made by the office itself (企业微信自建应用)."""

    corp_id: AccountId = Field(
        description="The enterprise's id (企业ID).", examples=["ww0123456789abcdef"]
    )
    agent_id: int = Field(ge=1, strict=False, description="The app's AgentId.", examples=[1000002])
    secret: Secret = Field(description="The app's Secret.", examples=["env:GUANCHA_WORK_SECRET"])
    token: Token = Field(
        description="The Token of the app's API reception: 3 to 32 letters and digits.",
        examples=["Guancha2026"],
    )
    encoding_aes_key: AesKey = Field(
        description="The EncodingAESKey of the app's API reception: 43 letters and digits.",
        examples=["env:GUANCHA_WORK_AES_KEY"],
    )
    previous_aes_key: AesKey = Field(
        default=SecretStr(""),
        description="The EncodingAESKey before the last change, accepted beside the new one.",
        examples=["env:GUANCHA_PREVIOUS_WORK_AES_KEY"],
    )
    api_base_url: WebAddress = Field(
        default="https://qyapi.weixin.qq.com", description="Where the platform's API answers."
    )

    @field_validator("encoding_aes_key")
    @classmethod
    def _messages_are_always_sealed(cls, key: SecretStr) -> SecretStr:
        if not key.get_secret_value():
            raise ValueError(wording.EMPTY)
        return key

    @property
    def aes_keys(self) -> tuple[str, ...]:
        """The EncodingAESKeys to try, the current one first."""
        return _written(self.encoding_aes_key, self.previous_aes_key)


class ChannelSettings(Section):
    """The ways in; at least one is needed."""

    official: OfficialChannel | None = Field(default=None, examples=["[channels.official]"])
    work: WorkChannel | None = Field(default=None, examples=["[channels.work]"])

    @model_validator(mode="after")
    def _there_is_a_way_in(self) -> Self:
        if self.official is None and self.work is None:
            raise ValueError(wording.NO_CHANNEL)
        return self


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in text.partition(":")[2].split(",") if key.strip())


def _written(*keys: SecretStr) -> tuple[str, ...]:
    return tuple(key.get_secret_value() for key in keys if key.get_secret_value())
