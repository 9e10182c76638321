"""Units are urged: by a short message on a tap, by telephone; who there has a letter in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter_urgings",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(8), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(80), nullable=False),
        sa.Column("message_key", sa.String(120), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_urgings_letter_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_letter_urgings_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_urgings")),
        sa.UniqueConstraint("letter_id", "day", name=op.f("uq_letter_urgings_letter_id_day")),
        sa.UniqueConstraint("message_key", name=op.f("uq_letter_urgings_message_key")),
    )
    op.create_table(
        "letter_calls",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("whom", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_calls_letter_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_letter_calls_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_calls")),
    )
    op.create_index(op.f("ix_letter_calls_letter_id"), "letter_calls", ["letter_id"])
    op.create_table(
        "letter_hands",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_hands_letter_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_letter_hands_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_hands")),
    )
    op.create_index(op.f("ix_letter_hands_letter_id"), "letter_hands", ["letter_id"])


def downgrade() -> None:
    op.drop_table("letter_hands")
    op.drop_table("letter_calls")
    op.drop_table("letter_urgings")
