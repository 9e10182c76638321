"""Letters (函), their matters, and what was done to them; what people wrote and signed is sealed.

Nothing here is ever deleted but the matters of a draft while it is edited. The check on `letters`
says in the database what casework/letters/states.py says in code: nothing stands as signed, sent
or ended without its number.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
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

letters = Table(
    "letters",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("region", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),  # counts acts: two at once are told
    Column("title", String(120), nullable=False),
    Column("unit", String(80), nullable=False),  # 主送
    Column("copies", Text, nullable=False),  # JSON list of units, 抄送
    Column("ground", String(16), nullable=False),
    Column("opening", Text, nullable=False),
    Column("requirement", Text, nullable=False),
    Column("reason", Text, nullable=False),  # why it is necessary (非必要不开展); never printed
    Column("asked_by", Day, nullable=True),  # a typed last day; empty: the kind's own term
    Column("visit", Text, nullable=False),  # JSON of a 现场督办通知, or empty
    Column("signer_role", String(16), nullable=False),
    Column("signer_name", String(40), nullable=False),
    Column("way", String(16), nullable=False),  # how it is signed: console | paper
    Column("drafted_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("secrecy_by", ForeignKey("staff.id"), nullable=True),  # who confirmed 不涉密
    Column("content", Text, nullable=False),  # frozen at submission, canonical JSON; else empty
    Column("content_hash", String(64), nullable=False),
    Column("template_hash", String(64), nullable=False),
    Column("term", Text, nullable=False),  # JSON of the term's rule at submission
    Column("series", String(16), nullable=True),
    Column("number_year", Integer, nullable=True),
    Column("number_seq", Integer, nullable=True),
    Column("number", String(60), nullable=False),
    Column("dated", Day, nullable=True),  # of the signature
    Column("delivered_on", Day, nullable=True),  # to the 主送 unit
    Column("due", Day, nullable=True),
    Column("contested", Boolean, nullable=False),  # the unit said once: not ours
    CheckConstraint(
        "state IN ('draft', 'submitted', 'confirming', 'void') OR number_seq IS NOT NULL",
        name="numbered",
    ),
    UniqueConstraint("series", "number_year", "number_seq"),
)
Index("ix_letters_state", letters.c.state, letters.c.id)
Index("ix_letters_kind", letters.c.kind, letters.c.id)
Index("ix_letters_year", letters.c.number_year, letters.c.id)
Index("ix_letters_unit", letters.c.unit, letters.c.number_year)
Index(
    "ix_letters_due",
    letters.c.due,
    sqlite_where=letters.c.due.is_not(None),
    postgresql_where=letters.c.due.is_not(None),
)

letter_items = Table(
    "letter_items",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("place", String(200), nullable=False),
    Column("seen", String(40), nullable=False),  # the week in words, or empty
    Column("project", String(40), nullable=False),
    Column("requirement", Text, nullable=False),
    Column("state", String(16), nullable=False),  # open | answered | closed
    Column("outcome", String(16), nullable=False),
    Column("outcome_words", Text, nullable=False),
    Column("closed_by", ForeignKey("staff.id"), nullable=True),
    Column("closed_at", Instant, nullable=True),
)

letter_item_reports = Table(
    "letter_item_reports",
    metadata,
    Column("item_id", ForeignKey("letter_items.id"), primary_key=True),
    Column("report_id", ForeignKey("reports.id"), primary_key=True, index=True),
)

letter_pictures = Table(
    "letter_pictures",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("letter_items.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("media_id", ForeignKey("media.id"), nullable=True),  # the photo it was made from
    Column("sha256", String(64), nullable=False),  # of the outgoing picture itself
    Column("caption", String(120), nullable=False),
    Column("checked_by", ForeignKey("staff.id"), nullable=True),  # 人脸/证件/门牌/车牌已检查
)

letter_events = Table(
    "letter_events",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
    Column("act", String(16), nullable=False),
    Column("before", String(16), nullable=False),
    Column("after", String(16), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the unit, by its link
    Column("note", Text, nullable=False),
    Column("at", Instant, nullable=False),
    # The daily digest that has told of it, 0 for what came before; no foreign key, as in reports.
    Column("digested_in", BigInteger, nullable=True),
)
Index("ix_letter_events_letter", letter_events.c.letter_id, letter_events.c.id)
Index(
    "ix_letter_events_undigested",
    letter_events.c.id,
    sqlite_where=letter_events.c.digested_in.is_(None),
    postgresql_where=letter_events.c.digested_in.is_(None),
)

letter_signatures = Table(
    "letter_signatures",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False),  # waiting | held | refused
    Column("content_hash", String(64), nullable=False),
    Column("template_hash", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", String(40), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: on paper
    Column("signed_on", Day, nullable=False),
    Column("scan", String(64), nullable=False),  # sha256 of the signed 呈批单, or empty
    Column("remark", LargeBinary, nullable=True),  # 批示, sealed
    Column("brought_by", ForeignKey("staff.id"), nullable=True),
    Column("confirmed_by", ForeignKey("staff.id"), nullable=True),
    Column("at", Instant, nullable=False),
)
Index(
    "ix_letter_signatures_waiting",
    letter_signatures.c.letter_id,
    sqlite_where=letter_signatures.c.state == "waiting",
    postgresql_where=letter_signatures.c.state == "waiting",
)

letter_counters = Table(
    "letter_counters",
    metadata,
    Column("series", String(16), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

letter_deliveries = Table(
    "letter_deliveries",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
    Column("unit", String(80), nullable=False),
    Column("main", Boolean, nullable=False),
    Column("how", String(16), nullable=False),  # exchange (公文交换) | hand (当面) | link
    Column("delivered_on", Day, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("letter_id", "unit"),
)

letter_receipts = Table(
    "letter_receipts",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("delivery_id", ForeignKey("letter_deliveries.id"), nullable=False, unique=True),
    Column("received_on", Day, nullable=False),
    Column("person", LargeBinary, nullable=False),  # sealed, as is the phone
    Column("phone", LargeBinary, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: by the link
    Column("at", Instant, nullable=False),
)

letter_answers = Table(
    "letter_answers",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("letter_items.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False),  # idle | going | finished | lasting | untrue
    Column("measures", Text, nullable=False),
    Column("finish_by", Day, nullable=True),
    Column("answered_on", Day, nullable=False),
    Column("person", LargeBinary, nullable=False),  # 责任人及电话, sealed
    Column("staff_id", ForeignKey("staff.id"), nullable=True),
    Column("at", Instant, nullable=False),
)

letter_answer_files = Table(
    "letter_answer_files",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("answer_id", ForeignKey("letter_answers.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("mime", String(40), nullable=False),
)

letter_extensions = Table(
    "letter_extensions",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("until", Day, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(16), nullable=False),  # asked | granted | refused
    Column("asked_by", ForeignKey("staff.id"), nullable=True),
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", ForeignKey("staff.id"), nullable=True),
    Column("decided_at", Instant, nullable=True),
)
Index(
    "ix_letter_extensions_asked",
    letter_extensions.c.letter_id,
    sqlite_where=letter_extensions.c.state == "asked",
    postgresql_where=letter_extensions.c.state == "asked",
)

letter_policy_words = Table(
    "letter_policy_words",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("region", String(32), nullable=False),
    Column("line", String(80), nullable=False),
    Column("value", Text, nullable=False),  # JSON of the changed fields; {} confirms as it stands
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_letter_policy_words_region", "region", "id"),
)
