"""Whose identity was opened, to whom, for what reason and how long."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "identity_openings",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=True),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=True),
        sa.Column("noted_by", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_identity_openings_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_identity_openings_observer_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["staff.id"], name=op.f("fk_identity_openings_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_openings")),
    )
    op.create_index("ix_identity_openings_staff_id", "identity_openings", ["staff_id", "until"])
    unnoted = sa.text("noted_at IS NULL")
    op.create_index(
        "ix_identity_openings_unnoted",
        "identity_openings",
        ["id"],
        sqlite_where=unnoted,
        postgresql_where=unnoted,
    )


def downgrade() -> None:
    op.drop_table("identity_openings")
