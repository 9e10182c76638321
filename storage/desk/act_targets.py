"""What deeds were done to, as people know it: the number of a letter or a report, a name.

A deed keeps its target as `letter:17` or `report:5`; what is none of these keeps its own word.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from storage.ledger_rows import report_number
from storage.tables.letters import letters
from storage.tables.reports import reports
from storage.tables.staff import staff


def target_names(connection: Connection, targets: Collection[str]) -> Mapping[str, str]:
    """Return the names of letters, reports and accounts among these targets."""
    named = _letters(connection, _ids(targets, "letter"))
    named |= _reports(connection, _ids(targets, "report"))
    return named | _people(connection, _ids(targets, "staff"))


def _ids(targets: Collection[str], kind: str) -> set[int]:
    parts = (target.split(":") for target in targets)
    return {int(part[1]) for part in parts if part[0] == kind and part[-1].isdecimal()}


def _letters(connection: Connection, ids: set[int]) -> dict[str, str]:
    if not ids:
        return {}
    wanted = select(letters.c.id, letters.c.number, letters.c.title).where(letters.c.id.in_(ids))
    return {f"letter:{row.id}": row.number or row.title for row in connection.execute(wanted)}


def _reports(connection: Connection, ids: set[int]) -> dict[str, str]:
    if not ids:
        return {}
    wanted = select(reports.c.id, reports.c.day, reports.c.seq).where(reports.c.id.in_(ids))
    rows = connection.execute(wanted)
    return {f"report:{row.id}": report_number(row.day, row.seq) for row in rows}


def _people(connection: Connection, ids: set[int]) -> dict[str, str]:
    if not ids:
        return {}
    wanted = select(staff.c.id, staff.c.display_name).where(staff.c.id.in_(ids))
    return {f"staff:{row.id}": row.display_name for row in connection.execute(wanted)}
