"""Questions of observers on the clerks' tray, and what the office writes into its handbook."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

inquiries = Table(
    "inquiries",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, unique=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("day", Day, nullable=False),
    Column("seq", Integer, nullable=False),  # of the day's one series, shared with reports
    Column("words", Text, nullable=False),
    Column("tag", Text, nullable=False),  # JSON, as the tagger understood the words
    Column("asked_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # open | answered | filed | closed
    Column("answer", Text, nullable=False),
    Column("handbook_key", String(80), nullable=False),  # of the entry that answered it, or ''
    Column("report_id", ForeignKey("reports.id"), nullable=True),  # whose note these words are
    Column("reason", Text, nullable=False),  # why it was closed without an answer
    Column("settled_by", ForeignKey("staff.id"), nullable=True),
    Column("settled_at", Instant, nullable=True),
)
Index("uq_inquiries_day_seq", inquiries.c.day, inquiries.c.seq, unique=True)
Index("ix_inquiries_observer", inquiries.c.observer_id, inquiries.c.id)
Index("ix_inquiries_settled", inquiries.c.settled_at)
Index(
    "ix_inquiries_open",
    inquiries.c.id,
    sqlite_where=inquiries.c.state == "open",
    postgresql_where=inquiries.c.state == "open",
)

# A version is never changed nor deleted; the highest of a key counts, and outranks the packaged
# entry of that key.
handbook_entries = Table(
    "handbook_entries",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("key", String(80), nullable=False),
    Column("version", Integer, nullable=False),  # from 1; the packaged entry is version 0
    Column("project", String(40), nullable=True),  # empty: about no one project
    Column("aspect", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("basis", String(16), nullable=False),  # seed | found | believed | office
    Column("county", String(32), nullable=False),  # where it holds; '' everywhere
    Column("triggers", Text, nullable=False),  # JSON: {"about": [...], "asks": [...]}
    Column("active", Boolean, nullable=False),
    Column("edited_by", ForeignKey("staff.id"), nullable=False),
    Column("edited_at", Instant, nullable=False),
)
Index(
    "uq_handbook_entries_version", handbook_entries.c.key, handbook_entries.c.version, unique=True
)
