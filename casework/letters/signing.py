"""签发, in the console or on paper, and the number with it.

The signature binds the hashes of content and template as frozen; both are made anew at signing and
must be the same. The number is taken at the end of the transaction, the letter's row then carries
it, and COMMIT follows: so numbers have no gaps. Year and date are those of the signature, by
邵阳's clock: a 呈批单 signed on 31 December and confirmed in January is last year's.
"""

from dataclasses import dataclass
from datetime import date

from casework.letters.content import content_hash, read_content
from casework.letters.gate import (
    Doing,
    LetterDesk,
    Pass,
    Refused,
    Why,
    admit,
    carry_out,
    hold_still,
    write_down,
)
from casework.letters.states import Act
from casework.rules import local_day
from catalogue.wording import letters as wording
from storage.database import Connection
from storage.letters.numbers import take_number
from storage.letters.rows import LetterRow, move_letter
from storage.letters.signatures import (
    NewSignature,
    Signature,
    add_signature,
    newest_signature,
    settle_scan,
)
from storage.vault import Vault

_CONSOLE = "console"
_PAPER = "paper"


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A signed 呈批单: the scan's sha256, its date, and what the signer wrote on it (批示)."""

    scan: str
    signed_on: date
    remark: str


def sign(
    connection: Connection, desk: LetterDesk, letter_id: int, seen_hash: str, doing: Doing
) -> str:
    """Sign in the console what the signer saw, by its content hash; return the number.

    Raises Refused. Nothing may follow in the transaction.
    """
    leave = admit(connection, desk, letter_id, (Act.SIGN, None), doing)
    letter, member = leave.letter, leave.member
    if letter.way != _CONSOLE:
        raise Refused(Why.OTHER_WAY)
    if member is None:
        raise Refused(Why.WRONG_ROLE)
    if seen_hash != letter.content_hash:
        raise Refused(Why.OTHER_CONTENT)
    _require_as_frozen(desk, letter)
    hold_still(connection, leave)
    today = local_day(doing.now)
    given = _signature(letter, member.display_name, today, staff_id=member.id)
    add_signature(connection, desk.vault, letter_id, (given, "held"), doing.now)
    return _number(connection, leave, today)


def bring_scan(
    connection: Connection, desk: LetterDesk, letter_id: int, paper: SignedPaper, doing: Doing
) -> None:
    """Upload the signed 呈批单; a second officer confirms it. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.BRING_SCAN, None), doing)
    letter = leave.letter
    if letter.way != _PAPER:
        raise Refused(Why.OTHER_WAY)
    if not paper.scan:
        raise Refused(Why.INCOMPLETE, ("signer",))
    if not local_day(letter.created_at) <= paper.signed_on <= local_day(doing.now):
        raise Refused(Why.BAD_DAY)
    carry_out(connection, leave)
    given = _signature(letter, letter.signer_name, paper.signed_on, paper, leave.staff_id)
    add_signature(connection, desk.vault, letter_id, (given, "waiting"), doing.now)


def confirm_scan(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> str:
    """Confirm as a second officer that the scan shows the signature; return the number.

    Raises Refused. Nothing may follow in the transaction.
    """
    leave = admit(connection, desk, letter_id, (Act.CONFIRM_SCAN, None), doing)
    _require_as_frozen(desk, leave.letter)
    hold_still(connection, leave)
    scan = _settle(connection, desk.vault, leave, "held")
    return _number(connection, leave, scan.signed_on)


def refuse_scan(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """Refuse a scan as a second officer, with a reason; another may be brought. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.REFUSE_SCAN, None), doing)
    carry_out(connection, leave)
    _settle(connection, desk.vault, leave, "refused")


def _number(connection: Connection, leave: Pass, signed_on: date) -> str:
    letter, series = leave.letter, leave.kind.series
    word = leave.policy.series[series].text
    write_down(connection, leave)
    sequence = take_number(connection, series, signed_on.year)
    number = wording.number(word, signed_on.year, sequence)
    numbered = {"series": series, "number_year": signed_on.year, "number_seq": sequence}
    numbered |= {"number": number, "dated": signed_on}
    if not move_letter(connection, letter, leave.step.after, numbered):
        raise Refused(Why.CHANGED)
    return number


def _settle(connection: Connection, vault: Vault, leave: Pass, state: str) -> Signature:
    scan = newest_signature(connection, vault, leave.letter.id)
    if scan is None or scan.content_hash != leave.letter.content_hash:
        raise Refused(Why.OTHER_CONTENT)
    if not settle_scan(connection, scan.id, state, leave.staff_id):
        raise Refused(Why.CHANGED)
    return scan


def _signature(
    letter: LetterRow,
    name: str,
    day: date,
    paper: SignedPaper | None = None,
    brought_by: int | None = None,
    *,
    staff_id: int | None = None,
) -> NewSignature:
    return NewSignature(
        letter.content_hash,
        letter.template_hash,
        letter.signer_role,
        name,
        day,
        staff_id,
        paper.scan if paper else "",
        paper.remark if paper else "",
        brought_by,
    )


def _require_as_frozen(desk: LetterDesk, letter: LetterRow) -> None:
    if content_hash(read_content(letter.content)) != letter.content_hash:
        raise Refused(Why.OTHER_CONTENT)
    if not desk.renderer.has_template(letter.kind, letter.template_hash):
        raise Refused(Why.OTHER_CONTENT)
