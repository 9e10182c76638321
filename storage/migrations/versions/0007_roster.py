"""The roster's history."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "roster_imports",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", ROW_ID, nullable=True),
        sa.Column("leftovers", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_roster_imports_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["staff.id"], name=op.f("fk_roster_imports_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_imports")),
    )
    op.create_table(
        "observer_changes",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(24), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("import_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_observer_changes_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_imports.id"], name=op.f("fk_observer_changes_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observer_changes")),
    )
    op.create_index("ix_observer_changes_import_id", "observer_changes", ["import_id"])
    op.create_index("ix_observer_changes_observer", "observer_changes", ["observer_id", "id"])
    op.add_column("observers", sa.Column("suspended_from", sa.Integer(), nullable=True))
    op.add_column("observers", sa.Column("suspension_told_at", sa.BigInteger(), nullable=True))
    op.add_column("observers", sa.Column("successor_of", sa.BigInteger(), nullable=True))
    op.add_column(
        "reports",
        sa.Column("while_suspended", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("reports", "while_suspended")
    op.drop_column("observers", "successor_of")
    op.drop_column("observers", "suspension_told_at")
    op.drop_column("observers", "suspended_from")
    op.drop_table("observer_changes")
    op.drop_table("roster_imports")
