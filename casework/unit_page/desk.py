"""What a unit does behind its link. Each act goes through the letters' own gate, as the unit.

Words and files are kept as they come, so that nothing is lost when a call comes in between, two
tabs are open or an act is refused. (Source: issue 5 item 6; 督办工作规则第九条.)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from casework.letters.answering import answer_item
from casework.letters.gate import Doing, LetterDesk, Refused, Why, policy_in_force
from casework.letters.papers import GivenPaper, keep_papers
from casework.letters.sending import Receipt, ask_extension, contest, receive
from casework.rules import local_day
from casework.unit_page import links
from casework.unit_page.links import Holder, Maker, OpenedLink
from catalogue.wording import unit_pages as words
from storage.blobs.files import FileStore
from storage.database import Connection, Database
from storage.letters import answers as answer_rows
from storage.letters import unit_drafts
from storage.letters.answers import Answer, AnswerFile, NewAnswer
from storage.letters.items import items_of
from storage.letters.unit_drafts import DraftWords, NewUnitFile, UnitFile
from storage.vault import Vault

EXTENSION: Final = "extension"
CONTEST: Final = "contest"
STAMPED: Final = "stamped"
ROLES: Final = ("before", "after", STAMPED)  # of files
MOST_FILES: Final = 12  # that wait for one answer


class Incomplete(Exception):
    """An act that lacks something; `sentence` says what. What was typed is kept."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Visit:
    """By which token somebody acts, and the version of the letter that their page showed."""

    token: str
    version: int


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to a matter as typed; `finish_by` is None where no day was given."""

    state: str
    measures: str
    person: str
    finish_by: date | None = None


@dataclass(frozen=True, slots=True)
class UnitDesk:
    """Where units act by their links; `is_on` says whether the office lets them.

    `clock` is asked once for each act; `office` and `phone` are whom a unit may ring; `address` is
    the service's own without a slash.
    """

    database: Database
    letters: LetterDesk
    files: FileStore
    clock: Callable[[], datetime]
    is_on: bool
    office: str
    phone: str
    address: str

    @property
    def vault(self) -> Vault:
        """What seals names and phones."""
        return self.letters.vault

    def look(self, token: str) -> OpenedLink:
        """Return what a token opens, and write down that somebody looked. Raises LinkClosed."""
        now = self.clock()
        with self.database.read() as connection:
            opened = links.open_link(connection, self.vault, token, now)
        last = opened.link.last_used_at
        if last is None or last < now - links.ONE_LOOK:
            with self.database.write() as connection:
                links.note_look(connection, opened.link, now)
        return opened

    def receive(self, visit: Visit, holder: Holder) -> None:
        """签收, today. Raises LinkClosed, Refused, Incomplete."""
        if not (holder.person and holder.phone):
            raise Incomplete(words.HOLDER_MISSING)
        with self.database.write() as connection:
            opened, doing = self._acting(connection, visit)
            receipt = Receipt(local_day(doing.now), holder.person, holder.phone)
            receive(connection, self.letters, opened.letter.id, receipt, doing)

    def pass_on(self, token: str, holder: Holder, once: str) -> str:
        """转交: make a colleague's link and return its token. Raises LinkClosed, NoLink."""
        now = self.clock()
        with self.database.write() as connection:
            opened = links.open_link(connection, self.vault, token, now)
            maker = Maker(once, now, link_id=opened.link.id)
            return links.make_link(connection, self.vault, opened.letter, holder, maker)

    def ask_extension(self, visit: Visit, until: date | None, reason: str) -> None:
        """延期申请. Raises LinkClosed, Refused, Incomplete."""
        if until is None or not reason:
            raise Incomplete(words.EXTENSION_INCOMPLETE)
        with self.database.write() as connection:
            opened, doing = self._acting(connection, visit, reason)
            ask_extension(connection, self.letters, opened.letter.id, until, doing)
            self._forget(connection, opened, EXTENSION, doing.now)

    def contest(self, visit: Visit, reason: str) -> None:
        """单位退回, once. Raises LinkClosed, Refused, Incomplete."""
        if not reason:
            raise Incomplete(words.REASON_MISSING)
        with self.database.write() as connection:
            opened, doing = self._acting(connection, visit, reason)
            contest(connection, self.letters, opened.letter.id, doing)
            self._forget(connection, opened, CONTEST, doing.now)

    def keep(self, token: str, part: str, fields: Mapping[str, str]) -> None:
        """Keep what is half written in a part of the page. Raises LinkClosed, Refused."""
        now = self.clock()
        with self.database.write() as connection:
            opened = links.open_link(connection, self.vault, token, now)
            if part not in {EXTENSION, CONTEST}:
                self._require_matter(connection, opened, part)
            draft = unit_drafts.draft_to_change(connection, self.vault, opened.link.id, now)
            kept: DraftWords = {**draft, part: dict(fields)}
            unit_drafts.keep_draft(connection, self.vault, opened.link.id, kept, now)

    def keep_files(
        self, token: str, item_id: int, given: Sequence[tuple[str, GivenPaper]], *, again: bool
    ) -> None:
        """Keep files, each as (role, file), for a matter's next answer.

        `again`: those too that went with an answer before. Raises LinkClosed, Refused, Incomplete,
        UnfitPaper.
        """
        now = self.clock()
        with self.database.read() as connection:
            opened = links.open_link(connection, self.vault, token, now)
            self._require_matter(connection, opened, str(item_id))
            held = self._waiting(connection, opened, item_id)
        if len(held) + len(given) > MOST_FILES:
            raise Incomplete(words.too_many_files(MOST_FILES))
        stored = keep_papers(self.files, [paper for _, paper in given])
        with self.database.write() as connection:
            opened = links.open_link(connection, self.vault, token, now)
            for (role, _), paper in zip(given, stored, strict=True):
                new = NewUnitFile(item_id, role, paper.name, paper.mime, paper.sha256)
                unit_drafts.add_file(connection, self.vault, opened.link.id, new, again=again)

    def take_back(self, token: str, file_id: int) -> None:
        """Drop a file that did not go with an answer yet. Raises LinkClosed."""
        with self.database.write() as connection:
            opened = links.open_link(connection, self.vault, token, self.clock())
            found = unit_drafts.files_of_letter(connection, self.vault, opened.letter.id)
            if file_id in {file.id for file in found}:
                unit_drafts.drop_file(connection, opened.link.id, file_id)

    def answer(self, visit: Visit, item_id: int, given: GivenAnswer) -> None:
        """反馈 of one matter with the files kept for it. Raises LinkClosed, Refused, Incomplete."""
        with self.database.write() as connection:
            opened, doing = self._acting(connection, visit)
            files = self._waiting(connection, opened, item_id)
            self._require_whole(connection, opened, given, files)
            answer = NewAnswer(
                given.state,
                given.measures,
                local_day(doing.now),
                given.finish_by,
                given.person,
                tuple(_answer_file(file) for file in files),
            )
            answer_item(connection, self.letters, opened.letter.id, item_id, answer, doing)
            unit_drafts.mark_answered(connection, [file.id for file in files], doing.now)
            self._forget(connection, opened, str(item_id), doing.now)

    def has_waiting_files(self, token: str, item_id: int) -> bool:
        """Whether files were given that went with no answer yet. Raises LinkClosed."""
        with self.database.read() as connection:
            opened = links.open_link(connection, self.vault, token, self.clock())
            return bool(self._waiting(connection, opened, item_id))

    def says_the_same(self, token: str, item_id: int, given: GivenAnswer) -> bool:
        """Whether the matter's newest answer says just this: sent twice, it is one answer."""
        with self.database.read() as connection:
            opened = links.open_link(connection, self.vault, token, self.clock())
            found = answer_rows.answers_of(connection, self.vault, opened.letter.id)
        mine = [each for each in found if each.item_id == item_id]
        return bool(mine) and _said(mine[-1]) == given

    def _acting(
        self, connection: Connection, visit: Visit, note: str = ""
    ) -> tuple[OpenedLink, Doing]:
        now = self.clock()
        opened = links.open_link(connection, self.vault, visit.token, now)
        through = words.link_name(opened.link.id)
        return opened, Doing(None, visit.version, now, note, through)

    def _require_whole(
        self,
        connection: Connection,
        opened: OpenedLink,
        given: GivenAnswer,
        files: Sequence[UnitFile],
    ) -> None:
        if not (given.state and given.measures and given.person):
            raise Incomplete(words.ANSWER_INCOMPLETE)
        if given.state == "going" and given.finish_by is None:
            raise Incomplete(words.DAY_MISSING)
        policy = policy_in_force(connection, self.letters.region, self.clock())
        kind = policy.kind(opened.letter.kind)
        if kind is None or not kind.stamped_answer:
            return
        given_before = unit_drafts.files_of_letter(connection, self.vault, opened.letter.id)
        scans = [*files, *(each for each in given_before if each.answered_at)]
        if not any(file.role == STAMPED for file in scans):
            raise Incomplete(words.STAMP_MISSING)

    def _require_matter(self, connection: Connection, opened: OpenedLink, part: str) -> None:
        if part not in {str(item.id) for item in items_of(connection, opened.letter.id)}:
            raise Refused(Why.UNKNOWN)

    def _waiting(self, connection: Connection, opened: OpenedLink, item_id: int) -> list[UnitFile]:
        """Return this link's files for a matter that went with no answer yet."""
        found = unit_drafts.files_of_letter(connection, self.vault, opened.letter.id)
        mine = [file for file in found if file.link_id == opened.link.id and not file.answered_at]
        return [file for file in mine if file.item_id == item_id]

    def _forget(self, connection: Connection, opened: OpenedLink, part: str, now: datetime) -> None:
        draft = unit_drafts.draft_to_change(connection, self.vault, opened.link.id, now)
        left = {name: fields for name, fields in draft.items() if name != part}
        if left != draft:
            unit_drafts.keep_draft(connection, self.vault, opened.link.id, left, now)


def _answer_file(file: UnitFile) -> AnswerFile:
    return AnswerFile(file.sha256, words.file_name(file.role, file.name), file.mime)


def _said(answer: Answer) -> GivenAnswer:
    return GivenAnswer(answer.state, answer.measures, answer.person, answer.finish_by)
