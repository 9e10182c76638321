"""What the office set in the console: versions that outrank the packaged data, and sheets read in.

A version is never changed nor deleted; the highest of a key counts. One without a value gives the
key back to the packaged data.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Instant, RowId, metadata

setting_sheets = Table(
    "setting_sheets",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("family", String(16), nullable=False),
    Column("filename", String(120), nullable=False),
    Column("sheet", LargeBinary, nullable=False),  # sealed; emptied once it is taken in
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("applied_at", Instant, nullable=True),
    Column("undone_at", Instant, nullable=True),
)

settings = Table(
    "settings",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("family", String(16), nullable=False),  # unit | contact | words | calendar | leave
    Column("key", String(80), nullable=False),
    Column("version", Integer, nullable=False),  # from 1; the packaged value is version 0
    Column("value", Text, nullable=True),  # JSON; empty: the packaged value holds again
    Column("sealed", LargeBinary, nullable=True),  # JSON of what must not be read in the open
    Column("note", Text, nullable=False),  # why, or the source
    Column("sheet_id", ForeignKey("setting_sheets.id"), nullable=True, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("family", "key", "version"),
)
