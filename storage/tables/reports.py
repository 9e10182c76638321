"""Reports, what belongs to them, and the questions put to their observers.

A draft is a report in the state `collecting`; its number is given when it opens, so the inbox shows
it at once and 撤回 leaves the number void (mechanics: numbers may have gaps).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from storage.tables.base import Day, Instant, RowId, metadata

number_days = Table(
    "number_days",
    metadata,
    Column("day", Day, primary_key=True),
    Column("next_seq", Integer, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("day", Day, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("channel", String(16), nullable=False),  # where the first message came from
    Column("state", String(16), nullable=False),  # collecting | received | withdrawn | merged
    Column("merged_into", ForeignKey("reports.id"), nullable=True),
    Column("opened_at", Instant, nullable=False),  # first message's own time
    Column("last_at", Instant, nullable=False),
    Column("quiet_until", Instant, nullable=False),
    Column("closed_at", Instant, nullable=True),
    Column("photos", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("videos", Integer, nullable=False),
    Column("excerpt", String(120), nullable=False),
    Column("project", String(40), nullable=True),
    Column("also", Text, nullable=False),  # JSON list of project codes
    Column("kind", String(16), nullable=False),  # '' until words came
    Column("county", String(32), nullable=False),
    Column("township", String(32), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON list of short sentences
    Column("tagged_by", String(16), nullable=False),  # tagger | observer | clerk
    Column("latitude", Float, nullable=True),  # GCJ-02, as sent
    Column("longitude", Float, nullable=True),
    Column("place_label", String(200), nullable=False),
    Column("place_asked", Boolean, nullable=False),
    Column("summary_due", Instant, nullable=True),
    Column("urgent_seen_at", Instant, nullable=True),  # when staff took note of the urgency
    # Database time, ms, of the newest change that the search index lacks, 0 where nobody noted the
    # time; empty: the index has them all.
    Column("unindexed_at", BigInteger, nullable=True, server_default="0"),
    # Whether something of it came while its observer was suspended: such a report does not count.
    Column("while_suspended", Boolean, nullable=False, server_default=false()),
    Column("source", String(16), nullable=False, server_default="chat"),  # group phone paper visit
    Column("entered_by", ForeignKey("staff.id"), nullable=True),  # the clerk, where one entered it
    # Whether its observer was asked for fields of its card: once a report.
    Column("card_asked", Boolean, nullable=False, server_default=false()),
    # Where the desk stands with it: new asked verified handed closed merged (casework/triage).
    Column("desk_state", String(16), nullable=False, server_default="new"),
    Column("desk_version", Integer, nullable=False, server_default="0"),  # counts acts and news
    # When something came that no clerk has acted on since; such a report tops the board.
    Column("desk_news_at", Instant, nullable=True),
    # The daily digest that has told of it, 0 for what came before there were any. No foreign key:
    # SQLite could not drop the column again.
    Column("digested_in", BigInteger, nullable=True),
)
# What the board reads, in its order; a query must say the same words to use it.
ON_THE_DESK = text("reports.state = 'received' AND reports.desk_state <> 'closed'")
_ON_THE_DESK = text("state = 'received' AND desk_state <> 'closed'")
Index(
    "ix_reports_board",
    reports.c.desk_state,
    reports.c.urgent.desc(),
    reports.c.id,
    reports.c.county,  # these two so that the index alone answers a filter
    reports.c.project,
    sqlite_where=_ON_THE_DESK,
    postgresql_where=_ON_THE_DESK,
)
Index(
    "ix_reports_unanswered",  # what has no outcome yet, by its day
    reports.c.day,
    reports.c.id,
    sqlite_where=_ON_THE_DESK,
    postgresql_where=_ON_THE_DESK,
)
Index(
    "ix_reports_desk_news",
    reports.c.desk_news_at,
    sqlite_where=text("desk_news_at IS NOT NULL"),
    postgresql_where=text("desk_news_at IS NOT NULL"),
)
Index(
    "ix_reports_merged_into",
    reports.c.merged_into,
    sqlite_where=text("merged_into IS NOT NULL"),
    postgresql_where=text("merged_into IS NOT NULL"),
)
Index("uq_reports_day_seq", reports.c.day, reports.c.seq, unique=True)
Index(
    "ix_reports_unindexed",
    reports.c.unindexed_at,
    sqlite_where=reports.c.unindexed_at.is_not(None),
    postgresql_where=reports.c.unindexed_at.is_not(None),
)
Index("ix_reports_observer", reports.c.observer_id, reports.c.id)
Index(
    "uq_reports_open_draft",
    reports.c.observer_id,
    unique=True,
    sqlite_where=reports.c.state == "collecting",
    postgresql_where=reports.c.state == "collecting",
)
Index(
    "ix_reports_quiet",
    reports.c.quiet_until,
    sqlite_where=reports.c.state == "collecting",
    postgresql_where=reports.c.state == "collecting",
)
Index(
    "ix_reports_summary_due",
    reports.c.summary_due,
    sqlite_where=reports.c.summary_due.is_not(None),
    postgresql_where=reports.c.summary_due.is_not(None),
)
_RECEIVED = text("state = 'received'")
Index(
    "ix_reports_counted",  # what the plots count, so that the index alone answers
    reports.c.day,
    reports.c.desk_state,
    reports.c.county,
    reports.c.project,
    sqlite_where=_RECEIVED,
    postgresql_where=_RECEIVED,
)
# Words rather than columns: the two databases write a truth value differently, and a query uses a
# partial index only when it says the same.
UNDIGESTED = text("state = 'received' AND digested_in IS NULL")
Index(
    "ix_reports_undigested",
    reports.c.id,
    sqlite_where=UNDIGESTED,
    postgresql_where=UNDIGESTED,
)
UNSEEN_URGENT = text("urgent AND urgent_seen_at IS NULL")
Index(
    "ix_reports_unseen_urgent",
    reports.c.id,
    sqlite_where=UNSEEN_URGENT,
    postgresql_where=UNSEEN_URGENT,
)
Index(
    "ix_reports_urgent",
    reports.c.urgent,  # so that the index alone answers
    reports.c.id,
    sqlite_where=text("urgent = 1"),
    postgresql_where=text("urgent"),
)

items = Table(
    "items",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # note photo voice video place link file
    Column("sent_at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("latitude", Float, nullable=True),
    Column("longitude", Float, nullable=True),
)
Index("ix_items_report", items.c.report_id, items.c.sent_at, items.c.id)

questions = Table(
    "questions",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # project | same | card | office
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("other_report_id", ForeignKey("reports.id"), nullable=True),
    Column("options", Text, nullable=False),  # JSON, what each answer means
    Column("asked_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # open | answered | replaced
)
Index(
    "uq_questions_open",
    questions.c.observer_id,
    unique=True,
    sqlite_where=questions.c.state == "open",
    postgresql_where=questions.c.state == "open",
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("field", String(16), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the observer
    Column("at", Instant, nullable=False),
)
