"""文号: gap-free in a series and year, taken at signing, never given twice.

Unlike report numbers (ADR 0011) these may not have gaps, so the counter row stays locked until
COMMIT; whoever takes one writes it down and does nothing else. (Source: mechanics §Drafts.)
"""

from sqlalchemy import Connection, select

from storage.dialects import insert_into
from storage.once import insert_once
from storage.tables.letters import letter_counters


def take_number(connection: Connection, series: str, year: int) -> int:
    """Return the next number; a rollback gives it back. Signers of one series wait in line."""
    first = insert_into(connection, letter_counters).values(series=series, year=year, last=1)
    taken = first.on_conflict_do_update(
        index_elements=["series", "year"], set_={"last": letter_counters.c.last + 1}
    ).returning(letter_counters.c.last)
    return int(connection.execute(taken).scalar_one())


def begin_after(connection: Connection, series: str, year: int, last: int) -> bool:
    """Go on from a number that was given by hand; False once the year's first one is taken."""
    row = {"series": series, "year": year, "last": last}
    return insert_once(connection, letter_counters, "series, year", row)


def last_numbers(connection: Connection, year: int) -> dict[str, int]:
    """Return the last number of each series of a year that has begun."""
    kept = letter_counters.c
    rows = connection.execute(select(kept.series, kept.last).where(kept.year == year))
    return {row.series: row.last for row in rows}
