"""What the office looks for reports by: the words of reports, and filters kept under a name.

SQLite has beside `report_words` the full-text table `report_pairs` over its column `pairs`, which
only a migration can make: `storage.search.search_index` writes it, `storage.search` asks it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.tables.base import Instant, RowId, metadata
from storage.tables.reports import reports

report_words = Table(
    "report_words",
    metadata,
    Column(
        "report_id",
        BigInteger().with_variant(Integer(), "sqlite"),
        ForeignKey("reports.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("text", Text, nullable=False),  # normalised; no observer's name or phone
    Column("pairs", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
)
Index("ix_report_words_pairs", report_words.c.pairs, postgresql_using="gin").ddl_if(
    dialect="postgresql"
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("name", String(20), nullable=False),
    Column("shared", Boolean, nullable=False),  # the whole office sees it
    Column("query", Text, nullable=False),  # the filter's part of the inbox's address
    Column("created_at", Instant, nullable=False),
    Index("uq_saved_views_staff_name", "staff_id", "name", unique=True),
)

Index("ix_reports_project", reports.c.project, reports.c.id)
Index("ix_reports_county", reports.c.county, reports.c.id)
Index("ix_reports_day", reports.c.day, reports.c.id)
# Almost all reports are received, and no index would help to find those. (Words: see URGENT.)
UNUSUAL_STATE = text("state != 'received'")
Index(
    "ix_reports_unusual_state",
    reports.c.state,
    reports.c.id,
    sqlite_where=UNUSUAL_STATE,
    postgresql_where=UNUSUAL_STATE,
)
