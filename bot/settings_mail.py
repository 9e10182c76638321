"""The settings of e-mail: by which mailbox digests leave, and to whom."""

from typing import Literal

from pydantic import Field, SecretStr

from bot.settings_rules import Line, Mailbox, OptionalSecret, Section


class MailSettings(Section):
    """E-mail for digests (信息摘报); off without a server and a sender."""

    host: Line = Field(
        default="",
        description="The server that takes our e-mail (SMTP); empty means no e-mail.",
        examples=["smtp.example.gov.cn"],
    )
    port: int = Field(default=465, ge=1, le=65535, description="Its port, mostly 465 or 587.")
    security: Literal["tls", "starttls", "none"] = Field(
        default="tls",
        description="tls from the first byte (465), starttls (587), or none, for a server of your"
        " own house only.",
    )
    user: Line = Field(default="", description="The account; empty where none is asked for.")
    password: OptionalSecret = Field(
        default=SecretStr(""),
        description="Its password; many providers want a code made for programs.",
        examples=["env:GUANCHA_MAIL_PASSWORD"],
    )
    sender: Mailbox = Field(
        default="", description="The address we write from.", examples=["zhuanban@example.gov.cn"]
    )
    office: tuple[Mailbox, ...] = Field(
        default=(),
        strict=False,
        description="Who gets the daily digest.",
        examples=[["office@example.gov.cn"]],
    )
    leaders: tuple[Mailbox, ...] = Field(
        default=(),
        strict=False,
        description="Who gets the weekly digest.",
        examples=[["leader@example.gov.cn"]],
    )

    @property
    def is_on(self) -> bool:
        """Whether all is there that sending needs."""
        return bool(self.host and self.sender)
