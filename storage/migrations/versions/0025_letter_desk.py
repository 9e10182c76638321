"""The letters' desk: files of signed letters, and the list's filters."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter_documents",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("form", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_documents_letter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_documents")),
        sa.UniqueConstraint(
            "letter_id", "form", name=op.f("uq_letter_documents_letter_id_form")
        ),
    )
    wanted = sa.text("state = 'wanted'")
    op.create_index(
        "ix_letter_documents_wanted",
        "letter_documents",
        ["next_at"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )
    op.create_index("ix_letters_kind", "letters", ["kind", "id"])
    op.create_index("ix_letters_year", "letters", ["number_year", "id"])


def downgrade() -> None:
    op.drop_index("ix_letters_year", "letters")
    op.drop_index("ix_letters_kind", "letters")
    op.drop_table("letter_documents")
