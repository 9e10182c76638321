"""Content in the file store that no row named when somebody looked."""

from sqlalchemy import Column, Index, String, Table

from storage.tables.base import Instant, metadata

loose_files = Table(
    "loose_files",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("seen_at", Instant, nullable=False),  # when it was first found without a row
)
Index("ix_loose_files_seen_at", loose_files.c.seen_at)
