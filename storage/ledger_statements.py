"""The handful of statements that every incoming message runs, as Core objects built once.

`Wire` compiles each of them once per database. Parameters are named like their columns unless a
comment says otherwise, and carry the stored form (ms since 1970, yyyymmdd, JSON text).
PostgreSQL's `Insert` serves both databases: SQLite speaks the same ON CONFLICT and RETURNING.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Table,
    and_,
    bindparam,
    case,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert

from storage.tables.intake import deliveries, senders
from storage.tables.people import observers
from storage.tables.reports import corrections, items, number_days, questions, reports
from storage.tables.work import media, outbox


def _same(column: Column[Any]) -> BindParameter[Any]:
    return bindparam(column.name, type_=getattr(column.type, "impl_instance", column.type))


def _set(table: Table, *names: str) -> dict[str, BindParameter[Any]]:
    return {name: _same(table.c[name]) for name in names}


def _insert(table: Table) -> Insert:
    names = (column.name for column in table.columns if column.name != "id")
    return insert(table).values(_set(table, *names))


def _word(text: str) -> ColumnElement[Any]:
    """Write a constant into the text: partial indexes do not see through parameters."""
    return literal_column(f"'{text}'")


_ZERO: ColumnElement[Any] = literal_column("0")
NOW = bindparam("now", type_=BigInteger())
BY_ID = bindparam("id", type_=BigInteger())

# --- deliveries -----------------------------------------------------------------------------------
KEEP_DELIVERY = (
    insert(deliveries)
    .values(
        **_set(deliveries, "delivery_key", "channel", "kind", "msg_id", "sender", "receiver"),
        **_set(deliveries, "sent_at", "received_at", "raw"),
        last_seen_at=bindparam("received_at", type_=BigInteger()),
        state=_word("done"),
        answer=_word(""),
        answer_state=_word("kept"),
        repeats=_ZERO,
        failure=_word(""),
    )
    .on_conflict_do_nothing(index_elements=[deliveries.c.delivery_key])
    .returning(deliveries.c.id)
)
REPEAT = (  # parameters: delivery_key, now
    update(deliveries)
    .where(deliveries.c.delivery_key == _same(deliveries.c.delivery_key))
    .values(
        repeats=deliveries.c.repeats + 1,
        last_seen_at=NOW,
        answer_state=case(
            (deliveries.c.answer_state == _word("late"), _word("kept")),
            else_=deliveries.c.answer_state,
        ),
    )
    .returning(
        deliveries.c.id, deliveries.c.answer, deliveries.c.sent_at, deliveries.c.answer_state
    )
)
KEEP_ANSWER = update(deliveries).where(deliveries.c.id == BY_ID).values(_set(deliveries, "answer"))
FAIL_DELIVERY = (
    update(deliveries)
    .where(deliveries.c.id == BY_ID)
    .values(state=_word("failed"), **_set(deliveries, "answer", "failure"))
)
FINISH_REPLAY = (  # the conditional update that lets only one replay win
    update(deliveries)
    .where(deliveries.c.id == BY_ID, deliveries.c.state == _word("failed"))
    .values(
        state=_word("done"),
        failure=_word(""),
        answer_state=_word("posted"),
        **_set(deliveries, "answer"),
    )
    .returning(deliveries.c.id)
)
MARK_LATE = (
    update(deliveries)
    .where(deliveries.c.id == BY_ID, deliveries.c.answer_state == _word("kept"))
    .values(answer_state=_word("late"))
)

# --- people ---------------------------------------------------------------------------------------
MEET = (  # parameters: channel, sender, now
    insert(senders)
    .values(
        **_set(senders, "channel", "sender"),
        first_seen_at=NOW,
        last_inbound_at=NOW,
        sent_in_window=_ZERO,
    )
    .on_conflict_do_update(
        index_elements=[senders.c.channel, senders.c.sender],
        set_={"last_inbound_at": NOW, "sent_in_window": _ZERO, "left_at": null()},
    )
    .returning(senders.c.id, senders.c.observer_id, senders.c.greeted_at)
)
KNOW = (  # parameters: channel, sender, now; for what is no message: the window stays as it is
    insert(senders)
    .values(
        **_set(senders, "channel", "sender"),
        first_seen_at=NOW,
        last_inbound_at=_ZERO,
        sent_in_window=_ZERO,
    )
    .on_conflict_do_update(
        index_elements=[senders.c.channel, senders.c.sender], set_={"sender": senders.c.sender}
    )
    .returning(senders.c.id, senders.c.observer_id, senders.c.greeted_at)
)
GREET = update(senders).where(senders.c.id == BY_ID).values(greeted_at=NOW)
LEAVE = update(senders).where(senders.c.id == BY_ID).values(left_at=NOW)
LOCK_OBSERVER = select(observers.c.id).where(observers.c.id == BY_ID).with_for_update()

# --- reports --------------------------------------------------------------------------------------
REPORT_COLUMNS = tuple(
    reports.c[name]
    for name in (
        "id", "day", "seq", "state", "opened_at", "last_at", "quiet_until",
        "photos", "notes", "places", "voices", "videos", "excerpt",
        "project", "also", "kind", "county", "township", "urgent", "confidence", "reasons",
        "tagged_by", "latitude", "longitude", "place_label", "place_asked", "summary_due",
    )
)  # fmt: skip
QUESTION_COLUMNS = tuple(
    questions.c[name]
    for name in (
        "id", "kind", "report_id", "other_report_id", "options", "asked_at", "expires_at",
    )
)  # fmt: skip
STANDING = (
    select(
        observers.c.state,
        observers.c.appointed_from,
        observers.c.appointed_to,
        *REPORT_COLUMNS,
        *QUESTION_COLUMNS,
    )
    .select_from(
        observers.outerjoin(
            reports,
            and_(reports.c.observer_id == observers.c.id, reports.c.state == _word("collecting")),
        ).outerjoin(
            questions,
            and_(questions.c.observer_id == observers.c.id, questions.c.state == _word("open")),
        )
    )
    .where(observers.c.id == BY_ID)
)
RECENT = (  # parameters: observer_id, most
    select(*REPORT_COLUMNS)
    .where(reports.c.observer_id == _same(reports.c.observer_id))
    .order_by(reports.c.id.desc())
    .limit(bindparam("most", type_=BigInteger()))
)
ONE_REPORT = select(*REPORT_COLUMNS).where(
    reports.c.id == BY_ID, reports.c.observer_id == _same(reports.c.observer_id)
)
TAKE_NUMBERS = (  # parameters: day, first_next (= 1 + block), block; returns what comes after
    insert(number_days)
    .values(day=_same(number_days.c.day), next_seq=bindparam("first_next", type_=BigInteger()))
    .on_conflict_do_update(
        index_elements=[number_days.c.day],
        set_={"next_seq": number_days.c.next_seq + bindparam("block", type_=BigInteger())},
    )
    .returning(number_days.c.next_seq)
)
OPEN_REPORT = _insert(reports).returning(reports.c.id)
GROW = (
    update(reports)
    .where(reports.c.id == BY_ID)
    .values(
        **_set(reports, "last_at", "quiet_until", "photos", "notes", "places", "voices", "videos"),
        **_set(reports, "excerpt", "latitude", "longitude", "place_label", "place_asked"),
        **_set(reports, "summary_due"),
    )
)
RETAG = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.tagged_by != _word("clerk"))
    .values(
        **_set(reports, "project", "also", "kind", "county", "township", "urgent"),
        **_set(reports, "confidence", "reasons", "tagged_by"),
    )
)
CLOSE = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.state == _word("collecting"))
    .values(state=_word("received"), closed_at=NOW, summary_due=null())
    .returning(reports.c.id)
)
REOPEN = (
    update(reports)
    .where(reports.c.id == BY_ID, reports.c.state == _word("received"))
    .values(state=_word("collecting"), closed_at=null(), **_set(reports, "quiet_until"))
    .returning(reports.c.id)
)
END_REPORT = (  # parameters: id, now, state (withdrawn | merged), merged_into
    update(reports)
    .where(
        reports.c.id == BY_ID,
        or_(reports.c.state == _word("collecting"), reports.c.state == _word("received")),
    )
    .values(closed_at=NOW, summary_due=null(), **_set(reports, "state", "merged_into"))
    .returning(reports.c.id)
)
ADD_ITEM = _insert(items)
MOVE_ITEMS = (  # parameters: id (from), report_id (to)
    update(items).where(items.c.report_id == BY_ID).values(_set(items, "report_id"))
)
MOVE_MEDIA = update(media).where(media.c.report_id == BY_ID).values(_set(media, "report_id"))

ADD_CORRECTION = insert(corrections).values(
    **_set(corrections, "report_id", "field", "before", "after", "at"), staff_id=null()
)

# --- what follows ---------------------------------------------------------------------------------
WANT_MEDIA = insert(media).values(
    **_set(media, "delivery_id", "report_id", "channel", "media_id", "kind"),
    **_set(media, "wanted_at", "expires_at"),
    next_at=bindparam("wanted_at", type_=BigInteger()),
    state=_word("wanted"),
    claims=_ZERO,
    last_error=_word(""),
    mime=_word(""),
    bytes=_ZERO,
)
POST = (
    insert(outbox)
    .values(
        **_set(outbox, "once_key", "channel", "recipient", "purpose", "text", "report_id"),
        **_set(outbox, "created_at", "not_after"),
        next_at=bindparam("created_at", type_=BigInteger()),
        state=_word("queued"),
        claims=_ZERO,
        cause=_word(""),
    )
    .on_conflict_do_nothing(index_elements=[outbox.c.once_key])
)
REPLACE_QUESTION = (
    update(questions)
    .where(
        questions.c.observer_id == _same(questions.c.observer_id),
        questions.c.state == _word("open"),
    )
    .values(state=_word("replaced"))
)
ASK = insert(questions).values(
    **_set(questions, "observer_id", "kind", "report_id", "other_report_id", "options"),
    **_set(questions, "asked_at", "expires_at"),
    state=_word("open"),
)
SETTLE_QUESTION = (
    update(questions)
    .where(questions.c.id == BY_ID, questions.c.state == _word("open"))
    .values(state=_word("answered"))
)
