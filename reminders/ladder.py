"""The roads of a message, tried from the top: which one is open for it at this moment.

Official account: 客服消息 inside the window → template message or subscription notice, for messages
that have a notice form → the same observer's WeCom account. WeCom: its app message. Last of all,
where the house has them, a short message: one a person a day, in decent hours. What a road uses up
(a place in the window, a consent, a share of the rate) is taken before the call, in the caller's
transaction. (Source: peers §2 demand 4; wechat §2.3–2.5; ADR 0017.)
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from casework.settings.calendar import calendar_now
from catalogue.notices import filled, load_forms, told
from catalogue.reminder_times import is_decent, load_reminders, next_decent, next_decent_day
from catalogue.wording import staff_outbox as words
from catalogue.wording import staff_sms
from reminders.ports import Road, Step, TryLater
from storage.database import Connection
from storage.roads import consents, windows
from storage.roads.outbox import ClaimedMessage
from storage.settings import contacts
from storage.work import rate_limits

OFFICIAL: Final = "official"
ROADS: Final[Mapping[str, tuple[Road, ...]]] = {
    OFFICIAL: ("custom", "template", "subscribe", "work", "sms"),
    "work": ("work", "sms"),
    "robot": ("robot",),
    "group": ("robot",),
    "mail": ("mail",),
    "": ("sms",),  # a person without an account
    contacts.CHANNEL: ("sms",),  # a unit's 联络人
}
ROADS_OF_FOLLOWERS: Final[frozenset[Road]] = frozenset(("custom", "template", "subscribe"))


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages to one account in each `window`, counted from midnight.

    A call may take 15 seconds, so what the platform counts as one minute can touch four of our
    half minutes, and one of its hours three of our half hours.
    """

    window: timedelta
    most: int


# WDOC/90236: a member's 30 a minute and 1000 an hour; the excess is dropped without a word.
_MEMBER: Final = (Rate(timedelta(seconds=30), 7), Rate(timedelta(minutes=30), 330))
# WDOC/99110: 20 a minute for a group's robot.
_ROBOT: Final = (Rate(timedelta(seconds=30), 5),)
_SLOWER: Final = timedelta(seconds=30)
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the account's own; `keys` where its fields are not numbered as our form's."""

    id: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRoad:
    """How the official account sends notices, and by which template each form."""

    kind: Literal["template", "subscribe"] = "template"
    templates: Mapping[str, Template] = field(default_factory=dict)


class Ladder:
    """Finds the next road of a message.

    `texts` are the templates of short messages by form; `fixed` names by purpose the template of
    what leaves in fixed words only, empty where there is none.
    """

    def __init__(
        self,
        notices: NoticeRoad,
        texts: Mapping[str, Template] | None = None,
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        self._notices = notices
        self._texts = texts or {}
        self._fixed = fixed or {}

    def next_step(
        self, connection: Connection, message: ClaimedMessage, shut: Collection[Road], now: datetime
    ) -> Step | TryLater | None:
        """Return the first road that is open and not among `shut`; None when there is none."""
        for road in ROADS.get(message.channel, ()):
            if road not in shut and road not in message.refused:
                step = self._step(connection, message, road, now)
                if step is not None:
                    return step
        return None

    def same_step(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> Step | TryLater | None:
        """Return once more the step whose outcome is unknown; nothing more is used up by it."""
        match message.road:
            case "custom":
                return Step("custom", message.channel, message.recipient)
            case "template" | "subscribe" as road:
                return self._notice(message, road)
            case "robot":
                return Step("robot", message.channel, message.recipient)
            case "sms" | "mail":
                return None  # never twice
            case _:
                return _to_member(connection, message, now)

    def _step(
        self, connection: Connection, message: ClaimedMessage, road: Road, now: datetime
    ) -> Step | TryLater | None:
        match road:
            case "custom":
                room = windows.count_sent(connection, message.channel, message.recipient, now)
                return Step("custom", message.channel, message.recipient) if room else None
            case "template" | "subscribe":
                return self._open_notice(connection, message, road)
            case "work":
                return _to_member(connection, message, now)
            case "robot":
                return _to_group(connection, message, now)
            case "mail":
                return Step("mail", message.channel, message.recipient)
            case "sms":
                return self._to_number(connection, message, now)

    def _to_number(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> Step | TryLater | None:
        text = self._text(message)
        is_units = message.channel == contacts.CHANNEL
        if text is None or (message.observer_id is None and not is_units):
            return None
        times, entered = load_reminders(), calendar_now(connection)
        if not is_decent(times, now, entered):
            return TryLater(next_decent(times, now, entered), None, words.QUIET_HOURS)
        if is_units:
            return Step("sms", contacts.CHANNEL, message.recipient, *text)
        if message.observer_id is None or not take_number(connection, message.observer_id, now):
            tomorrow = next_decent_day(times, now, entered)
            return TryLater(tomorrow, None, staff_sms.ONE_A_DAY)
        return Step("sms", "sms", str(message.observer_id), *text)

    def _text(self, message: ClaimedMessage) -> tuple[str, Mapping[str, str]] | None:
        """Return the template of a message as a short one, and its values."""
        fixed = self._fixed.get(message.purpose)
        if fixed is not None:
            return (fixed, {}) if fixed else None
        notice = message.notice
        template = self._texts.get(notice.form) if notice else None
        form = load_forms().get(notice.form) if notice else None
        if notice is None or form is None or template is None:
            return None
        return template.id, told(form, notice.values, template.keys)

    def _open_notice(
        self,
        connection: Connection,
        message: ClaimedMessage,
        road: Literal["template", "subscribe"],
    ) -> Step | None:
        step = self._notice(message, road)
        if step is None or windows.has_left(connection, message.channel, message.recipient):
            return None
        if road == "template" or consents.take(connection, step.recipient, step.template):
            return step
        return None

    def _notice(
        self, message: ClaimedMessage, road: Literal["template", "subscribe"]
    ) -> Step | None:
        notice = message.notice
        if notice is None or road != self._notices.kind:
            return None
        form, template = load_forms().get(notice.form), self._notices.templates.get(notice.form)
        if form is None or template is None:
            return None
        fields = filled(form, notice.values, template.keys)
        return Step(road, message.channel, message.recipient, template.id, fields)


def _to_member(
    connection: Connection, message: ClaimedMessage, now: datetime
) -> Step | TryLater | None:
    account: str | None = message.recipient
    if message.channel != "work":
        account = windows.other_account(connection, message.channel, message.recipient, "work")
    if account is None:
        return None
    step = Step("work", "work", account)
    return step if _within(connection, f"send:work:{account}", _MEMBER, now) else _later(now)


def _to_group(connection: Connection, message: ClaimedMessage, now: datetime) -> Step | TryLater:
    step = Step("robot", message.channel, message.recipient)
    bucket = f"send:robot:{message.recipient}"
    return step if _within(connection, bucket, _ROBOT, now) else _later(now)


def _within(connection: Connection, bucket: str, rates: tuple[Rate, ...], now: datetime) -> bool:
    counted = [
        rate_limits.spend(connection, f"{bucket}:{number}", rate.most, rate.window, now)
        for number, rate in enumerate(rates)
    ]
    return all(counted)


def take_number(connection: Connection, observer_id: int, now: datetime) -> bool:
    """Take the day's one short message to a person; False when it is used."""
    bucket = f"sms:{observer_id}"
    if rate_limits.spend(connection, bucket, 1, _A_DAY, now):
        return True
    rate_limits.refund(connection, bucket, _A_DAY, now)
    return False


def give_number_back(connection: Connection, observer_id: int, now: datetime) -> None:
    """Return the day's short message where it certainly did not leave."""
    rate_limits.refund(connection, f"sms:{observer_id}", _A_DAY, now)


def _later(now: datetime) -> TryLater:
    return TryLater(now + _SLOWER, None, words.TOO_MANY_FOR_ONE)
