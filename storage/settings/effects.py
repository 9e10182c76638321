"""What a change of the settings touches: letters whose words are not frozen, recent reports."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from storage.tables.letters import letters
from storage.tables.reports import reports

_DRAFT, _SUBMITTED = "draft", "submitted"


def drafts_of(connection: Connection, region: str, kind: str = "") -> int:
    """Count a region's drafts of a kind, or of any."""
    statement = select(func.count()).where(letters.c.region == region, letters.c.state == _DRAFT)
    if kind:
        statement = statement.where(letters.c.kind == kind)
    return int(connection.scalar(statement) or 0)


def drafts_to(connection: Connection, region: str, units: Collection[str]) -> int:
    """Count a region's drafts to units with these names."""
    statement = select(func.count()).where(
        letters.c.region == region, letters.c.state == _DRAFT, letters.c.unit.in_(units)
    )
    return int(connection.scalar(statement) or 0)


def waiting_for(connection: Connection, region: str, role: str) -> int:
    """Count the letters that wait for a role's signature."""
    statement = select(func.count()).where(
        letters.c.region == region, letters.c.state == _SUBMITTED, letters.c.signer_role == role
    )
    return int(connection.scalar(statement) or 0)


def newest_excerpts(connection: Connection, most: int) -> list[str]:
    """Return the words of the newest reports that have any."""
    statement = (
        select(reports.c.excerpt)
        .where(reports.c.excerpt != "")
        .order_by(reports.c.id.desc())
        .limit(most)
    )
    return list(connection.scalars(statement))
