"""What the desk has entered before, by delivery key, and whose a name in the group is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.dialects import insert_into
from storage.ledger_rows import report_number
from storage.tables.desk import desk_nicknames
from storage.tables.intake import deliveries
from storage.tables.reports import items, reports
from storage.vault import Vault

_MOST_KEYS = 500  # parameters of one statement


@dataclass(frozen=True, slots=True)
class EnteredIn:
    """The report that a line went into."""

    report_id: int
    number: str


def entered_lines(connection: Connection, keys: Collection[bytes]) -> dict[bytes, EnteredIn]:
    """Return {delivery key: report} for the lines that were entered before."""
    found: dict[bytes, EnteredIn] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), _MOST_KEYS):
        rows = connection.execute(
            select(deliveries.c.delivery_key, reports.c.id, reports.c.day, reports.c.seq)
            .select_from(deliveries.join(items).join(reports))
            .where(deliveries.c.delivery_key.in_(wanted[start : start + _MOST_KEYS]))
        )
        for key, report_id, day, seq in rows:
            found[bytes(key)] = EnteredIn(report_id, report_number(day, seq))
    return found


def known_nicknames(connection: Connection, vault: Vault, names: Iterable[str]) -> dict[str, int]:
    """Return {name in the group: observer id} as clerks matched them before."""
    by_index = {_index(vault, name): name for name in names}
    rows = connection.execute(
        select(desk_nicknames.c.name_index, desk_nicknames.c.observer_id).where(
            desk_nicknames.c.name_index.in_(list(by_index))
        )
    )
    return {by_index[bytes(row.name_index)]: row.observer_id for row in rows}


def remember_nicknames(
    connection: Connection, vault: Vault, whose: Mapping[str, int], staff_id: int, now: datetime
) -> None:
    """Remember whose these names in the group are; a later word replaces an earlier one."""
    for name, observer_id in whose.items():
        values = {"observer_id": observer_id, "set_by": staff_id, "set_at": now}
        row = insert_into(connection, desk_nicknames).values(
            name_index=_index(vault, name), **values
        )
        connection.execute(row.on_conflict_do_update(index_elements=["name_index"], set_=values))


def _index(vault: Vault, name: str) -> bytes:
    return vault.index(name, "desk.nickname")
