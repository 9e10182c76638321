"""Taking a checked roster into the database: first what would change, then all of it or nothing.

A person is known by the phone. Rows whose account already speaks for somebody else are conflicts;
with one conflict nothing is taken in. Who is missing from a sheet stays as they are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from casework.people import observer_history as history
from casework.people.binding import bind_account
from casework.people.roster_rows import RosterRow, RosterSheet
from casework.people.roster_sheet import read_roster
from storage.database import Connection, Database
from storage.desk.acts import record_act
from storage.people import people
from storage.people.observer_changes import Cause, FieldChange, record_changes
from storage.people.people import ObserverCard, Person, PhoneTaken
from storage.people.roster_imports import ImportCounts, add_import
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Taking:
    """Whose sheet is taken in, and when; no staff id for the command line."""

    filename: str
    staff_id: int | None
    at: datetime


class RowFate(Enum):
    """What becomes of one line of the sheet."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One line: its fate, the fields that change, the accounts that it binds now.

    `namesakes` counts stored people of this name with other phones: perhaps the same person with
    a new number.
    """

    row: RosterRow
    fate: RowFate
    changed: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    namesakes: int = 0


@dataclass(frozen=True, slots=True)
class AccountConflict:
    """A line whose account of a channel speaks for another person."""

    line: int
    channel: str
    account: str


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What a sheet would do; it may be applied while `conflicts` is empty."""

    rows: tuple[PlannedRow, ...]
    conflicts: tuple[AccountConflict, ...]

    def count(self, fate: RowFate) -> int:
        """Return how many lines share a fate."""
        return sum(planned.fate is fate for planned in self.rows)

    @property
    def bindings(self) -> int:
        """How many accounts would be bound at once."""
        return sum(len(planned.binds) for planned in self.rows)


class RosterConflict(Exception):
    """The stored rows have changed since the preview; nothing was taken in."""


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What became of a file: the sheet as read, and the plan when it could be carried out."""

    sheet: RosterSheet
    plan: RosterPlan | None

    @property
    def done(self) -> bool:
        """Whether the roster now says what the sheet says."""
        return self.plan is not None and not self.plan.conflicts


def plan_roster(connection: Connection, vault: Vault, sheet: RosterSheet) -> RosterPlan:
    """Compare a sheet without troubles with what is stored; changes nothing."""
    rows: list[PlannedRow] = []
    conflicts: list[AccountConflict] = []
    for row in sheet.rows:
        card = people.observer_by_phone(connection, vault, row.phone)
        binds = []
        for channel, account in accounts_of(row):
            sender = people.find_sender(connection, channel, account)
            if sender is None or sender.observer_id is None:
                binds.append(channel)
            elif card is None or sender.observer_id != card.id:
                conflicts.append(AccountConflict(row.line, channel, account))
        rows.append(_planned(connection, vault, row, card, tuple(binds)))
    return RosterPlan(tuple(rows), tuple(conflicts))


def apply_roster(
    connection: Connection, vault: Vault, sheet: RosterSheet, taking: Taking
) -> RosterPlan:
    """Carry out a sheet in the caller's transaction and return what was done.

    Raises RosterConflict, so that the transaction rolls back, when an account speaks for another.
    """
    plan = plan_roster(connection, vault, sheet)
    if plan.conflicts:
        raise RosterConflict
    counts = ImportCounts(
        added=plan.count(RowFate.NEW),
        changed=plan.count(RowFate.CHANGED),
        unchanged=plan.count(RowFate.UNCHANGED),
        bound=plan.bindings,
    )
    import_id = add_import(connection, taking.filename, taking.staff_id, counts, taking.at)
    cause = Cause("import", taking.staff_id, taking.at, import_id=import_id)
    try:
        for planned in plan.rows:
            _apply_row(connection, vault, planned, cause)
    except PhoneTaken as error:
        raise RosterConflict from error
    told = f"{counts.added} new, {counts.changed} changed"
    record_act(connection, taking.staff_id, "roster.import", f"import:{import_id}", told, taking.at)
    return plan


def import_roster(
    database: Database, vault: Vault, data: bytes, known_counties: Collection[str], taking: Taking
) -> RosterImport:
    """Read an .xlsx and take it in when it has neither troubles nor conflicts."""
    sheet = read_roster(data, known_counties)
    if sheet.troubles:
        return RosterImport(sheet, None)
    with database.write() as connection:
        plan = plan_roster(connection, vault, sheet)
        if not plan.conflicts:
            apply_roster(connection, vault, sheet, taking)
    return RosterImport(sheet, plan)


def accounts_of(row: RosterRow) -> list[tuple[str, str]]:
    """Return (channel, account) for the accounts that a line names."""
    named = (("work", row.work_userid), ("official", row.openid))
    return [(channel, account) for channel, account in named if account]


def _planned(
    connection: Connection,
    vault: Vault,
    row: RosterRow,
    card: ObserverCard | None,
    binds: tuple[str, ...],
) -> PlannedRow:
    if card is None:
        namesakes = len(people.observers_by_name(connection, vault, row.name))
        return PlannedRow(row, RowFate.NEW, binds=binds, namesakes=namesakes)
    differing = history.differences(card.person(), _person(row))
    changed = tuple(change.field for change in differing)
    fate = RowFate.CHANGED if changed or binds else RowFate.UNCHANGED
    return PlannedRow(row, fate, changed, binds)


def _apply_row(connection: Connection, vault: Vault, planned: PlannedRow, cause: Cause) -> None:
    row, person = planned.row, _person(planned.row)
    card = people.observer_by_phone(connection, vault, row.phone)
    if card is None:
        observer_id = people.insert_observer(connection, vault, person, cause.at)
        changes = [FieldChange("added", "", person.name)]
    else:
        observer_id = card.id
        changes = history.differences(card.person(), person)
        if changes:
            people.update_observer(connection, vault, observer_id, person, cause.at)
    record_changes(connection, vault, cause, observer_id, changes)
    for channel, account in accounts_of(row):
        sender = people.ensure_sender(connection, channel, account, cause.at)
        if sender.observer_id is None:
            bind_account(connection, vault, cause, sender.id, observer_id)


def _person(row: RosterRow) -> Person:
    return Person(**{name: getattr(row, name) for name in history.FIELDS})
