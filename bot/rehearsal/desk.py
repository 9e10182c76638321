"""The office in a rehearsal: a made-up clerk's acts, by the same functions as the console's."""

from datetime import timedelta
from random import Random
from typing import Final

from bot.rehearsal.people import Actor, Habit
from bot.wiring import Foundations
from casework.people.binding import new_invitation
from casework.quota.quota_desk import Verdict, review
from casework.rules import local_day
from catalogue.wording import rehearsal_talk as talk
from office.access.accounts import NewAccount, add_staff
from storage.people import people, service_rows
from storage.people.service_rows import LEADER
from storage.quota.quota_pieces import report_pieces

_REJECTS: Final = 0.12
_LOOKS_BACK: Final = timedelta(days=40)


class Desk:
    """One clerk; everything is written at once, no crash interrupts it."""

    def __init__(self, base: Foundations, dice: Random) -> None:
        self._base, self._dice = base, dice
        self.ids: dict[str, int] = {}
        now = base.clock()
        add_staff(base.database, NewAccount("rehearsal", talk.CLERK, "clerk"), None, now)
        self._staff_id = 1

    def appoint(self, actor: Actor) -> str:
        """Put an observer on the roster; returns the invitation's code."""
        now, vault = self._base.clock(), self._base.vault
        with self._base.database.write() as connection:
            observer = people.insert_observer(connection, vault, actor.person, now)
            self.ids[actor.name] = observer
            by = (self._staff_id, now)
            for channel, account in actor.accounts:
                if channel == "work":  # the roster names them
                    sender = people.ensure_sender(connection, channel, account, now)
                    people.bind(connection, sender.id, observer, now)
            if actor.habit is Habit.LEADING:
                service_rows.add_role(connection, observer, LEADER, local_day(now), by)
            return new_invitation(connection, vault, observer, self._staff_id, now)

    def turn(self, actor: Actor) -> None:
        """Write down that somebody's circumstances change, where the office has a part in it."""
        observer, now = self.ids.get(actor.name), self._base.clock()
        if observer is None:
            return
        vault, by = self._base.vault, (self._staff_id, now)
        with self._base.database.write() as connection:
            match actor.habit:
                case Habit.ON_LEAVE:
                    days = (actor.turn, actor.turn + timedelta(days=21))
                    service_rows.add_leave(connection, vault, observer, days, talk.LEAVE, by)
                case Habit.RESIGNING:
                    person = actor.until(actor.turn)
                    people.update_observer(connection, vault, observer, person, now)
                case Habit.BURDENED:
                    own = ("suggestion", actor.turn.replace(day=1), None, 2)
                    service_rows.add_override(connection, vault, observer, own, talk.OWN_NUMBER, by)
                case _:
                    pass

    def look_through(self) -> None:
        """Accept or reject what waits."""
        now = self._base.clock()
        with self._base.database.read() as connection:
            ids = list(self.ids.values())
            waiting = report_pieces(connection, ids, now - _LOOKS_BACK, now - timedelta(hours=6))
        region = self._base.settings.office.region
        for piece in sorted(piece for piece in waiting if not piece.verdict):
            rejects = self._dice.random() < _REJECTS
            word: tuple[Verdict, str] = ("rejected", talk.REJECTED) if rejects else ("accepted", "")
            with self._base.database.write() as connection:
                review(connection, region, piece.id, word, self._staff_id, now)
