"""Files that observers upload on a card's page: no clerk has brought them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("desk_uploads") as uploads:
        uploads.alter_column("created_by", existing_type=_ID, nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM desk_uploads WHERE created_by IS NULL")
    with op.batch_alter_table("desk_uploads") as uploads:
        uploads.alter_column("created_by", existing_type=_ID, nullable=False)
