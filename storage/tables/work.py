"""Whatever must happen later: wanted files, messages out, tokens, firings, troubles."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables.base import Instant, RowId, metadata

media = Table(
    "media",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False, index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=True, index=True),  # empty: a stranger's
    Column("channel", String(16), nullable=False),
    Column("media_id", String(512), nullable=False),
    Column("kind", String(16), nullable=False),  # photo | voice | video
    Column("state", String(16), nullable=False),  # wanted | stored | expired | refused
    Column("wanted_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),  # since the last answer: a crash leaves it raised
    Column("tries", Integer, nullable=False, server_default="0"),  # answers that meant: later
    Column("last_error", String(200), nullable=False),
    Column("alarmed_at", Instant, nullable=True),
    Column("stored_at", Instant, nullable=True),
    Column("sha256", String(64), nullable=True, index=True),
    Column("mime", String(40), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Column("taken_at", Instant, nullable=True),  # the photo's own word: a hint
    Column("gps_latitude", Float, nullable=True),  # WGS-84, a hint; never leaves the office
    Column("gps_longitude", Float, nullable=True),
    Column("dhash", BigInteger, nullable=True),
)
Index(
    "ix_media_wanted",
    media.c.next_at,
    sqlite_where=media.c.state == "wanted",
    postgresql_where=media.c.state == "wanted",
)
Index(
    "ix_media_held",
    media.c.id,
    sqlite_where=media.c.report_id.is_(None),
    postgresql_where=media.c.report_id.is_(None),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("once_key", String(120), nullable=False, unique=True),  # deterministic: no double post
    Column("channel", String(16), nullable=False),
    Column("recipient", String(128), nullable=False),
    # Whose message it is, wherever their account has gone meanwhile; empty: the account's itself.
    # No foreign key: SQLite could not drop the column again.
    Column("observer_id", BigInteger, nullable=True),
    Column("purpose", String(24), nullable=False),  # summary late-answer alarm outcome …
    Column("text", Text, nullable=False),
    Column("report_id", ForeignKey("reports.id"), nullable=True, index=True),
    # JSON of the notice form and its values, for templates and subscriptions; empty: text only
    Column("notice", Text, nullable=False, server_default=""),
    # queued | handed (a template that the platform took: its event decides) | sent | undelivered
    # | dropped (not needed any more)
    Column("state", String(16), nullable=False),
    # on which road it is or was: custom template subscribe work robot; empty before and between
    Column("road", String(16), nullable=False, server_default=""),
    Column("refused", String(60), nullable=False, server_default=""),  # roads, comma between
    Column("created_at", Instant, nullable=False),
    Column("not_after", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=True),
    Column("claims", Integer, nullable=False),  # since the last answer: a crash leaves it raised
    Column("tries", Integer, nullable=False, server_default="0"),  # same answer so often in a row
    Column("errcode", Integer, nullable=True),
    Column("cause", String(200), nullable=False),  # why undelivered, for the clerk
    Column("sent_at", Instant, nullable=True),
)
Index(
    "ix_outbox_queued",
    outbox.c.next_at,
    sqlite_where=outbox.c.state == "queued",
    postgresql_where=outbox.c.state == "queued",
)

Index(
    "ix_outbox_undelivered",
    outbox.c.observer_id,
    sqlite_where=outbox.c.state == "undelivered",
    postgresql_where=outbox.c.state == "undelivered",
)

tokens = Table(
    "tokens",
    metadata,
    Column("app", String(160), primary_key=True),
    Column("token", LargeBinary, nullable=True),  # sealed
    Column("version", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("lease_until", BigInteger, nullable=False),  # database time, ms
    Column(
        "blocked_until", Instant, nullable=True
    ),  # bad credentials: hammering gets the IP banned
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(80), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),  # database time, ms
)

firings = Table(
    "firings",
    metadata,
    Column("rule", String(40), primary_key=True),
    Column("period", String(40), primary_key=True),
    Column("person", String(80), primary_key=True),
    Column("fired_at", Instant, nullable=False),
    Column("not_after", Instant, nullable=False),
    Column("epoch", Integer, nullable=False),
)

troubles = Table(
    "troubles",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("once_key", String(120), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("ref", String(80), nullable=False),  # e.g. delivery:17, media:4, outbox:9
    Column("sentence", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("resolved_at", Instant, nullable=True),
    Column("resolved_by", ForeignKey("staff.id"), nullable=True),
)
Index(
    "ix_troubles_open",
    troubles.c.id,
    sqlite_where=troubles.c.resolved_at.is_(None),
    postgresql_where=troubles.c.resolved_at.is_(None),
)
