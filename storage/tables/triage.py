"""What the desk does with a report: verdicts, hand-overs, questions back, outcomes, splits, locks.

Everything but the locks is kept for good; a report's own columns hold where it stands.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text, text

from storage.tables.base import Instant, RowId, metadata

desk_events = Table(
    "desk_events",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("act", String(16), nullable=False),
    Column("before", String(16), nullable=False),
    Column("after", String(16), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the observer
    Column("note", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_desk_events_report", desk_events.c.report_id, desk_events.c.id)

verifications = Table(
    "verifications",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    # true | partly | untrue | unknown; withdrawn: the one before it was a slip
    Column("verdict", String(16), nullable=False),
    Column("how", String(16), nullable=False),  # photos | call | visit | unit
    Column("note", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_verifications_report", verifications.c.report_id, verifications.c.id)

hand_overs = Table(
    "hand_overs",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("receiver", String(80), nullable=False),  # 12345, or a unit's name
    Column("words", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),  # what came of it; empty: not known yet
    Column("outcome_by", ForeignKey("staff.id"), nullable=True),
    Column("outcome_at", Instant, nullable=True),
)

report_outcomes = Table(
    "report_outcomes",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    # solved | lasting | not_ours | unverifiable | duplicate
    Column("outcome", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reopened_by", ForeignKey("staff.id"), nullable=True),
    Column("reopened_at", Instant, nullable=True),
    Column("reopen_reason", Text, nullable=False),
    Column("digested_in", BigInteger, nullable=True),  # 0: ended before there were digests of it
)
Index(
    "uq_report_outcomes_standing",
    report_outcomes.c.report_id,
    unique=True,
    sqlite_where=text("reopened_at IS NULL"),
    postgresql_where=text("reopened_at IS NULL"),
)
Index("ix_report_outcomes_at", report_outcomes.c.at)
Index("ix_report_outcomes_report", report_outcomes.c.report_id, report_outcomes.c.id)
Index(
    "ix_report_outcomes_undigested",
    report_outcomes.c.id,
    sqlite_where=text("digested_in IS NULL"),
    postgresql_where=text("digested_in IS NULL"),
)

office_questions = Table(
    "office_questions",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("answered_at", Instant, nullable=True),
)
Index(
    "ix_office_questions_open",
    office_questions.c.observer_id,
    office_questions.c.id,
    sqlite_where=text("answered_at IS NULL"),
    postgresql_where=text("answered_at IS NULL"),
)

report_splits = Table(
    "report_splits",
    metadata,
    Column("new_report_id", ForeignKey("reports.id"), primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

report_locks = Table(
    "report_locks",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)
