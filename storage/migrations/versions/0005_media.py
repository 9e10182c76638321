"""Voice typed up, pictures found again."""

import sqlalchemy as sa
from alembic import op

import storage.tables.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = storage.tables.base.Instant()

# What was stored before these tables existed gets its copies, its place in the clerk's queue and
# its comparison after the fact.
_FOLLOW = """
INSERT INTO follow_ups (media_id, state, next_at, claims, last_error, playable, poster)
SELECT id, CASE kind WHEN 'photo' THEN 'compare' ELSE 'copy' END, stored_at, 0, '', '', FALSE
FROM media WHERE state = 'stored'
"""
_TRANSCRIBE = """
INSERT INTO transcripts (media_id, state, spoken_at, text, suggestion, version)
SELECT id, 'waiting', wanted_at, '', '', 0
FROM media WHERE state = 'stored' AND kind = 'voice'
"""


def upgrade() -> None:
    _make_follow_ups()
    _make_transcripts()
    _make_twins()
    op.execute(_FOLLOW)
    op.execute(_TRANSCRIBE)


def _make_follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("media_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("lease_until", _INSTANT, nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=False),
        sa.Column("playable", sa.String(length=16), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("poster", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name="fk_follow_ups_media_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
        sa.UniqueConstraint("media_id", name="uq_follow_ups_media_id"),
    )
    op.create_index("ix_follow_ups_due", "follow_ups", ["state", "next_at"])


def _make_transcripts() -> None:
    op.create_table(
        "transcripts",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("media_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("spoken_at", _INSTANT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=True),
        sa.Column("at", _INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name="fk_transcripts_media_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_transcripts_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transcripts"),
        sa.UniqueConstraint("media_id", name="uq_transcripts_media_id"),
    )
    op.create_index("ix_transcripts_state", "transcripts", ["state", "spoken_at"])
    op.create_table(
        "transcript_versions",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("transcript_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name="fk_transcript_versions_transcript_id"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_transcript_versions_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transcript_versions"),
    )
    op.create_index(
        "ix_transcript_versions_transcript_id", "transcript_versions", ["transcript_id"]
    )


def _make_twins() -> None:
    op.create_table(
        "photo_parts",
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("media_id", _ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("part", "value", "media_id", name="pk_photo_parts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "twins",
        sa.Column("media_id", _ID, autoincrement=False, nullable=False),
        sa.Column("earlier_media_id", _ID, autoincrement=False, nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name="fk_twins_media_id"),
        sa.ForeignKeyConstraint(
            ["earlier_media_id"], ["media.id"], name="fk_twins_earlier_media_id"
        ),
        sa.PrimaryKeyConstraint("media_id", "earlier_media_id", name="pk_twins"),
    )
    op.create_index("ix_twins_earlier_media_id", "twins", ["earlier_media_id"])


def downgrade() -> None:
    for table in ("twins", "photo_parts", "transcript_versions", "transcripts", "follow_ups"):
        op.drop_table(table)
