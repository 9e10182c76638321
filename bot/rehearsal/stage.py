"""The one loop of simulated time: people act, the clock ticks, messages leave, things go wrong.

Deeds lie on an agenda in the order of their time, then of their entry. Between them nothing moves:
the service's beats (a tick, and what is due in the outbox) are deeds like any other.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final

from bot.rehearsal.crashes import Crash
from bot.rehearsal.desk import Desk
from bot.rehearsal.house import House
from bot.rehearsal.journal import Journal
from bot.rehearsal.lives import Life, Line, Speech
from bot.rehearsal.people import Actor, Habit
from bot.rehearsal.pushes import pushed
from bot.rehearsal.simulated_time import SimulatedTime
from bot.rehearsal.stand_in import Arrival, StandIn
from bot.rehearsal.troubles import Troubles
from bot.rehearsal.witness import Witness
from bot.wiring import Foundations
from casework.quota.quota_book import start_of
from casework.rules import local_day
from catalogue.reminder_times import ReminderPolicy, moments_of
from catalogue.wording import rehearsal_talk as talk
from handlers.messages import Channel

Deed = Callable[[], object]
_PUSHES: Final = 3  # of one message, until the platform gives up
_SOON: Final = (1, 6, 12)  # minutes after something happened: a summary, a lease's end, a closing
_OFTEN: Final = range(8 * 60, 20 * 60 + 1, 60)  # minutes of a day on which reminders may leave
_SELDOM: Final = (3 * 60, *range(8 * 60, 23 * 60, 4 * 60))  # minutes of any other day
_AROUND_A_MOMENT: Final = range(-1, 15, 3)  # minutes
_NEXT_LINE: Final = timedelta(seconds=40)
_AGAIN: Final = timedelta(hours=7)  # when somebody whom nobody answered tries once more
_REFUSED_FROM: Final = timedelta(minutes=5)  # a clock that is off refuses what the platform signs
_FRIDAY: Final = 5


class Stage:
    """One rehearsal. `base` is the office's own view: its database dies of nothing."""

    def __init__(  # what everybody shares, who acts, who watches
        self,
        base: Foundations,
        time: SimulatedTime,
        policy: ReminderPolicy,
        lives: Iterable[Life],
        troubles: Troubles,
        desk: Desk,
    ) -> None:
        self._base, self._time, self._policy = base, time, policy
        self._lives, self._troubles, self._desk = tuple(lives), troubles, desk
        self._owners: Mapping[tuple[str, str], Life] = {
            account: life for life in self._lives for account in life.actor.accounts
        }
        self._agenda: list[tuple[datetime, int, Deed]] = []
        self._serial = count(1)
        self._beats: set[datetime] = set()
        self._bound: set[str] = set()
        self._was_down = False
        self.journal = Journal()
        self.witness = Witness(base, policy, desk.ids)

    def play(self, house: House, stand_in: StandIn, first: date, last: date) -> None:
        """Live through these days."""
        self._house, self._stand_in = house, stand_in
        for channel, account in self._owners:
            if channel == "work":  # the company's members need not follow anything
                stand_in.met(channel, account, says=False)
        for jump in self._troubles.jumps:
            self._beat_at((jump.first, jump.first + (jump.last - jump.first) / 2))
        end = start_of(last + timedelta(days=1))
        self._at(start_of(first), lambda: self._begin_day(first))
        while self._agenda and self._agenda[0][0] < end:
            self._time.now, _, deed = heapq.heappop(self._agenda)
            deed()
        self._house.close()

    def arrived(self, arrival: Arrival) -> None:
        """Let somebody read what appeared on the phone."""
        life = self._owners.get((arrival.channel, arrival.account))
        if life is None:
            return
        name = life.actor.name
        self.journal.note(arrival.at, name, "gets", arrival.text, arrival.road)
        if arrival.is_reminder:
            self.journal.reminders.append((name, arrival))
            self.witness.see(name, arrival.text)
            self._plan(life, life.hears(arrival.text, arrival.at))

    def told(self, account: str, msg_id: str) -> None:
        """Let the platform tell us in a moment that a template message arrived."""
        fields = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": msg_id, "Status": "success"}
        at = self._time.now + timedelta(seconds=2)
        self._at(at, lambda: self._tell("official", account, "event", fields))

    def _at(self, when: datetime, deed: Deed) -> None:
        heapq.heappush(self._agenda, (max(when, self._time.now), next(self._serial), deed))

    def _begin_day(self, day: date) -> None:
        begin = start_of(day)
        self._at(begin + timedelta(days=1), lambda: self._begin_day(day + timedelta(days=1)))
        self._beat_at(begin + timedelta(minutes=each) for each in _SELDOM)
        for moment in moments_of(self._policy, day.year, day.month):
            if local_day(moment.at) <= day <= local_day(moment.until):
                self._beat_at(begin + timedelta(minutes=each) for each in _OFTEN)
                self._beat_at(moment.at + timedelta(minutes=each) for each in _AROUND_A_MOMENT)
        self._at(begin + timedelta(hours=8), lambda: self._at_the_desk(day))
        if day.isoweekday() == _FRIDAY:
            self._at(begin + timedelta(hours=16), self._desk.look_through)
        for life in self._lives:
            self._plan(life, life.of_month(day.replace(day=1)) if day.day == 1 else ())
            self._plan(life, life.of_turn() if day == life.actor.turn else ())

    def _at_the_desk(self, day: date) -> None:
        for life in self._lives:
            actor = life.actor
            if actor.name not in self._desk.ids and _is_in_office(actor, day):
                self._appoint(life)
            elif day == actor.turn:
                self._desk.turn(actor)

    def _appoint(self, life: Life) -> None:
        actor = life.actor
        code = self._desk.appoint(actor)
        at = self._time.now + timedelta(minutes=97 * (actor.number % 20 + 1))
        if any(channel == "official" for channel, _ in actor.accounts):
            lines = (Line("subscribe"), Line("text", talk.binding(code), is_secret=True))
            self._at(at, lambda: self._say(life, lines))
        if actor.accounts:
            self._bound.add(actor.name)

    def _plan(self, life: Life, speeches: Iterable[Speech]) -> None:
        for speech in speeches:
            if speech.at >= self._time.now:
                self._at(speech.at, lambda lines=speech.lines: self._speak(life, lines))  # type: ignore[misc]  # a lambda's default has no type

    def _speak(self, life: Life, lines: tuple[Line, ...]) -> None:
        if life.actor.name in self._bound and _is_in_office(life.actor, local_day(self._time.now)):
            self._say(life, lines)

    def _say(self, life: Life, lines: tuple[Line, ...]) -> None:
        """Say the first line now and the rest in a moment; all of it later if nobody answers."""
        actor, line = life.actor, lines[0]
        channel, account = actor.accounts[0]
        if line.kind == "unsubscribe":
            self._stand_in.left(account)
            self._bound.discard(actor.name)
        else:
            self._stand_in.met(channel, account, says=line.kind != "subscribe")
        said = "" if line.is_secret else line.text
        self.journal.note(self._time.now, actor.name, "says", said, line.kind)
        answer = self._tell(channel, account, *pushed(line, next(self._serial)))
        if answer is None:
            self.journal.note(self._time.now, actor.name, "unheard", "")
            self._at(self._time.now + _AGAIN, lambda: self._say(life, lines))
            return
        if answer:
            self.journal.note(self._time.now, actor.name, "hears", answer)
        if len(lines) > 1:
            self._at(self._time.now + _NEXT_LINE, lambda: self._say(life, lines[1:]))

    def _tell(
        self, channel: Channel, account: str, kind: str, fields: Mapping[str, str]
    ) -> str | None:
        """Push something to the service as often as the platform does; None when in vain."""
        now = self._time.now
        if self._troubles.is_down(now) or abs(self._troubles.off_by(now)) > _REFUSED_FROM:
            return None
        common = {"ToUserName": "us", "FromUserName": account, "MsgType": kind}
        push = {**common, "CreateTime": str(int(now.timestamp())), **fields}
        self._beat_soon()
        for _ in range(_PUSHES):
            try:
                return self._house.take_in(channel, push)
            except Crash as death:
                self._die(death)
        return None

    def _beat_soon(self) -> None:
        self._beat_at(self._time.now + timedelta(minutes=each) for each in _SOON)

    def _beat_at(self, moments: Iterable[datetime]) -> None:
        for moment in moments:
            at = moment.replace(second=0, microsecond=0)
            if at > self._time.now and at not in self._beats:
                self._beats.add(at)
                self._at(at, self._beat)

    def _beat(self) -> None:
        """Let the clock and the worker do what they do all the time."""
        self._beats.discard(self._time.now)
        if self._troubles.is_down(self._time.now):
            self._was_down = True
            return
        if self._was_down:
            self._was_down = False
            self._house = self._house.reborn(self._base)
        try:
            self._house.tick()
            if self._house.deliver():
                self._beat_soon()
        except Crash as death:
            self._die(death)

    def _die(self, death: Crash) -> None:
        self.journal.note(self._time.now, "", "crash", str(death))
        self._house = self._house.reborn(self._base)
        self._beat_soon()


def _is_in_office(actor: Actor, day: date) -> bool:
    if actor.habit is Habit.NEWCOMER:
        return day >= actor.turn
    return actor.habit is not Habit.RESIGNING or day <= actor.turn
