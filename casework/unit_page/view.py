"""All that a unit's page shows of its letter: the frozen words, what was done, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from casework.letters.content import LetterContent, numbered, read_content
from casework.letters.gate import policy_in_force
from casework.letters.states import Act, step_for
from casework.unit_page.desk import UnitDesk
from casework.unit_page.links import OpenedLink
from catalogue.letters.policy import Kind
from storage.database import Connection
from storage.letters import answers as answer_rows
from storage.letters import unit_drafts
from storage.letters.answers import Answer, AnswerFile
from storage.letters.documents import DOCX, LetterDocument, documents_of
from storage.letters.items import LetterItem, items_of
from storage.letters.rows import LetterEvent, events_of
from storage.letters.sendings import Extension, LetterDelivery, deliveries_of, extensions_of
from storage.letters.unit_drafts import DraftWords, UnitFile

_OF_UNITS: Final = (Act.RECEIVE, Act.CONTEST, Act.ASK_EXTENSION, Act.ANSWER)
_PICTURE: Final = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the letter, what was answered, and the files that wait for the next answer."""

    item: LetterItem
    answers: Sequence[Answer]
    files: Sequence[UnitFile]


@dataclass(frozen=True, slots=True)
class UnitView:
    """What the page shows.

    `may` holds the unit's acts that the letter admits now, `done` those that it did, by its link
    or on paper. `word` is the Word file where it is made. `delivery` is that to the 主送 unit, with
    its 签收.
    """

    opened: OpenedLink
    content: LetterContent
    kind: Kind | None
    matters: Sequence[Matter]
    draft: DraftWords
    extensions: Sequence[Extension]
    delivery: LetterDelivery | None
    done: Sequence[LetterEvent]
    may: frozenset[Act]
    word: LetterDocument | None

    @property
    def needs_stamp(self) -> bool:
        """Whether the rule asks for a stamped answer."""
        return self.kind is not None and self.kind.stamped_answer

    def file(self, sha256: str) -> AnswerFile | None:
        """Return a picture of the letter, a file of an answer or a waiting one by its sha256."""
        found = {
            picture.sha256: AnswerFile(picture.sha256, picture.caption, _PICTURE)
            for item in self.content.items
            for picture in item.pictures
        }
        for matter in self.matters:
            found |= {file.sha256: file for each in matter.answers for file in each.files}
            found |= {
                file.sha256: AnswerFile(file.sha256, file.name, file.mime) for file in matter.files
            }
        return found.get(sha256)


def unit_view(desk: UnitDesk, opened: OpenedLink, now: datetime) -> UnitView:
    """Return what the page of a link shows now. Raises Refused where the rules are missing."""
    letter = opened.letter
    with desk.database.read() as connection:
        policy = policy_in_force(connection, desk.letters.region, now)
        extensions = extensions_of(connection, letter.id)
        main = (each for each in deliveries_of(connection, desk.vault, letter.id) if each.main)
        content = read_content(letter.content)
        return UnitView(
            opened,
            content if letter.dated is None else numbered(content, letter.number, letter.dated),
            policy.kind(letter.kind),
            _matters(connection, desk, opened),
            unit_drafts.draft_of(connection, desk.vault, opened.link.id),
            extensions,
            next(main, None),
            [each for each in events_of(connection, letter.id) if each.act in _OF_UNITS],
            _allowed(opened, extensions),
            _word(connection, letter.id),
        )


def _matters(connection: Connection, desk: UnitDesk, opened: OpenedLink) -> list[Matter]:
    answers = answer_rows.answers_of(connection, desk.vault, opened.letter.id)
    files = [
        file
        for file in unit_drafts.files_of_letter(connection, desk.vault, opened.letter.id)
        if file.link_id == opened.link.id and not file.answered_at
    ]
    return [
        Matter(
            item,
            [answer for answer in answers if answer.item_id == item.id],
            [file for file in files if file.item_id == item.id],
        )
        for item in items_of(connection, opened.letter.id)
    ]


def _allowed(opened: OpenedLink, extensions: Sequence[Extension]) -> frozenset[Act]:
    may = {act for act in _OF_UNITS if step_for(act, opened.letter.state) is not None}
    if opened.letter.contested:
        may.discard(Act.CONTEST)
    if opened.letter.due is None or any(each.state == "asked" for each in extensions):
        may.discard(Act.ASK_EXTENSION)
    return frozenset(may)


def _word(connection: Connection, letter_id: int) -> LetterDocument | None:
    made = documents_of(connection, letter_id).get(DOCX)
    return made if made is not None and made.state == "ready" else None
