"""Links by which a unit reaches one letter, what is half written there, and the files given."""

from sqlalchemy import (
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import Instant, RowId, metadata

unit_links = Table(
    "unit_links",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("token_index", LargeBinary(32), nullable=False, unique=True),  # the token is not kept
    Column("once", String(32), nullable=False, unique=True),  # names the form that made it
    Column("person", LargeBinary, nullable=False),  # sealed, as is the phone
    Column("phone", LargeBinary, nullable=False),
    Column("passed_on_by", ForeignKey("unit_links.id"), nullable=True),  # 转交: by which link
    Column("made_by", ForeignKey("staff.id"), nullable=True),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("last_used_at", Instant, nullable=True),
    Column("revoked_at", Instant, nullable=True),
    Column("revoked_by", ForeignKey("staff.id"), nullable=True),
)

unit_drafts = Table(
    "unit_drafts",
    metadata,
    Column("link_id", ForeignKey("unit_links.id"), primary_key=True),
    Column("words", LargeBinary, nullable=False),  # sealed JSON {part: {field: text}}
    Column("saved_at", Instant, nullable=False),
)

unit_files = Table(
    "unit_files",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("link_id", ForeignKey("unit_links.id"), nullable=False),
    Column("item_id", ForeignKey("letter_items.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),  # before | after | stamped
    Column("name", LargeBinary, nullable=False),  # sealed: people name files after people
    Column("mime", String(40), nullable=False),  # of the content
    Column("sha256", String(64), nullable=False),
    Column("answered_at", Instant, nullable=True),  # empty: waits for its answer
    UniqueConstraint("link_id", "item_id", "role", "sha256"),
)
