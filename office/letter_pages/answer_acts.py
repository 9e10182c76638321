"""反馈 and 销号 of each matter, by the clerk's hand."""

from flask.typing import ResponseReturnValue

from casework.letters import answering
from casework.letters.answering import ANSWER_STATES, OUTCOMES, Outcome
from casework.letters.gate import policy_in_force
from casework.letters.papers import keep_papers
from catalogue.wording import staff_letter_desk as wording
from office.letter_pages.doing import (
    LONGEST_TEXT,
    BadForm,
    act_on,
    choice,
    day,
    optional_day,
    papers,
    text,
)
from office.parts import ConsoleParts, Page
from storage.letters.answers import AnswerFile, NewAnswer, answers_of
from storage.letters.rows import letter_row


class AnswerActs:
    """What comes of each matter of a letter; each is closed alone (一事一办、一事一报)."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        item = "/letters/<int:letter_id>/items/<int:item_id>"
        return (
            ("POST", f"{item}/answer", "letter_item_answer", self.answer),
            ("POST", f"{item}/close", "letter_item_close", self.close),
            ("POST", f"{item}/reopen", "letter_item_reopen", self.reopen),
        )

    def answer(self, letter_id: int, item_id: int) -> ResponseReturnValue:
        """Record what the unit says of a matter, with its files."""
        told = wording.DONE["answer"]
        return act_on(
            self._parts,
            letter_id,
            answering.answer_item,
            told,
            lambda: (item_id, self._answer(letter_id)),
        )

    def close(self, letter_id: int, item_id: int) -> ResponseReturnValue:
        """销号 with a written outcome."""

        def outcome() -> tuple[int, Outcome]:
            return item_id, Outcome(choice("outcome", OUTCOMES), text("words", LONGEST_TEXT))

        act = answering.close_item
        return act_on(self._parts, letter_id, act, wording.closed, outcome)

    def reopen(self, letter_id: int, item_id: int) -> ResponseReturnValue:
        """Take a closed matter up again, with the reason."""
        told = wording.DONE["reopen"]
        return act_on(self._parts, letter_id, answering.reopen_item, told, lambda: (item_id,))

    def _answer(self, letter_id: int) -> NewAnswer:
        if not (text("note") or papers("stamped")) and self._lacks_stamp(letter_id):
            raise BadForm(wording.STAMP_MISSING)
        state, measures = choice("state", ANSWER_STATES), text("measures", LONGEST_TEXT)
        answered_on, finish_by = day("day"), optional_day("finish_by")
        return NewAnswer(
            state, measures, answered_on, finish_by, text("person"), tuple(self._files())
        )

    def _lacks_stamp(self, letter_id: int) -> bool:
        """Whether the rule asks for a stamped answer and none came with an earlier one."""
        parts = self._parts
        with parts.database.read() as connection:
            letter = letter_row(connection, letter_id)
            policy = policy_in_force(connection, parts.region, parts.clock())
            answers = answers_of(connection, parts.vault, letter_id)
        kind = policy.kind(letter.kind) if letter else None
        stamp = wording.file_name("stamped", "")
        has_stamp = any(file.name.startswith(stamp) for each in answers for file in each.files)
        return kind is not None and kind.stamped_answer and not has_stamp

    def _files(self) -> list[AnswerFile]:
        chosen = [(side, paper) for side in wording.SIDES for paper in papers(side)]
        kept = keep_papers(self._parts.files, [paper for _, paper in chosen])
        return [
            AnswerFile(paper.sha256, wording.file_name(side, paper.name), paper.mime)
            for (side, _), paper in zip(chosen, kept, strict=True)
        ]
