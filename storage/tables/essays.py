"""Essays as handed in, one row each time, and their files."""

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

essays = Table(
    "essays",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("title", String(120), nullable=False),
    Column("handed_in_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # submitted | accepted | returned
    Column("reason", Text, nullable=False),  # told to the observer where returned
    Column("entered_by", ForeignKey("staff.id"), nullable=True),
    Column("decided_by", ForeignKey("staff.id"), nullable=True),
    Column("decided_at", Instant, nullable=True),
    Column("text", Text, nullable=False, server_default=""),  # what was typed on the page
    Column("earlier_id", ForeignKey("essays.id"), nullable=True, unique=True),  # the returned one
    Column("hand_key", String(64), nullable=True, unique=True),  # names its content: twice is once
)
Index(
    "ix_essays_submitted",
    essays.c.id,
    sqlite_where=essays.c.state == "submitted",
    postgresql_where=essays.c.state == "submitted",
)

essay_files = Table(
    "essay_files",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("essay_id", ForeignKey("essays.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # from 0, as they were chosen
    Column("filename", LargeBinary, nullable=False),  # sealed: people name files after people
    Column("form", String(8), nullable=False),  # docx, pdf, …: what the content is
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("store_key", String(200), nullable=False),  # the same for the same content
)
