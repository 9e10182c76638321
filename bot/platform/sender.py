"""Sends one message by one road and says what came of it, by the table of reactions."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from bot.platform.account import TemplateNotice, Writer
from bot.platform.capabilities import Capabilities, Name
from bot.platform.errors import Blocked, Denied, NoAnswer, PlatformError, Refused
from bot.platform.official import OfficialAccount
from bot.platform.reactions import NO_ANSWER, Act
from bot.platform.robot import GroupRobot
from casework.digests import making
from casework.forwarding import desk
from catalogue.wording import staff_outbox as words
from reminders.ports import (
    Road,
    RoadClosed,
    Sender,
    SendOutcome,
    Sent,
    Step,
    TryLater,
    Undelivered,
    WaitForWord,
)
from storage.blobs.files import FileStore, picture_key
from storage.roads.outbox import ClaimedMessage

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_LAST_RESORT: Final = timedelta(minutes=15)
_BUSY: Final = -1  # "system error": the platform itself does not know what it has done
_LONG_OR_DRAWN: Final = frozenset((desk.TEXT, desk.PICTURE, making.PURPOSE))
_NEEDS: Final[Mapping[Road, Name]] = {"template": "template", "subscribe": "subscribe"}


class PlatformSender:
    """A `reminders.ports.Sender` over our accounts, by channel; `texts` sends short messages."""

    def __init__(
        self,
        accounts: Mapping[str, Writer],
        capabilities: Capabilities,
        files: FileStore,
        texts: Sender | None = None,
    ) -> None:
        self._accounts = accounts
        self._capabilities = capabilities
        self._files = files
        self._texts = texts

    def send(self, message: ClaimedMessage, step: Step, now: datetime) -> SendOutcome:
        """Send it now, once (twice where the token was stale)."""
        if step.road == "sms" and self._texts is not None:
            return self._texts.send(message, step, now)
        account = self._accounts.get(step.channel)
        if account is None:
            return Undelivered(None, words.NO_CHANNEL)
        call = partial(_call, account, self._files, message, step)
        try:
            msg_id = self._capabilities.use(step.channel, _NEEDS.get(step.road, "send"), call)
        except PlatformError as error:
            return _outcome(error, message, now)
        return Sent(msg_id)


def _call(account: Writer, files: FileStore, message: ClaimedMessage, step: Step) -> str:
    if step.road in _NEEDS and isinstance(account, OfficialAccount):
        notice = TemplateNotice(step.template, step.fields, _once_id(message))
        if step.road == "template":
            return account.send_template(step.recipient, notice)
        return account.send_subscribed(step.recipient, notice)
    if isinstance(account, GroupRobot) and message.purpose in _LONG_OR_DRAWN:
        _to_group(account, message, files)
    else:
        account.send_text(step.recipient, message.text)
    return ""


def _to_group(robot: GroupRobot, message: ClaimedMessage, files: FileStore) -> None:
    if message.purpose == desk.PICTURE:
        robot.send_picture(files.get(picture_key(message.text)))
    else:
        robot.send_whole(message.text)


def _once_id(message: ClaimedMessage) -> str:
    named = f"{message.claim.row_id}:{message.recipient}:{message.created_at.isoformat()}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def _outcome(error: PlatformError, message: ClaimedMessage, now: datetime) -> SendOutcome:
    match error:
        case Blocked():
            return TryLater(error.until, None, error.cause)
        case Denied():
            return RoadClosed(error.until, error.errcode, error.cause)
        case NoAnswer():
            at = now + (NO_ANSWER.wait(tries_with(None, message)) or _LAST_RESORT)
            return TryLater(at, None, error.cause, may_have_arrived=error.may_have_arrived)
        case Refused():
            return _refused(error, message, now)
        case _:
            return Undelivered(error.errcode, error.cause, refused=error.errcode is not None)


def _refused(error: Refused, message: ClaimedMessage, now: datetime) -> SendOutcome:
    reaction, is_busy = error.reaction, error.errcode == _BUSY
    match reaction.act:
        case Act.LATER | Act.REFRESH:
            pause = reaction.wait(tries_with(error.errcode, message))
            if pause is not None:
                return TryLater(now + pause, error.errcode, error.cause, may_have_arrived=is_busy)
        case Act.STOP:
            return TryLater(now + _LAST_RESORT, error.errcode, error.cause)
        case Act.NEXT_DAY:
            return TryLater(next_midnight(now), error.errcode, error.cause)
        case Act.WAIT_FOR_WORD:
            return WaitForWord(error.errcode, error.cause)
        case Act.SWITCH_OFF | Act.GIVE_UP | Act.GONE | Act.BY_PARTS:
            pass
    return Undelivered(error.errcode, error.cause, left=reaction.left, refused=not is_busy)


def tries_with(errcode: int | None, message: ClaimedMessage) -> int:
    """Return how often in a row the message has got this same answer already."""
    return message.tries if message.errcode == errcode else 0


def next_midnight(now: datetime) -> datetime:
    """Return the next 00:00 in China, when daily quotas begin anew."""
    tomorrow = now.astimezone(_CHINA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), _CHINA).astimezone(UTC)
