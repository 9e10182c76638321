"""What was answered to the fields of reports' cards: rows are only added, the newest ones count."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from storage.tables.base import Instant, RowId, metadata

card_answers = Table(
    "card_answers",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("field", String(40), nullable=False),
    Column("project", String(40), nullable=False),  # whose card was answered
    Column("version", String(20), nullable=False),  # of that card, e.g. 2023-1.1
    Column("value", Text, nullable=False),  # canonical; empty: what was read stands there no more
    Column("up_to", String(40), nullable=False),  # the end of a range, else empty
    Column("about", Boolean, nullable=False),
    Column("unit", String(16), nullable=False),
    Column("said", Text, nullable=False),  # the words it was taken from
    Column("by", String(8), nullable=False),  # report | observer | page | clerk
    Column("staff_id", ForeignKey("staff.id"), nullable=True),
    Column("at", Instant, nullable=False),
)
Index("ix_card_answers_report", card_answers.c.report_id, card_answers.c.id)
