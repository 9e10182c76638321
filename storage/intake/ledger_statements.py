"""The handful of statements that every incoming message runs, as Core objects built once.

`Wire` compiles each of them once per database. Parameters are named like their columns unless a
comment says otherwise, and carry the stored form (ms since 1970, yyyymmdd, JSON text).
PostgreSQL's `Insert` serves both databases: SQLite speaks the same ON CONFLICT and RETURNING.
"""

from sqlalchemy import BigInteger, and_, bindparam, case, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.dbtime import DATABASE_MS
from storage.intake.ledger_parts import BY_ID, NOW, ZERO, bound, same, whole_insert, word
from storage.search.search_index import CHANGED_WORDS
from storage.tables.intake import deliveries, senders
from storage.tables.people import observers
from storage.tables.reports import corrections, items, number_days, questions, reports
from storage.tables.work import media, outbox

# --- deliveries -----------------------------------------------------------------------------------
KEEP_DELIVERY = (
    insert(deliveries)
    .values(
        **bound(deliveries, "delivery_key", "channel", "kind", "msg_id", "sender", "receiver"),
        **bound(deliveries, "sent_at", "received_at", "raw"),
        last_seen_at=bindparam("received_at", type_=BigInteger()),
        state=word("done"),
        answer=word(""),
        answer_state=word("kept"),
        repeats=ZERO,
        failure=word(""),
    )
    .on_conflict_do_nothing(index_elements=[deliveries.c.delivery_key])
    .returning(deliveries.c.id)
)
REPEAT = (  # parameters: delivery_key, now
    update(deliveries)
    .where(deliveries.c.delivery_key == same(deliveries.c.delivery_key))
    .values(
        repeats=deliveries.c.repeats + 1,
        last_seen_at=NOW,
        answer_state=case(
            (deliveries.c.answer_state == word("late"), word("kept")),
            else_=deliveries.c.answer_state,
        ),
    )
    .returning(
        deliveries.c.id,
        deliveries.c.answer,
        deliveries.c.sent_at,
        deliveries.c.answer_state,
        deliveries.c.repeats,
    )
)
KEEP_ANSWER = update(deliveries).where(deliveries.c.id == BY_ID).values(bound(deliveries, "answer"))
FAIL_DELIVERY = (
    update(deliveries)
    .where(deliveries.c.id == BY_ID)
    .values(state=word("failed"), **bound(deliveries, "answer", "failure"))
)
FINISH_REPLAY = (  # the conditional update that lets only one replay win
    update(deliveries)
    .where(deliveries.c.id == BY_ID, deliveries.c.state == word("failed"))
    .values(
        state=word("done"),
        failure=word(""),
        answer_state=word("posted"),
        **bound(deliveries, "answer"),
    )
    .returning(deliveries.c.id)
)
MARK_LATE = (  # parameters: id, repeats; a repeat since then has the answer, or is late itself
    update(deliveries)
    .where(
        deliveries.c.id == BY_ID,
        deliveries.c.answer_state == word("kept"),
        deliveries.c.repeats == same(deliveries.c.repeats),
    )
    .values(answer_state=word("late"))
)

# --- people ---------------------------------------------------------------------------------------
_IS_NEWER = senders.c.last_inbound_at < NOW
MEET = (  # parameters: channel, sender, now (the message's own time: repeats change nothing)
    insert(senders)
    .values(
        **bound(senders, "channel", "sender"),
        first_seen_at=NOW,
        last_inbound_at=NOW,
        sent_in_window=ZERO,
    )
    .on_conflict_do_update(
        index_elements=[senders.c.channel, senders.c.sender],
        set_={
            "last_inbound_at": case((_IS_NEWER, NOW), else_=senders.c.last_inbound_at),
            "sent_in_window": case((_IS_NEWER, ZERO), else_=senders.c.sent_in_window),
            "left_at": case((_IS_NEWER, null()), else_=senders.c.left_at),
        },
    )
    .returning(senders.c.id, senders.c.observer_id, senders.c.greeted_at)
)
KNOW = (  # parameters: channel, sender, now; for what is no message: the window stays as it is
    insert(senders)
    .values(
        **bound(senders, "channel", "sender"),
        first_seen_at=NOW,
        last_inbound_at=ZERO,
        sent_in_window=ZERO,
    )
    .on_conflict_do_update(
        index_elements=[senders.c.channel, senders.c.sender], set_={"sender": senders.c.sender}
    )
    .returning(senders.c.id, senders.c.observer_id, senders.c.greeted_at)
)
GREET = update(senders).where(senders.c.id == BY_ID).values(greeted_at=NOW)
COME_BACK = update(senders).where(senders.c.id == BY_ID).values(left_at=null())
LEAVE = update(senders).where(senders.c.id == BY_ID).values(left_at=NOW)
_THIS_SENDER = and_(
    senders.c.channel == same(senders.c.channel), senders.c.sender == same(senders.c.sender)
)
LOCK_OBSERVER = (  # parameters: channel, sender
    select(observers.c.id)
    .select_from(observers.join(senders, senders.c.observer_id == observers.c.id))
    .where(_THIS_SENDER)
    .with_for_update(of=observers)
)

# --- reports --------------------------------------------------------------------------------------
REPORT_COLUMNS = tuple(
    reports.c[name]
    for name in (
        "id", "day", "seq", "state", "opened_at", "last_at", "quiet_until",
        "photos", "notes", "places", "voices", "videos", "excerpt",
        "project", "also", "kind", "county", "township", "urgent", "confidence", "reasons",
        "tagged_by", "latitude", "longitude", "place_label", "place_asked", "summary_due", "source",
        "card_asked", "desk_state",
    )
)  # fmt: skip
QUESTION_COLUMNS = tuple(
    questions.c[name]
    for name in (
        "id", "kind", "report_id", "other_report_id", "options", "asked_at", "expires_at",
    )
)  # fmt: skip
LOOKED_AT = 8  # how many of the latest reports a late message may still belong to
_latest = reports.alias("latest")
_LATEST_ENDS = (
    select(_latest.c.quiet_until)
    .where(_latest.c.observer_id == observers.c.id)
    .order_by(_latest.c.id.desc())
    .limit(LOOKED_AT)
    .correlate(observers)
    .subquery()
)
STANDING = (  # parameters: channel, sender
    select(
        observers.c.id,
        observers.c.state,
        observers.c.appointed_from,
        observers.c.appointed_to,
        select(func.max(_LATEST_ENDS.c.quiet_until)).scalar_subquery(),
        *REPORT_COLUMNS,
        *QUESTION_COLUMNS,
    )
    .select_from(
        senders.join(observers, observers.c.id == senders.c.observer_id)
        .outerjoin(
            reports,
            and_(reports.c.observer_id == observers.c.id, reports.c.state == word("collecting")),
        )
        .outerjoin(
            questions,
            and_(questions.c.observer_id == observers.c.id, questions.c.state == word("open")),
        )
    )
    .where(_THIS_SENDER)
)
RECENT = (  # parameters: observer_id, most
    select(*REPORT_COLUMNS)
    .where(reports.c.observer_id == same(reports.c.observer_id))
    .order_by(reports.c.id.desc())
    .limit(bindparam("most", type_=BigInteger()))
)
CALLED = (  # parameters: observer_id, seq
    select(*REPORT_COLUMNS)
    .where(
        reports.c.observer_id == same(reports.c.observer_id), reports.c.seq == same(reports.c.seq)
    )
    .order_by(reports.c.id.desc())
)
ONE_REPORT = select(*REPORT_COLUMNS).where(
    reports.c.id == BY_ID, reports.c.observer_id == same(reports.c.observer_id)
)
TAKE_NUMBERS = (  # parameters: day, first_next (= 1 + block), block; returns what comes after
    insert(number_days)
    .values(day=same(number_days.c.day), next_seq=bindparam("first_next", type_=BigInteger()))
    .on_conflict_do_update(
        index_elements=[number_days.c.day],
        set_={"next_seq": number_days.c.next_seq + bindparam("block", type_=BigInteger())},
    )
    .returning(number_days.c.next_seq)
)
OPEN_REPORT = (
    whole_insert(reports)
    .values(unindexed_at=DATABASE_MS, **bound(reports, "source"))
    .returning(reports.c.id)
)
GROW = (
    update(reports)
    .where(reports.c.id == BY_ID)
    .values(
        **bound(reports, "last_at", "quiet_until", "photos", "notes", "places", "voices", "videos"),
        **bound(reports, "excerpt", "latitude", "longitude", "place_label", "place_asked"),
        **bound(reports, "summary_due", "card_asked"),
        desk_version=reports.c.desk_version + 1,  # a clerk at work on it has not seen this
        **CHANGED_WORDS,
    )
)
RETAG = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.tagged_by != word("clerk"))
    .values(
        **bound(reports, "project", "also", "kind", "county", "township", "urgent"),
        **bound(reports, "confidence", "reasons", "tagged_by"),
        **CHANGED_WORDS,
    )
)
CLOSE = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.state == word("collecting"))
    .values(state=word("received"), closed_at=NOW, summary_due=null())
    .returning(reports.c.id)
)
REOPEN = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.state == word("received"))
    .values(state=word("collecting"), closed_at=null(), **bound(reports, "quiet_until"))
    .returning(reports.c.id)
)
END_REPORT = (  # parameters: id, now, state (withdrawn | merged), merged_into
    update(reports)
    .where(
        reports.c.id == BY_ID,
        or_(reports.c.state == word("collecting"), reports.c.state == word("received")),
    )
    .values(closed_at=NOW, summary_due=null(), **bound(reports, "state", "merged_into"))
    .values(CHANGED_WORDS)
    .returning(reports.c.id)
)
ADD_ITEM = whole_insert(items)
MOVE_ITEMS = (  # parameters: id (from), report_id (to)
    update(items).where(items.c.report_id == BY_ID).values(bound(items, "report_id"))
)
MOVE_MEDIA = update(media).where(media.c.report_id == BY_ID).values(bound(media, "report_id"))

ADD_CORRECTION = insert(corrections).values(
    **bound(corrections, "report_id", "field", "before", "after", "at"), staff_id=null()
)

# --- what follows ---------------------------------------------------------------------------------
WANT_MEDIA = insert(media).values(
    **bound(media, "delivery_id", "report_id", "channel", "media_id", "kind"),
    **bound(media, "wanted_at", "expires_at"),
    next_at=bindparam("wanted_at", type_=BigInteger()),
    state=word("wanted"),
    claims=ZERO,
    last_error=word(""),
    mime=word(""),
    bytes=ZERO,
)
POST = (
    insert(outbox)
    .values(
        **bound(outbox, "once_key", "channel", "recipient", "purpose", "text", "report_id"),
        **bound(outbox, "created_at", "not_after", "notice", "observer_id"),
        next_at=bindparam("created_at", type_=BigInteger()),
        state=word("queued"),
        claims=ZERO,
        cause=word(""),
    )
    .on_conflict_do_nothing(index_elements=[outbox.c.once_key])
)
REPLACE_QUESTION = (
    update(questions)
    .where(
        questions.c.observer_id == same(questions.c.observer_id),
        questions.c.state == word("open"),
    )
    .values(state=word("replaced"))
)
ASK = insert(questions).values(
    **bound(questions, "observer_id", "kind", "report_id", "other_report_id", "options"),
    **bound(questions, "asked_at", "expires_at"),
    state=word("open"),
)
SETTLE_QUESTION = (
    update(questions)
    .where(questions.c.id == BY_ID, questions.c.state == word("open"))
    .values(state=word("answered"))
)
