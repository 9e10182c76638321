"""The seals over what the office's people did."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("staff_acts", sa.Column("sealed_in", ROW_ID, nullable=True))
    unsealed = sa.text("sealed_in IS NULL")
    op.create_index(
        "ix_staff_acts_unsealed",
        "staff_acts",
        ["id"],
        sqlite_where=unsealed,
        postgresql_where=unsealed,
    )
    op.create_table(
        "audit_seals",
        sa.Column("number", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("act_id", ROW_ID, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seals")),
        sa.UniqueConstraint("act_id", name=op.f("uq_audit_seals_act_id")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", ROW_ID, nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_seals")
    op.drop_index("ix_staff_acts_unsealed", table_name="staff_acts")
    op.drop_column("staff_acts", "sealed_in")
