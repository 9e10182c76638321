"""Roads out: notices, consents, capabilities."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("notice", sa.Text(), nullable=False, server_default=""))
        outbox.add_column(sa.Column("road", sa.String(16), nullable=False, server_default=""))
        outbox.add_column(sa.Column("refused", sa.String(60), nullable=False, server_default=""))
    op.create_table(
        "capabilities",
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("try_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "name", name=op.f("pk_capabilities")),
    )
    op.create_table(
        "consents",
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "template", name=op.f("pk_consents")),
    )
    op.create_table(
        "consent_asks",
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_consent_asks")),
    )
    op.create_table(
        "notice_sends",
        sa.Column("msg_id", sa.String(64), nullable=False),
        sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.String(60), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_notice_sends_outbox_id_outbox")
        ),
        sa.PrimaryKeyConstraint("msg_id", name=op.f("pk_notice_sends")),
    )


def downgrade() -> None:
    op.drop_table("notice_sends")
    op.drop_table("consent_asks")
    op.drop_table("consents")
    op.drop_table("capabilities")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("refused")
        outbox.drop_column("road")
        outbox.drop_column("notice")
