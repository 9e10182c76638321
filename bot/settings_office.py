"""The settings of the office itself: its names, its hours, its people on duty, its letters."""

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from bot import config_wording as wording
from bot.settings_rules import Line, Mailbox, Name, RobotAddress, Section
from bot.settings_voice import OfficeHours, office_spans
from catalogue.working_days import Span


class OfficeSettings(Section):
    """The names people read and whom to alarm."""

    display_name: Name = Field(
        default="民生实事观察员随手拍", description="What the service calls itself in chat."
    )
    campaign: Name = Field(
        default="打好重点民生保障仗", description="The campaign the observers serve."
    )
    name: Name = Field(default="专班办公室", description="What the office is called.")
    phone: Line = Field(
        default="",
        description="The office's phone, told to observers who need a person.",
        examples=["0739-1234567"],
    )
    mailbox: Mailbox = Field(
        default="", description="The office's mailbox.", examples=["office@example.gov.cn"]
    )
    region: Name = Field(
        default="邵阳市", description="The city or county whose rules and places apply."
    )
    hours: OfficeHours = Field(
        default=("8:30-12:00", "14:30-17:30"),
        strict=False,
        description="When somebody sits at the desk on a working day; a voice unheard for half an"
        " hour of it alarms the staff on duty.",
        examples=[["8:30-12:00", "15:00-18:00"]],
    )
    duty_wecom: tuple[Name, ...] = Field(
        default=(),
        strict=False,
        description="WeCom user ids of the staff on duty who get the alarm of an urgent report.",
        examples=[["zhangsan", "lisi"]],
    )
    duty_robot: RobotAddress = Field(
        default=SecretStr(""),
        description="The webhook address, or its key, of a robot in the duty group that shows the"
        " same alarm.",
        examples=["env:GUANCHA_DUTY_ROBOT"],
    )
    group_robot: RobotAddress = Field(
        default=SecretStr(""),
        description="The webhook address, or its key, of a robot in the observers' group, where"
        " that is a WeCom group; it posts only what a clerk sends from the page 转发.",
        examples=["env:GUANCHA_GROUP_ROBOT"],
    )
    duty_official: tuple[Name, ...] = Field(
        default=(),
        strict=False,
        description="Official-account openids of the staff on duty who get the same alarm.",
        examples=[["oAbCdEfGhIjKlMnOpQrStUvWxYz0"]],
    )

    letters_over_internet: bool = Field(
        default=False,
        description="Whether a unit may read and answer its letter by a link; if not, letters go"
        " on paper and the clerk records what comes back.",
    )

    @field_validator("group_robot")
    @classmethod
    def _digests_stay_out_of_the_observers_group(
        cls, robot: SecretStr, info: ValidationInfo
    ) -> SecretStr:
        duty = info.data.get("duty_robot", SecretStr("")).get_secret_value()
        key = robot.get_secret_value().rpartition("key=")[2]
        if key and key == duty.rpartition("key=")[2]:
            raise ValueError(wording.SAME_ROBOT)
        return robot

    @property
    def spans(self) -> tuple[Span, ...]:
        """The office hours as stretches of a day."""
        return office_spans(self.hours)
