"""Pieces for the 观察哨 column: what they are made of, whom the office asked, what they said.

A piece's text is written to be read by everybody, so it is not sealed; what an observer said is.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Day, Instant, RowId, metadata

publishable = Table(
    "publishable",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("marked_by", ForeignKey("staff.id"), nullable=False),
    Column("marked_at", Instant, nullable=False),
)
Index("ix_publishable_marked_at", publishable.c.marked_at)

publications = Table(
    "publications",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("state", String(16), nullable=False),  # see casework/column/states.py
    Column("version", Integer, nullable=False),  # counts acts: two at once are told
    Column("title", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("outlet", String(80), nullable=False),  # where it is to appear
    Column("written_by", ForeignKey("staff.id"), nullable=False),  # whoever saved it last
    Column("made_at", Instant, nullable=False),
    Column("submitted_by", ForeignKey("staff.id"), nullable=True),
    Column("approved_by", ForeignKey("staff.id"), nullable=True),  # 不涉密
    Column("approved_at", Instant, nullable=True),
    Column("handed_on", Day, nullable=True),
    Column("published_on", Day, nullable=True),
    Column("link", String(500), nullable=False),  # of the published piece, where it has one
)
Index("ix_publications_state", publications.c.state, publications.c.id)
Index(
    "ix_publications_handed_on",
    publications.c.handed_on,
    sqlite_where=publications.c.handed_on.is_not(None),
    postgresql_where=publications.c.handed_on.is_not(None),
)

publication_reports = Table(
    "publication_reports",
    metadata,
    Column("publication_id", ForeignKey("publications.id"), primary_key=True),
    Column("report_id", ForeignKey("reports.id"), primary_key=True, index=True),
    Column("words_used", Boolean, nullable=False),  # whether the text holds its observer's words
)

publication_photos = Table(
    "publication_photos",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("publication_id", ForeignKey("publications.id"), nullable=False),
    Column("media_id", ForeignKey("media.id"), nullable=False),
    Column("marks", Text, nullable=False),  # as casework/photo_marks.py writes them
    Column("state", String(16), nullable=False),  # wanted | ready | failed
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the drawn picture; empty until it is ready
    Column("checked_by", ForeignKey("staff.id"), nullable=True),  # 人脸/证件/门牌/车牌已检查
    Column("checked_at", Instant, nullable=True),
    UniqueConstraint("publication_id", "media_id"),
)
Index(
    "ix_publication_photos_wanted",
    publication_photos.c.next_at,
    sqlite_where=publication_photos.c.state == "wanted",
    postgresql_where=publication_photos.c.state == "wanted",
)

publication_asks = Table(
    "publication_asks",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("publication_id", ForeignKey("publications.id"), nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),  # whose number is told
    Column("words", Text, nullable=False),  # as the observer read them
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("nudged_at", Instant, nullable=True),  # when 好 was asked about: once
    UniqueConstraint("publication_id", "observer_id"),
)

# Only ever added to: the newest of an observer holds.
publication_consents = Table(
    "publication_consents",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("ask_id", ForeignKey("publication_asks.id"), nullable=False),
    Column("answer", String(16), nullable=False),  # named | unnamed | refused | withdrawn
    Column("words", LargeBinary, nullable=False),  # sealed: what they wrote
    Column("at", Instant, nullable=False),
)
Index("ix_publication_consents_ask", publication_consents.c.ask_id, publication_consents.c.id)
