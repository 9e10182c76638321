"""Photos on their way into a letter: what is to be made unreadable in them, and who looked.

The observer's photo stays as it is. What leaves the office is a picture of its own, drawn by the
worker.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import Instant, RowId, metadata

letter_photos = Table(
    "letter_photos",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
    Column("media_id", ForeignKey("media.id"), nullable=False),
    Column("marks", Text, nullable=False),  # as casework/photo_marks.py writes them
    Column("state", String(16), nullable=False),  # wanted | ready | failed
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the drawn picture; empty until it is ready
    Column("checked_by", ForeignKey("staff.id"), nullable=True),  # 人脸/证件/门牌/车牌已检查
    Column("checked_at", Instant, nullable=True),
    UniqueConstraint("letter_id", "media_id"),
)
Index(
    "ix_letter_photos_wanted",
    letter_photos.c.next_at,
    sqlite_where=letter_photos.c.state == "wanted",
    postgresql_where=letter_photos.c.state == "wanted",
)

letter_starts = Table(
    "letter_starts",
    metadata,
    Column("form_key", String(40), primary_key=True),  # of one opened form: sent twice, made once
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
)
