"""往年: sheets of earlier years and their lines, which count only while their sheet is taken in.

A line is written once and never changed. So confirming and undoing a sheet of 100,000 lines each
change one row, at once and whole. Lines hold no names nor telephones: none are read in.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

past_sheets = Table(
    "past_sheets",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("state", String(16), nullable=False),  # waiting|refused|read|taken|dropped|undone
    Column("filename", String(120), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", String(64), nullable=False),  # sha256 of its lines; empty until it is read
    Column("kind", String(16), nullable=False),  # report | letter | problem; empty: not yet known
    Column("year", Integer, nullable=False),
    Column("sheet", LargeBinary, nullable=False),  # sealed; emptied once it is read
    Column("told", Text, nullable=False),  # JSON: what the clerk is told of it
    Column("lines", Integer, nullable=False),  # how many of its lines are kept
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),
    Column("taken_by", ForeignKey("staff.id"), nullable=True),
    Column("taken_at", Instant, nullable=True),
    Column("undone_by", ForeignKey("staff.id"), nullable=True),
    Column("undone_at", Instant, nullable=True),
)
_ALIVE = past_sheets.c.state.in_(("waiting", "read", "taken"))
Index(  # one file is taken in once
    "uq_past_sheets_alive",
    past_sheets.c.sha256,
    unique=True,
    sqlite_where=_ALIVE,
    postgresql_where=_ALIVE,
)

past_rows = Table(
    "past_rows",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("sheet_id", ForeignKey("past_sheets.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("day", Day, nullable=True),
    Column("county", String(20), nullable=False),
    Column("project", String(40), nullable=True),
    Column("unit", String(400), nullable=False),  # each between 、
    Column("number", String(80), nullable=False),
    Column("closed", String(8), nullable=False),  # closed | open | "" where it does not say
    Column("words", Text, nullable=False),  # normalised, to be found by
    Column("cells", Text, nullable=False),  # JSON [[heading, text], …] as it stood in the sheet
)
Index("ix_past_rows_sheet", past_rows.c.sheet_id, past_rows.c.id)
Index("ix_past_rows_year", past_rows.c.year, past_rows.c.id)
