"""Tasks of the desk: made once by their key, ended once, by somebody in words or by the facts."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update

from storage.capped import count_capped
from storage.ledger_rows import report_number
from storage.once import insert_once
from storage.tables.closing import desk_tasks
from storage.tables.letters import letter_items, letters
from storage.tables.reports import reports
from storage.tables.staff import staff
from storage.vault import Vault

End = Literal["done", "dismissed", "over"]
_WORDS: Final = "task.words"
_C = desk_tasks.c
_OPEN: Final = _C.ended_at.is_(None)


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be made. `key` (at most 120 characters) names its cause, for ever."""

    key: str
    kind: str
    due: date
    letter_id: int | None = None
    item_id: int | None = None
    report_id: int | None = None
    note: str = ""


class OfLetter(NamedTuple):
    """What a task tells of its letter."""

    kind: str
    number: str
    title: str
    unit: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as shown, with the letter, the matter and the report that it is about.

    `problem` and `number` are empty where it is about none; `ended_by` is a name, empty for none.
    """

    id: int
    kind: str
    due: date
    note: str
    made_at: datetime
    letter_id: int | None
    letter: OfLetter | None
    problem: str
    report_id: int | None
    number: str
    ended_at: datetime | None
    ended_by: str
    end: str
    words: str


def put_task(connection: Connection, task: NewTask, now: datetime) -> bool:
    """Put a task on the desk; False when its key was there before, open or ended."""
    values = asdict(task) | {"made_at": now, "end": ""}
    return insert_once(connection, desk_tasks, "key", values)


def end_task(  # which one, how, in whose words, by whom (None: the facts), when
    connection: Connection,
    vault: Vault,
    task_id: int,
    ending: tuple[End, str],
    by: tuple[int | None, datetime],
) -> bool:
    """End an open task; False when it is not open."""
    values = {"end": ending[0], "ended_by": by[0], "ended_at": by[1]}
    changed = connection.execute(
        update(desk_tasks)
        .where(_C.id == task_id, _OPEN)
        .values(values | {"words": vault.seal_text(ending[1], _WORDS)})
    )
    return changed.rowcount == 1


def end_by_facts(connection: Connection, task_ids: Collection[int], now: datetime) -> None:
    """End open tasks for which there is no cause any more."""
    over = update(desk_tasks).where(_C.id.in_(task_ids), _OPEN)
    connection.execute(over.values(end="over", ended_at=now))


def open_of_kinds(connection: Connection, kinds: Collection[str]) -> dict[str, int]:
    """Return {key: id} of the open tasks of these kinds."""
    found = select(_C.key, _C.id).where(_OPEN, _C.kind.in_(kinds))
    return {row.key: row.id for row in connection.execute(found)}


def known_keys(connection: Connection, keys: Collection[str]) -> set[str]:
    """Return which of these keys have a task already, open or ended."""
    return set(connection.scalars(select(_C.key).where(_C.key.in_(keys))))


def count_due(connection: Connection, today: date) -> int:
    """Count the open tasks of today and of before."""
    return count_capped(connection, select(_C.id).where(_OPEN, _C.due <= today))


def open_tasks(connection: Connection, vault: Vault, limit: int) -> list[Task]:
    """Return the open tasks, the earliest due first."""
    return _tasks(connection, vault, _shown(_OPEN).order_by(_C.due, _C.id).limit(limit))


def ended_tasks(connection: Connection, vault: Vault, limit: int) -> list[Task]:
    """Return the tasks that were ended last, newest first."""
    wanted = _shown(_C.ended_at.is_not(None)).order_by(_C.ended_at.desc(), _C.id.desc())
    return _tasks(connection, vault, wanted.limit(limit))


def tasks_of(
    connection: Connection,
    vault: Vault,
    *,
    letter_id: int | None = None,
    report_id: int | None = None,
) -> list[Task]:
    """Return the tasks about a letter, or about a report, open ones first, then the newest."""
    about = _C.letter_id == letter_id if letter_id is not None else _C.report_id == report_id
    return _tasks(connection, vault, _shown(about).order_by(_OPEN.desc(), _C.id.desc()))


def one_task(connection: Connection, vault: Vault, task_id: int) -> Task | None:
    """Return one task."""
    return next(iter(_tasks(connection, vault, _shown(_C.id == task_id))), None)


def _shown(condition: ColumnElement[bool]) -> Select[Any]:
    told = (letters.c.kind, letters.c.number, letters.c.title, letters.c.unit, letters.c.due)
    return (
        select(
            desk_tasks,
            *(column.label(f"letter_{column.name}") for column in told),
            letter_items.c.problem,
            reports.c.day,
            reports.c.seq,
            staff.c.display_name,
        )
        .join_from(desk_tasks, letters, letters.c.id == _C.letter_id, isouter=True)
        .join(letter_items, letter_items.c.id == _C.item_id, isouter=True)
        .join(reports, reports.c.id == _C.report_id, isouter=True)
        .join(staff, staff.c.id == _C.ended_by, isouter=True)
        .where(condition)
    )


def _tasks(connection: Connection, vault: Vault, wanted: Select[Any]) -> list[Task]:
    return [_read(row, dict(row._mapping), vault) for row in connection.execute(wanted)]  # noqa: SLF001 - SQLAlchemy's public name


def _read(row: Row[Any], columns: Mapping[str, Any], vault: Vault) -> Task:
    letter = OfLetter(*(columns[f"letter_{name}"] for name in OfLetter._fields))
    return Task(
        id=row.id,
        kind=row.kind,
        due=row.due,
        note=row.note,
        made_at=row.made_at,
        letter_id=row.letter_id,
        letter=letter if row.letter_id is not None else None,
        problem=row.problem or "",
        report_id=row.report_id,
        number=report_number(row.day, row.seq) if row.day else "",
        ended_at=row.ended_at,
        ended_by=row.display_name or "",
        end=row.end,
        words=vault.unseal_text(row.words, _WORDS) if row.words else "",
    )
