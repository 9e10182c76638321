"""Everything that a letter's page shows to one person, read at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.letters.content import LetterContent, numbered, read_content
from casework.letters.gate import LetterDesk, policy_in_force
from casework.letters.offers import Standing, offers, writers
from casework.letters.states import Act
from catalogue.letters.policy import LetterPolicy
from storage.database import Connection
from storage.letters.answers import Answer, answers_of
from storage.letters.documents import LetterDocument, documents_of
from storage.letters.items import items_of
from storage.letters.rows import LetterRow, events_of, letter_row
from storage.letters.sendings import deliveries_of, extensions_of
from storage.letters.signatures import newest_signature
from storage.people.staff import StaffMember, all_members, member_by_id
from storage.report_pages import number_of


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter with all that belongs to it, and what the person may do now.

    `content` is what was frozen, with number and date once it has them; None for a draft.
    `answers` by the id of their matter; `reports`: numbers by their id; `staff`: who is who.
    `signer_there`: whether an account is open that may sign in the console.
    """

    standing: Standing
    policy: LetterPolicy
    content: LetterContent | None
    answers: Mapping[int, Sequence[Answer]]
    documents: Mapping[str, LetterDocument]
    reports: Mapping[int, str]
    staff: Mapping[int, StaffMember]
    offers: frozenset[Act]
    signer_there: bool

    @property
    def letter(self) -> LetterRow:
        """The letter itself."""
        return self.standing.letter


def view_letter(
    connection: Connection, desk: LetterDesk, letter_id: int, staff_id: int, now: datetime
) -> LetterView | None:
    """Return a letter of this office; None if there is none."""
    letter, member = letter_row(connection, letter_id), member_by_id(connection, staff_id)
    if letter is None or member is None or letter.region != desk.region:
        return None
    standing = Standing(
        letter,
        items_of(connection, letter_id),
        events_of(connection, letter_id),
        newest_signature(connection, desk.vault, letter_id),
        deliveries_of(connection, desk.vault, letter_id),
        extensions_of(connection, letter_id),
    )
    policy = policy_in_force(connection, desk.region, now)
    answers: dict[int, list[Answer]] = {}
    for answer in answers_of(connection, desk.vault, letter_id):
        answers.setdefault(answer.item_id, []).append(answer)
    members = all_members(connection)
    return LetterView(
        standing,
        policy,
        _content(letter),
        answers,
        documents_of(connection, letter_id),
        _numbers(connection, standing),
        {each.id: each for each in members},
        offers(policy, standing, member),
        _signer_there(standing, members),
    )


def _content(letter: LetterRow) -> LetterContent | None:
    if not letter.content:
        return None
    content = read_content(letter.content)
    return content if letter.dated is None else numbered(content, letter.number, letter.dated)


def _numbers(connection: Connection, standing: Standing) -> dict[int, str]:
    held = {report_id for item in standing.items for report_id in item.report_ids}
    return {report_id: number_of(connection, report_id) or "" for report_id in held}


def _signer_there(standing: Standing, members: Sequence[StaffMember]) -> bool:
    barred, role = writers(standing), standing.letter.signer_role
    return any(each.active and each.role == role and each.id not in barred for each in members)
