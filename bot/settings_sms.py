"""The settings of short messages, the last road before a telephone call."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field, SecretStr

from bot import config_wording as wording
from bot.settings_rules import Line, OptionalSecret, Section, WebAddress
from catalogue.notices import VALUES

_MOST_VALUES: Final = 4


def _text_template(text: str) -> str:
    number, _, named = text.partition(":")
    values = [each.strip() for each in named.split(",")] if named else []
    known = len(values) <= _MOST_VALUES and all(each in VALUES for each in values)
    if text and not (number.isascii() and number.isdigit() and known):
        raise ValueError(wording.TEXT_TEMPLATE)
    return text


TextTemplateText = Annotated[str, AfterValidator(_text_template)]


class SmsSettings(Section):
    """Short messages by Tencent Cloud for what no chat could deliver; off without its keys."""

    secret_id: Line = Field(
        default="",
        description="The SecretId of a Tencent Cloud account that may send; empty means no short"
        " messages.",
        examples=["AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"],
    )
    secret_key: OptionalSecret = Field(
        default=SecretStr(""), description="Its SecretKey.", examples=["env:GUANCHA_SMS_KEY"]
    )
    app_id: Line = Field(
        default="", description="The SdkAppId of the application.", examples=["1400006666"]
    )
    sign_name: Line = Field(
        default="", description="The approved signature, without brackets.", examples=["Guancha"]
    )
    region: Line = Field(default="ap-guangzhou", description="The region that is asked.")
    api_base_url: WebAddress = Field(
        default="https://sms.tencentcloudapi.com", description="Where the provider answers."
    )
    reminder: TextTemplateText = Field(
        default="",
        description="The template of reminders: its number, and which values fill it in order"
        " (number, text, at, where).",
        examples=["1110: text"],
    )
    outcome: TextTemplateText = Field(
        default="",
        description="The template of what came of a report.",
        examples=["1111: number, text"],
    )
    answer: TextTemplateText = Field(
        default="",
        description="The template of answers to questions.",
        examples=["1112: number, text"],
    )

    urging: Annotated[str, Field(pattern=r"^[0-9]{0,12}$")] = Field(
        default="",
        description="The template of what urges a unit's contact: its number; its words are fixed"
        " and hold no values.",
        examples=["1113"],
    )

    @property
    def is_on(self) -> bool:
        """Whether all is there that sending needs."""
        key = self.secret_key.get_secret_value()
        return all((self.secret_id, key, self.app_id, self.sign_name))

    @property
    def templates(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """{form: (template number, the values it shows)} for the forms that have a template."""
        given = {"reminder": self.reminder, "outcome": self.outcome, "answer": self.answer}
        return {form: _read(text) for form, text in given.items() if text}


def _read(text: str) -> tuple[str, tuple[str, ...]]:
    number, _, named = text.partition(":")
    return number, tuple(each.strip() for each in named.split(",") if each.strip())
