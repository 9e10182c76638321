"""Group leaders: the group that an account leads."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    group = sa.Column("group_name", sa.String(64), nullable=False, server_default="")
    op.add_column("staff", group)


def downgrade() -> None:
    op.drop_column("staff", "group_name")
