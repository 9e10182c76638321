"""待处理异常: what could not be handled, taken in or delivered, with the words and a way out."""

from collections.abc import Mapping
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.wording import staff as wording
from catalogue.wording import staff_capabilities as wording_capabilities
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.raw_words import raw_words
from storage.desk import desk
from storage.desk.acts import record_act
from storage.people import people
from storage.people.people import ObserverCard
from storage.roads import capabilities
from storage.work.troubles import resolve

_UNDELIVERED_SHOWN = timedelta(days=14)


class TroublePages:
    """The list of what went wrong and its buttons."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/troubles", "troubles", self.show),
            ("POST", "/troubles/<int:trouble_id>/resolve", "resolve", self.resolve),
            ("POST", "/troubles/<int:trouble_id>/retry", "ask_again", self.ask_again),
            ("POST", "/deliveries/<int:delivery_id>/replay", "replay", self.replay),
            ("POST", "/quarantine/<int:row_id>/replay", "take_in", self.replay_quarantined),
        )

    def show(self) -> ResponseReturnValue:
        """Show everything that waits; a failed delivery's own trouble is shown with it, not twice.

        Undelivered messages of the last two weeks stay to be read; most need a telephone call.
        """
        vault, since = self._parts.vault, self._parts.clock() - _UNDELIVERED_SHOWN
        with self._parts.database.read() as connection:
            failed = desk.failed_deliveries(connection)
            shown = {f"delivery:{delivery.id}" for delivery in failed}
            troubles = [t for t in desk.open_troubles(connection) if t.ref not in shown]
            reports = desk.reports_of_refs(connection, [trouble.ref for trouble in troubles])
            quarantined = desk.kept_quarantine(connection)
            undelivered = desk.undelivered_since(connection, since)
            accounts = {(d.channel, d.sender) for d in failed}
            accounts |= {(m.channel, m.recipient) for m in undelivered}
            owners = people.observers_of_accounts(connection, accounts)
            cards = people.observer_cards(connection, vault, owners.values())
        return render_template(
            "office/troubles.html",
            failed=[(delivery, raw_words(vault, delivery)) for delivery in failed],
            troubles=troubles,
            reports=reports,
            quarantined=quarantined,
            undelivered=undelivered,
            who=lambda channel, account: _name(cards, owners.get((channel, account))),
        )

    def replay(self, delivery_id: int) -> ResponseReturnValue:
        """Handle a failed delivery again; what it says to its sender leaves by the outbox."""
        worked = self._parts.replay(delivery_id)
        ref, staff, now = f"delivery:{delivery_id}", current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            record_act(connection, staff.id, "replay", ref, "done" if worked else "failed", now)
            if worked:
                desk.resolve_troubles_of(connection, ref, staff.id, now)
        self._parts.worker_hint("outbox", 0)
        return _back(worked, wording.REPLAYED, wording.REPLAY_FAILED)

    def replay_quarantined(self, row_id: int) -> ResponseReturnValue:
        """Take in a genuine delivery that had come at the wrong time."""
        worked = self._parts.replay_quarantined(row_id)
        ref, staff, now = f"quarantine:{row_id}", current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            record_act(connection, staff.id, "replay", ref, "done" if worked else "failed", now)
        self._parts.worker_hint("outbox", 0)
        return _back(worked, wording.QUARANTINE_REPLAYED, wording.REPLAY_FAILED)

    def ask_again(self, trouble_id: int) -> ResponseReturnValue:
        """Let the platform be asked at once whether it grants our account something by now."""
        staff, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            denied = capabilities.denied_by(connection, trouble_id)
            asked = denied is not None and capabilities.ask_again(connection, *denied, now)
            if asked:
                record_act(connection, staff.id, "ask-again", f"trouble:{trouble_id}", "", now)
        self._parts.worker_hint("outbox", 0)
        return _back(asked, wording_capabilities.ASKED_AGAIN, wording_capabilities.NOTHING_OFF)

    def resolve(self, trouble_id: int) -> ResponseReturnValue:
        """Mark a trouble as dealt with."""
        staff, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            first = resolve(connection, trouble_id, staff.id, now)
            if first:
                record_act(connection, staff.id, "resolve", f"trouble:{trouble_id}", "", now)
        return _back(first, wording.TROUBLE_RESOLVED, wording.TROUBLE_GONE)


def _name(cards: Mapping[int, ObserverCard], observer_id: int | None) -> str:
    card = cards.get(observer_id) if observer_id is not None else None
    return f"{card.name}（{card.group}）" if card else wording.NOT_AN_OBSERVER


def _back(worked: bool, good: str, bad: str) -> ResponseReturnValue:  # noqa: FBT001  # which of two
    flash(good if worked else bad, "good" if worked else "bad")
    return redirect(url_for("office.troubles"), 303)
