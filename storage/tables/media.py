"""What follows once a file is safe: copies to play, words typed up, pictures found again."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Instant, RowId, metadata

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
    Column("state", String(16), nullable=False),  # copy | hear | compare | done | impossible
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),  # since the last answer: a crash leaves it raised
    Column("last_error", String(200), nullable=False),  # why impossible, for the clerk
    Column("playable", String(16), nullable=False),  # '' | copy | original
    Column("seconds", Float, nullable=True),
    Column("poster", Boolean, nullable=False),
)
Index("ix_follow_ups_due", follow_ups.c.state, follow_ups.c.next_at)

transcripts = Table(
    "transcripts",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
    Column("state", String(16), nullable=False),  # waiting | typed | unclear
    Column("spoken_at", Instant, nullable=False),  # the voice message's own time
    Column("text", Text, nullable=False),
    Column("suggestion", Text, nullable=False),  # a machine's, never sent unconfirmed
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # who typed, or could not hear
    Column("at", Instant, nullable=True),
    Column("version", Integer, nullable=False),  # counts what staff did: two at once are told
)
Index("ix_transcripts_state", transcripts.c.state, transcripts.c.spoken_at)

transcript_versions = Table(
    "transcript_versions",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("transcript_id", ForeignKey("transcripts.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),
    Column("at", Instant, nullable=False),  # when these words were typed, not when replaced
)

# Derived from media.dhash, four rows a photo, and so without foreign keys: whoever erases a photo
# knows its parts. Kept by value alone: every search goes by value.
photo_parts = Table(
    "photo_parts",
    metadata,
    Column(
        "part", Integer, primary_key=True, autoincrement=False
    ),  # 0 to 3, the highest bits first
    Column("value", Integer, primary_key=True, autoincrement=False),  # 16 bits of the fingerprint
    Column("media_id", RowId, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

twins = Table(
    "twins",
    metadata,
    Column("media_id", ForeignKey("media.id"), primary_key=True, autoincrement=False),
    Column("earlier_media_id", ForeignKey("media.id"), primary_key=True, autoincrement=False),
    Column("distance", Integer, nullable=False),  # bits; 0 may still be another file
    Index("ix_twins_earlier_media_id", "earlier_media_id"),
)
