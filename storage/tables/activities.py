"""What observers take part in: inspections and their lists."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

inspections = Table(
    "inspections",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),  # special (专项检查) | survey (集中调研)
    Column("title", String(120), nullable=False),
    Column("day", Day, nullable=False),
    Column("route", Text, nullable=False),  # where it goes, in the order of the day
    Column("units", Text, nullable=False),  # who joins in
    Column("state", String(16), nullable=False),  # planned | held | cancelled
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
)

inspection_people = Table(
    "inspection_people",
    metadata,
    Column("inspection_id", ForeignKey("inspections.id"), primary_key=True),
    Column("observer_id", ForeignKey("observers.id"), primary_key=True, index=True),
    Column("state", String(16), nullable=False),  # signed_up | listed | attended | absent
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: signed up in the chat
    Column("at", Instant, nullable=False),
)
