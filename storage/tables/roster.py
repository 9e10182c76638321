"""What happened to the roster: every change to a person, and every sheet taken in.

A change keeps its observer's number without a foreign key: undoing an import removes people, and
their history stays. Values are sealed, since most of them are names, phones, units or accounts.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables.base import Instant, RowId, metadata

roster_imports = Table(
    "roster_imports",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("filename", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the command line
    Column("at", Instant, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("bound", Integer, nullable=False),
    Column("undone_at", Instant, nullable=True),
    Column("undone_by", ForeignKey("staff.id"), nullable=True),
    Column("leftovers", LargeBinary, nullable=True),  # sealed JSON: what the undoing left, and why
)

observer_changes = Table(
    "observer_changes",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", BigInteger, nullable=False),
    Column("field", String(24), nullable=False),
    Column("before", LargeBinary, nullable=False),  # sealed
    Column("after", LargeBinary, nullable=False),  # sealed
    Column("reason", LargeBinary, nullable=False),  # sealed: it may tell of an illness
    Column("way", String(16), nullable=False),  # edit, suspend, import …
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the person themself
    Column("import_id", ForeignKey("roster_imports.id"), nullable=True, index=True),
    Column("at", Instant, nullable=False),
)
Index("ix_observer_changes_observer", observer_changes.c.observer_id, observer_changes.c.id)
