"""Which digest has told of a report's end; what ended before is no news."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLE, INDEX = "report_outcomes", "ix_report_outcomes_undigested"
UNTOLD = sa.text("digested_in IS NULL")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("digested_in", sa.BigInteger(), nullable=True))
    op.execute(f"UPDATE {TABLE} SET digested_in = 0")
    op.create_index(INDEX, TABLE, ["id"], sqlite_where=UNTOLD, postgresql_where=UNTOLD)


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "digested_in")
