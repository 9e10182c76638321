"""The platforms inside this process: the same answers and limits, and a record of what arrived.

It answers the calls that `bot/platform` makes; the limits are the simulator's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final

from typing_extensions import override

from bot.platform.http import Http
from bot.rehearsal.crashes import Fate, Place
from bot.rehearsal.troubles import Troubles
from catalogue.wording.observer_quota import NO_MORE
from simulator.errors import ApiError
from simulator.limits import MemberRate, RecentTexts, ReplyWindows
from simulator.notices import NoticeBook, NoticeTemplate, shown

Call = Callable[[str, Mapping[str, Any]], dict[str, Any]]
_SAME_TEXT: Final = timedelta(minutes=30)
_NOWHERE: Final = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What appeared on a phone without having been asked for."""

    at: datetime
    channel: str
    account: str
    road: str
    text: str
    is_reminder: bool


class StandIn:
    """Both platforms. `arrived` hears of every message, `told` of a template's later event."""

    def __init__(
        self,
        now: Callable[[], datetime],
        templates: Mapping[str, NoticeTemplate],
        reminder_template: str,
        arrived: Callable[[Arrival], None],
        told: Callable[[str, str], None],
    ) -> None:
        self._now = now
        self._templates = templates
        self._reminder_template = reminder_template
        self._arrived = arrived
        self._told = told
        self._windows, self._texts = ReplyWindows(), RecentTexts()
        self._rate, self._notices = MemberRate(), NoticeBook()
        self._follows: dict[str, bool] = {}
        self._members: set[str] = set()
        self._msg_ids = count(1)
        self._paths: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "/cgi-bin/message/custom/send": self._custom,
            "/cgi-bin/message/template/send": self._template,
            "/cgi-bin/message/send": self._work,
        }

    def met(self, channel: str, account: str, *, says: bool) -> None:
        """Note that somebody followed, or said something, which opens the window."""
        if channel == "work":
            self._members.add(account)
            return
        self._follows[account] = True
        if says:
            self._windows.message_from(account, self._now())
        else:
            self._windows.event_from(account, "subscribe", self._now())

    def left(self, account: str) -> None:
        """Note that somebody unfollowed."""
        self._follows[account] = False

    def answer(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the platform says to a call."""
        try:
            return self._paths[path](body)
        except ApiError as error:
            return error.body()

    def _custom(self, body: Mapping[str, Any]) -> dict[str, Any]:
        account, text = body["touser"], body["text"]["content"]
        self._require_follower(account)
        self._windows.spend(account, self._now())
        self._show("official", account, "custom", text, is_reminder=NO_MORE in text)
        return {"errcode": 0}

    def _template(self, body: Mapping[str, Any]) -> dict[str, Any]:
        account, template_id = body["touser"], body["template_id"]
        self._require_follower(account)
        if template_id not in self._templates:
            raise ApiError(40037)
        text = shown(self._templates[template_id], body["data"])
        msg_id = next(self._msg_ids)
        before = self._notices.sent_before(account, body["client_msg_id"], msg_id, self._now())
        if before is not None:
            return {"errcode": 0, "msgid": before}
        is_reminder = template_id == self._reminder_template
        self._show("official", account, "template", text, is_reminder=is_reminder)
        self._told(account, str(msg_id))
        return {"errcode": 0, "msgid": msg_id}

    def _work(self, body: Mapping[str, Any]) -> dict[str, Any]:
        account, text = body["touser"], body["text"]["content"]
        if account not in self._members:
            raise ApiError(81013)
        is_new = not self._texts.again(account, text, self._now(), _SAME_TEXT)
        if is_new and self._rate.allows(account, self._now()):
            self._show("work", account, "work", text, is_reminder=NO_MORE in text)
        return {"errcode": 0}

    def _require_follower(self, account: str) -> None:
        if account not in self._follows:
            raise ApiError(40003)
        if not self._follows[account]:
            raise ApiError(43004)

    def _show(self, channel: str, account: str, road: str, text: str, *, is_reminder: bool) -> None:
        self._arrived(Arrival(self._now(), channel, account, road, text, is_reminder))


class Exchange:
    """One call of the platform through all that may go wrong with it. Raises NoAnswer."""

    def __init__(self, stand_in: StandIn, troubles: Troubles, now: Callable[[], datetime]) -> None:
        self._stand_in, self._troubles, self._now = stand_in, troubles, now

    def __call__(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the platform's answer."""
        self._troubles.on_the_way(self._now())
        if self._troubles.is_busy():
            if self._troubles.is_done_all_the_same():
                self._stand_in.answer(path, body)
            return ApiError(-1).body()
        answer = self._stand_in.answer(path, body)
        self._troubles.on_the_way_back()
        return answer


class RehearsedHttp(Http):
    """Calls the stand-in where the service would call the platform; the caller may die of it."""

    def __init__(self, exchange: Call, fate: Fate) -> None:
        super().__init__(_NOWHERE)
        self._exchange, self._fate = exchange, fate

    @override
    def post_json(
        self, path: str, params: Mapping[str, str], body: Mapping[str, Any]
    ) -> dict[str, Any]:
        self._fate.pass_by(Place.BEFORE_SENDING)
        answer = self._exchange(path, body)
        self._fate.pass_by(Place.AFTER_SENDING)
        return answer
