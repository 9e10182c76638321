"""The files made of signed letters, by the worker: wanted → ready, or failed with a sentence."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import Instant, RowId, metadata

letter_documents = Table(
    "letter_documents",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
    Column("form", String(8), nullable=False),  # docx | pdf
    Column("state", String(16), nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),  # empty until it is ready
    Column("bytes", Integer, nullable=False),
    Column("remark", Text, nullable=False),  # why it failed, or what its reader should know
    UniqueConstraint("letter_id", "form"),
)
Index(
    "ix_letter_documents_wanted",
    letter_documents.c.next_at,
    sqlite_where=letter_documents.c.state == "wanted",
    postgresql_where=letter_documents.c.state == "wanted",
)
