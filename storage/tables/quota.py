"""四个一: what the office decided on reports, who was away, other roles, own numbers, essays.

Reasons of leave and own numbers are sealed: they may tell of an illness.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

report_reviews = Table(
    "report_reviews",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("verdict", String(16), nullable=False),  # accepted | rejected; the newest holds
    Column("reason", Text, nullable=False),  # told to the observer; empty where accepted
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_report_reviews_report", report_reviews.c.report_id, report_reviews.c.id)

second_parts = Table(
    "second_parts",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("code", String(16), primary_key=True),  # what it counts as besides its own kind
    Column("confirmed_at", Instant, nullable=False),  # by the observer
)

absences = Table(
    "absences",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # leave | suspended
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=True),  # empty while it goes on
    Column("reason", LargeBinary, nullable=True),  # sealed; a suspension has its own in the history
    Column("staff_id", ForeignKey("staff.id"), nullable=True),
    Column("at", Instant, nullable=False),
)

extra_roles = Table(
    "extra_roles",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),  # 监督员 | 评议员 | 观察员 | 组长
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

quota_overrides = Table(
    "quota_overrides",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("code", String(16), nullable=False),
    Column("first_month", Day, nullable=False),  # its first day
    Column("last_month", Day, nullable=True),
    Column("least", Integer, nullable=False),
    Column("reason", LargeBinary, nullable=False),  # sealed
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

reminder_pauses = Table(
    "reminder_pauses",
    metadata,
    Column("observer_id", ForeignKey("observers.id"), primary_key=True),
    Column("since", Instant, nullable=False),
)
