"""What clerks enter for observers: pasted transcripts, uploaded files, whose nickname is whose."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.tables.base import Instant, RowId, metadata

desk_batches = Table(
    "desk_batches",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),  # raised by every save: two windows notice it
    Column("state", String(16), nullable=False),  # open | closed
    Column("pasted", LargeBinary, nullable=True),  # sealed, as pasted; empty after retention
    Column("work", LargeBinary, nullable=True),  # sealed JSON of the rows as the clerk left them
)
Index("ix_desk_batches_changed_at", desk_batches.c.changed_at)

desk_uploads = Table(
    "desk_uploads",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("batch_id", ForeignKey("desk_batches.id"), nullable=True, index=True),
    Column("number", Integer, nullable=True),  # within its batch, from 1; never given twice
    Column("created_by", ForeignKey("staff.id"), nullable=True),  # empty: from a page behind a link
    Column("created_at", Instant, nullable=False),
    Column("store_key", String(200), nullable=False, unique=True),
    Column("filename", LargeBinary, nullable=False),  # sealed: people name files after people
    Column("sha256", String(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=True, index=True),  # once entered
)

desk_nicknames = Table(
    "desk_nicknames",
    metadata,
    Column("name_index", LargeBinary(32), primary_key=True),  # blind index of the name in the group
    Column("observer_id", ForeignKey("observers.id", ondelete="CASCADE"), nullable=False),
    Column("set_by", ForeignKey("staff.id"), nullable=False),
    Column("set_at", Instant, nullable=False),
)
