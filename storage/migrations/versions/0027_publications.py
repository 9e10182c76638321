"""What may be published: pieces for the 观察哨 column, their photos, the observers' consent."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Add six tables, and find what ended on some days by an index."""
    op.create_index("ix_report_outcomes_at", "report_outcomes", ["at"])
    _add_publishable()
    _add_publications()
    _add_reports()
    _add_photos()
    _add_asks()
    _add_consents()


def _add_publishable() -> None:
    op.create_table(
        "publishable",
        sa.Column("report_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("marked_by", ROW_ID, nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        _points("publishable", "report_id", "reports"),
        _points("publishable", "marked_by", "staff"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_publishable")),
    )
    op.create_index("ix_publishable_marked_at", "publishable", ["marked_at"])


def _add_publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outlet", sa.String(80), nullable=False),
        sa.Column("written_by", ROW_ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("submitted_by", ROW_ID, nullable=True),
        sa.Column("approved_by", ROW_ID, nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_on", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(500), nullable=False),
        _points("publications", "written_by", "staff"),
        _points("publications", "submitted_by", "staff"),
        _points("publications", "approved_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index("ix_publications_state", "publications", ["state", "id"])
    handed = sa.text("handed_on IS NOT NULL")
    op.create_index(
        "ix_publications_handed_on",
        "publications",
        ["handed_on"],
        sqlite_where=handed,
        postgresql_where=handed,
    )


def _add_reports() -> None:
    op.create_table(
        "publication_reports",
        sa.Column("publication_id", ROW_ID, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("words_used", sa.Boolean(), nullable=False),
        _points("publication_reports", "publication_id", "publications"),
        _points("publication_reports", "report_id", "reports"),
        sa.PrimaryKeyConstraint(
            "publication_id", "report_id", name=op.f("pk_publication_reports")
        ),
    )
    op.create_index(
        op.f("ix_publication_reports_report_id"), "publication_reports", ["report_id"]
    )


def _add_photos() -> None:
    op.create_table(
        "publication_photos",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("publication_id", ROW_ID, nullable=False),
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
        _points("publication_photos", "publication_id", "publications"),
        _points("publication_photos", "media_id", "media"),
        _points("publication_photos", "asked_by", "staff"),
        _points("publication_photos", "checked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_photos")),
        sa.UniqueConstraint(
            "publication_id",
            "media_id",
            name=op.f("uq_publication_photos_publication_id_media_id"),
        ),
    )
    wanted = sa.text("state = 'wanted'")
    op.create_index(
        "ix_publication_photos_wanted",
        "publication_photos",
        ["next_at"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )


def _add_asks() -> None:
    op.create_table(
        "publication_asks",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("publication_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("nudged_at", sa.BigInteger(), nullable=True),
        _points("publication_asks", "publication_id", "publications"),
        _points("publication_asks", "observer_id", "observers"),
        _points("publication_asks", "report_id", "reports"),
        _points("publication_asks", "asked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_asks")),
        sa.UniqueConstraint(
            "publication_id", "observer_id", name=op.f("uq_publication_asks_publication_id_observer_id")
        ),
    )
    op.create_index(op.f("ix_publication_asks_observer_id"), "publication_asks", ["observer_id"])


def _add_consents() -> None:
    op.create_table(
        "publication_consents",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("ask_id", ROW_ID, nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("publication_consents", "ask_id", "publication_asks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_consents")),
    )
    op.create_index("ix_publication_consents_ask", "publication_consents", ["ask_id", "id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("publication_consents")
    op.drop_table("publication_asks")
    op.drop_table("publication_photos")
    op.drop_table("publication_reports")
    op.drop_table("publications")
    op.drop_table("publishable")
    op.drop_index("ix_report_outcomes_at", "report_outcomes")
