"""People who are no (bound) observers and of whom something is held, and their urgent messages."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from storage.tables.base import Day, Instant, RowId, metadata

strangers = Table(
    "strangers",
    metadata,
    Column("sender_id", ForeignKey("senders.id"), primary_key=True),
    Column("since", Instant, nullable=False),  # no held delivery of theirs is older
    Column("files_day", Day, nullable=False),
    Column("files", Integer, nullable=False),  # sent on that day, those over the limit too
)

urgent_letters = Table(
    "urgent_letters",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, unique=True),
    Column("seen_at", Instant, nullable=True),
    Column("seen_by", ForeignKey("staff.id"), nullable=True),
)
Index(
    "ix_urgent_letters_unseen",
    urgent_letters.c.id,
    sqlite_where=urgent_letters.c.seen_at.is_(None),
    postgresql_where=urgent_letters.c.seen_at.is_(None),
)
