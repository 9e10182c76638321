"""What a clerk passed on to the observers' group, and the pictures drawn for it.

Texts and pictures name observers, so what is kept of them in rows is sealed.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables.base import Day, Instant, RowId, metadata

group_pictures = Table(
    "group_pictures",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("fingerprint", LargeBinary(32), nullable=False, unique=True),  # of what is to be drawn
    Column("content", LargeBinary, nullable=False),  # sealed JSON
    Column("state", String(16), nullable=False),  # wanted | ready | failed
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),  # empty until it is ready
    Column("bytes", Integer, nullable=False),
    Column("unwritten", LargeBinary, nullable=True),  # sealed JSON: names the font cannot write
)
Index(
    "ix_group_pictures_wanted",
    group_pictures.c.next_at,
    sqlite_where=group_pictures.c.state == "wanted",
    postgresql_where=group_pictures.c.state == "wanted",
)

forwards = Table(
    "forwards",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("month", Day, nullable=False),  # its first day
    Column("occasion", String(16), nullable=False),  # start | middle | end
    Column("road", String(16), nullable=False),  # copied (by hand) | robot
    Column("text", LargeBinary, nullable=False),  # sealed
    Column("picture_id", ForeignKey("group_pictures.id"), nullable=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
