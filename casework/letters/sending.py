"""用印, 送达, 签收: recorded steps after the signature. Only a delivered letter is 已发函.

The term begins on the day after delivery to the 主送 unit. A unit may say once that a letter is
not its matter; the office then decides. (Sources: 督办工作规则第九条; domain §5.6-18; peers §2.)
"""

from dataclasses import dataclass
from datetime import date

from casework.letters.gate import Doing, LetterDesk, Pass, Refused, Why, admit, carry_out
from casework.letters.states import Act, State
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from catalogue.letters.policy import TermRule
from catalogue.letters.terms import due_day
from catalogue.working_days import YearNotLoaded
from storage.database import Connection
from storage.letters import sendings
from storage.letters.rows import LetterRow
from storage.letters.sendings import LetterDelivery


@dataclass(frozen=True, slots=True)
class Sending:
    """How (exchange 公文交换, hand 当面, link 链接) and on which day a unit got its letter."""

    how: str
    day: date


@dataclass(frozen=True, slots=True)
class Receipt:
    """签收: on which day, by whom, their telephone."""

    day: date
    person: str
    phone: str


def seal(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """用印; which unit sealed (代章) is in the frozen content. Raises Refused."""
    carry_out(connection, admit(connection, desk, letter_id, (Act.SEAL, None), doing))


def deliver(
    connection: Connection, desk: LetterDesk, letter_id: int, sending: Sending, doing: Doing
) -> date:
    """送达 to the 主送 unit; return the day its answer is due. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.DELIVER, None), doing)
    letter = leave.letter
    _require_day(sending.day, letter.dated, doing)
    due = _due(connection, letter, sending.day)
    carry_out(connection, leave, {"delivered_on": sending.day, "due": due})
    _send(connection, leave, (letter.unit, True), sending)
    return due


def deliver_copy(  # of which letter, to which copied unit, how, and who records it
    connection: Connection,
    desk: LetterDesk,
    letter_id: int,
    unit: str,
    sending: Sending,
    doing: Doing,
) -> None:
    """送达 to a unit of the 抄送 list. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.DELIVER_COPY, None), doing)
    if unit not in leave.letter.copies:
        raise Refused(Why.UNKNOWN)
    _require_day(sending.day, leave.letter.dated, doing)
    carry_out(connection, leave)
    _send(connection, leave, (unit, False), sending)


def receive(
    connection: Connection, desk: LetterDesk, letter_id: int, receipt: Receipt, doing: Doing
) -> None:
    """签收 by the 主送 unit; its time is kept apart from the answer's. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.RECEIVE, None), doing)
    _require_day(receipt.day, leave.letter.delivered_on, doing)
    if not receipt.person.strip():
        raise Refused(Why.NOTE_MISSING)
    main = _main(connection, desk, letter_id)
    carry_out(connection, leave)
    received = (receipt.day, receipt.person, receipt.phone)
    by = (doing.staff_id, doing.now)
    if not sendings.add_receipt(connection, desk.vault, main.id, received, by):
        raise Refused(Why.CHANGED)


def contest(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """单位退回 with its reason, once; the office then upholds or voids. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.CONTEST, None), doing)
    if leave.letter.contested:
        raise Refused(Why.CONTESTED_BEFORE)
    carry_out(connection, leave, {"contested": True})


def uphold(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """维持: the letter stays with the unit and its term is not begun anew. Raises Refused."""
    received = any(each.received_on for each in sendings.deliveries_of(
        connection, desk.vault, letter_id) if each.main)  # fmt: skip
    back = State.RECEIVED if received else State.DELIVERED
    carry_out(connection, admit(connection, desk, letter_id, (Act.UPHOLD, back), doing))


def ask_extension(
    connection: Connection, desk: LetterDesk, letter_id: int, until: date, doing: Doing
) -> None:
    """延期申请 until a day later than the term, with the reason in the note. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.ASK_EXTENSION, None), doing)
    if leave.letter.due is None or until <= leave.letter.due:
        raise Refused(Why.BAD_DAY)
    if any(each.state == "asked" for each in sendings.extensions_of(connection, letter_id)):
        raise Refused(Why.CHANGED)
    carry_out(connection, leave)
    by = (doing.staff_id, doing.now)
    sendings.ask_extension(connection, letter_id, (until, doing.note), by)


def grant_extension(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> date:
    """Grant the open wish; return the new last day. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.GRANT, None), doing)
    until = _settle(connection, leave, "granted")
    carry_out(connection, leave, {"due": until})
    return until


def refuse_extension(
    connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing
) -> None:
    """Refuse the open wish, with a reason; the term stays. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.REFUSE, None), doing)
    _settle(connection, leave, "refused")
    carry_out(connection, leave)


def _settle(connection: Connection, leave: Pass, state: str) -> date:
    for wish in sendings.extensions_of(connection, leave.letter.id):
        by = (leave.staff_id, leave.doing.now)
        if wish.state == "asked" and sendings.settle_extension(connection, wish.id, state, by):
            return wish.until
    raise Refused(Why.UNKNOWN)


def _due(connection: Connection, letter: LetterRow, delivered: date) -> date:
    if letter.asked_by is not None:
        return letter.asked_by
    try:
        rule = TermRule.model_validate_json(letter.term)
        return due_day(delivered, rule, calendar_now(connection))
    except YearNotLoaded as error:
        raise Refused(Why.YEAR_NOT_LOADED, (str(error.year),)) from error


def _require_day(day: date, earliest: date | None, doing: Doing) -> None:
    if earliest is None or not earliest <= day <= local_day(doing.now):
        raise Refused(Why.BAD_DAY)


def _send(connection: Connection, leave: Pass, unit: tuple[str, bool], sending: Sending) -> None:
    how, by = (sending.how, sending.day), (leave.staff_id, leave.doing.now)
    if not sendings.add_delivery(connection, leave.letter.id, unit, how, by):
        raise Refused(Why.CHANGED)


def _main(connection: Connection, desk: LetterDesk, letter_id: int) -> LetterDelivery:
    for delivery in sendings.deliveries_of(connection, desk.vault, letter_id):
        if delivery.main:
            return delivery
    raise Refused(Why.UNKNOWN)
