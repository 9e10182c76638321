"""Letters: drafts, matters, signatures, numbers, deliveries, answers, the office's word on rules."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "letter_counters",
        sa.Column("series", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_letter_counters")),
    )
    op.create_table(
        "letter_policy_words",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("region", sa.String(32), nullable=False),
        sa.Column("line", sa.String(80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_policy_words", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_policy_words")),
    )
    op.create_index("ix_letter_policy_words_region", "letter_policy_words", ["region", "id"])
    op.create_table(
        "letters",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("region", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(16), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("requirement", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("visit", sa.Text(), nullable=False),
        sa.Column("signer_role", sa.String(16), nullable=False),
        sa.Column("signer_name", sa.String(40), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("drafted_by", ROW_ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("secrecy_by", ROW_ID, nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("template_hash", sa.String(64), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("series", sa.String(16), nullable=True),
        sa.Column("number_year", sa.Integer(), nullable=True),
        sa.Column("number_seq", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("dated", sa.Integer(), nullable=True),
        sa.Column("delivered_on", sa.Integer(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'confirming', 'void') OR number_seq IS NOT NULL",
            name=op.f("ck_letters_numbered"),
        ),
        _points("letters", "drafted_by", "staff"),
        _points("letters", "secrecy_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint(
            "series",
            "number_year",
            "number_seq",
            name=op.f("uq_letters_series_number_year_number_seq"),
        ),
    )
    op.create_index(
        "ix_letters_due",
        "letters",
        ["due"],
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index("ix_letters_state", "letters", ["state", "id"])
    op.create_index("ix_letters_unit", "letters", ["unit", "number_year"])
    op.create_table(
        "letter_deliveries",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("delivered_on", sa.Integer(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_deliveries", "letter_id", "letters"),
        _points("letter_deliveries", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_deliveries")),
        sa.UniqueConstraint("letter_id", "unit", name=op.f("uq_letter_deliveries_letter_id_unit")),
    )
    op.create_table(
        "letter_events",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("before", sa.String(16), nullable=False),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_events", "letter_id", "letters"),
        _points("letter_events", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_events")),
    )
    op.create_index("ix_letter_events_letter", "letter_events", ["letter_id", "id"])
    op.create_table(
        "letter_extensions",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", ROW_ID, nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        _points("letter_extensions", "asked_by", "staff"),
        _points("letter_extensions", "decided_by", "staff"),
        _points("letter_extensions", "letter_id", "letters"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_extensions")),
    )
    op.create_index(op.f("ix_letter_extensions_letter_id"), "letter_extensions", ["letter_id"])
    op.create_table(
        "letter_items",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("seen", sa.String(40), nullable=False),
        sa.Column("project", sa.String(40), nullable=False),
        sa.Column("requirement", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("closed_by", ROW_ID, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        _points("letter_items", "closed_by", "staff"),
        _points("letter_items", "letter_id", "letters"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_items")),
    )
    op.create_index(op.f("ix_letter_items_letter_id"), "letter_items", ["letter_id"])
    op.create_table(
        "letter_signatures",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("template_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("signed_on", sa.Integer(), nullable=False),
        sa.Column("scan", sa.String(64), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("brought_by", ROW_ID, nullable=True),
        sa.Column("confirmed_by", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_signatures", "brought_by", "staff"),
        _points("letter_signatures", "confirmed_by", "staff"),
        _points("letter_signatures", "letter_id", "letters"),
        _points("letter_signatures", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_signatures")),
    )
    op.create_index(op.f("ix_letter_signatures_letter_id"), "letter_signatures", ["letter_id"])
    op.create_table(
        "letter_answers",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("finish_by", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Integer(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_answers", "item_id", "letter_items"),
        _points("letter_answers", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_answers")),
    )
    op.create_index(op.f("ix_letter_answers_item_id"), "letter_answers", ["item_id"])
    op.create_table(
        "letter_item_reports",
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        _points("letter_item_reports", "item_id", "letter_items"),
        _points("letter_item_reports", "report_id", "reports"),
        sa.PrimaryKeyConstraint("item_id", "report_id", name=op.f("pk_letter_item_reports")),
    )
    op.create_index(op.f("ix_letter_item_reports_report_id"), "letter_item_reports", ["report_id"])
    op.create_table(
        "letter_pictures",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("media_id", ROW_ID, nullable=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("caption", sa.String(120), nullable=False),
        sa.Column("checked_by", ROW_ID, nullable=True),
        _points("letter_pictures", "checked_by", "staff"),
        _points("letter_pictures", "item_id", "letter_items"),
        _points("letter_pictures", "media_id", "media"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_pictures")),
    )
    op.create_index(op.f("ix_letter_pictures_item_id"), "letter_pictures", ["item_id"])
    op.create_table(
        "letter_receipts",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("delivery_id", ROW_ID, nullable=False),
        sa.Column("received_on", sa.Integer(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("letter_receipts", "delivery_id", "letter_deliveries"),
        _points("letter_receipts", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_receipts")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_letter_receipts_delivery_id")),
    )
    op.create_table(
        "letter_answer_files",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("answer_id", ROW_ID, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("mime", sa.String(40), nullable=False),
        _points("letter_answer_files", "answer_id", "letter_answers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_answer_files")),
    )
    op.create_index(op.f("ix_letter_answer_files_answer_id"), "letter_answer_files", ["answer_id"])


def downgrade() -> None:
    op.drop_table("letter_answer_files")
    op.drop_table("letter_receipts")
    op.drop_table("letter_pictures")
    op.drop_table("letter_item_reports")
    op.drop_table("letter_answers")
    op.drop_table("letter_signatures")
    op.drop_table("letter_items")
    op.drop_table("letter_extensions")
    op.drop_table("letter_events")
    op.drop_table("letter_deliveries")
    op.drop_table("letters")
    op.drop_table("letter_policy_words")
    op.drop_table("letter_counters")
