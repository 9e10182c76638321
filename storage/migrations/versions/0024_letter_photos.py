"""Outgoing photos, blurred and looked over; forms that begin a letter, each once."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "letter_photos",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("media_id", ROW_ID, nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("checked_by", ROW_ID, nullable=True),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        _points("letter_photos", "letter_id", "letters"),
        _points("letter_photos", "media_id", "media"),
        _points("letter_photos", "asked_by", "staff"),
        _points("letter_photos", "checked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_photos")),
        sa.UniqueConstraint("letter_id", "media_id", name=op.f("uq_letter_photos_letter_id_media_id")),
    )
    wanted = sa.text("state = 'wanted'")
    op.create_index(
        "ix_letter_photos_wanted",
        "letter_photos",
        ["next_at"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )
    op.create_table(
        "letter_starts",
        sa.Column("form_key", sa.String(40), nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        _points("letter_starts", "letter_id", "letters"),
        sa.PrimaryKeyConstraint("form_key", name=op.f("pk_letter_starts")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("letter_starts")
    op.drop_table("letter_photos")
