"""Undoing an import: what nobody has touched since goes back, the rest stays and is named.

A field goes back while it holds the import's own value. A person whom the import added leaves again
unless they have a report, an account, a used code or a later change. An account that the import
bound is freed unless it has brought reports. Reports are never touched.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from casework.people import observer_history as history
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import observer_states as states
from storage.people import people, roster_imports
from storage.people.observer_changes import (
    Cause,
    FieldChange,
    KeptChange,
    changes_by_import,
    record_changes,
    was_changed_since,
)
from storage.people.people import ObserverCard, Person, Sender
from storage.people.roster_imports import KeptImport, Leftover
from storage.vault import Vault

UNDO_WITHIN = timedelta(days=30)
_DAYS = ("appointed_from", "appointed_to")


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: people with something put back, people taken out, and what was left."""

    restored: int
    removed: int
    leftovers: tuple[Leftover, ...]


def undo_import(
    connection: Connection, vault: Vault, import_id: int, staff_id: int, now: datetime
) -> Undone | None:
    """Undo an import in the caller's transaction; None when it was undone already or is too old."""
    kept = roster_imports.find_import(connection, vault, import_id)
    if kept is None or not may_be_undone(kept, now):
        return None
    if not roster_imports.mark_undone(connection, import_id, staff_id, now):
        return None
    undoing = _Undoing(connection, vault, kept, Cause("undo", staff_id, now, import_id=import_id))
    undone = undoing.run()
    roster_imports.keep_leftovers(connection, vault, import_id, undone.leftovers)
    told = f"{undone.restored} restored, {undone.removed} removed, {len(undone.leftovers)} left"
    record_act(connection, staff_id, "roster.undo", f"import:{import_id}", told, now)
    return undone


def may_be_undone(kept: KeptImport, now: datetime) -> bool:
    """Whether an import is new enough and stands."""
    return kept.undone_at is None and now - kept.at <= UNDO_WITHIN


class _Undoing:
    """One import on its way back."""

    def __init__(
        self, connection: Connection, vault: Vault, kept: KeptImport, cause: Cause
    ) -> None:
        self._connection = connection
        self._vault = vault
        self._import = kept
        self._cause = cause
        self._left: list[Leftover] = []
        self._restored = self._removed = 0

    def run(self) -> Undone:
        """Go through the people whom the import touched, in the order of the sheet."""
        touched: dict[int, list[KeptChange]] = defaultdict(list)
        for change in reversed(changes_by_import(self._connection, self._vault, self._import.id)):
            touched[change.observer_id].append(change)
        for observer_id, changes in touched.items():
            card = people.lock_observer(self._connection, self._vault, observer_id)
            if card is None:
                continue
            if any(kept.change.field == "added" for kept in changes):
                self._take_out(card, changes)
            else:
                self._put_back(card, [kept.change for kept in changes])
        return Undone(self._restored, self._removed, tuple(self._left))

    def _take_out(self, card: ObserverCard, changes: list[KeptChange]) -> None:
        accounts = people.senders_of(self._connection, [card.id])
        why = self._why_stays(card.id, accounts, changes)
        if not why and not states.remove_observer(self._connection, card.id):
            why = "other"
        if why:
            self._left.append(Leftover(card.name, "added", why))
            return
        self._removed += 1
        freed = [history.unbound(account) for account in accounts]
        self._record(card.id, [*freed, FieldChange("removed", card.name, "")])

    def _why_stays(
        self, observer_id: int, accounts: list[Sender], changes: list[KeptChange]
    ) -> str:
        if states.has_reports(self._connection, observer_id):
            return "reports"
        own = {kept.change.after for kept in changes if kept.change.field == history.ACCOUNT}
        if any(history.bound(account).after not in own for account in accounts):
            return "accounts"
        if states.has_requests(self._connection, observer_id):
            return "accounts"
        if states.has_used_invitation(self._connection, observer_id):
            return "invited"
        if states.successors_of(self._connection, observer_id):
            return "edited"
        first = changes[0].id
        return "edited" if was_changed_since(self._connection, observer_id, first) else ""

    def _put_back(self, card: ObserverCard, changes: list[FieldChange]) -> None:
        done = [change for change in changes if self._goes_back(card, change)]
        fields = [change for change in done if change.field != history.ACCOUNT]
        if fields:
            person = _with_before(card.person(), fields)
            now = self._cause.at
            people.update_observer(self._connection, self._vault, card.id, person, now)
            self._record(card.id, history.differences(card.person(), person))
        self._restored += bool(done)

    def _goes_back(self, card: ObserverCard, change: FieldChange) -> bool:
        if change.field == history.ACCOUNT:
            return self._free(card, change)
        now_said = history.said(getattr(card, change.field))
        if now_said not in {change.before, change.after}:
            self._left.append(Leftover(card.name, change.field, "edited"))
        return now_said == change.after

    def _free(self, card: ObserverCard, change: FieldChange) -> bool:
        channel, account = history.channel_and_account(change.after)
        sender = people.find_sender(self._connection, channel, account)
        if sender is None or sender.observer_id != card.id:
            return False
        if states.has_reports(self._connection, card.id, channel, self._import.at):
            self._left.append(Leftover(card.name, history.ACCOUNT, "reports"))
            return False
        people.unbind(self._connection, sender.id, card.id)
        self._record(card.id, [history.unbound(sender)])
        return True

    def _record(self, observer_id: int, changes: list[FieldChange]) -> None:
        record_changes(self._connection, self._vault, self._cause, observer_id, changes)


def _with_before(person: Person, changes: list[FieldChange]) -> Person:
    return Person(**asdict(person) | {change.field: _value(change) for change in changes})


def _value(change: FieldChange) -> str | date | None:
    if change.field not in _DAYS:
        return change.before
    return date.fromisoformat(change.before) if change.before else None
