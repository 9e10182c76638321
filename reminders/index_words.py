"""Bringing changed words into search index and cards, beside the intake and never in its way.

Each round reads outside any write transaction, cuts the words there, and writes a batch small
enough that a message behind it hardly waits. A round stops after a while: a backlog must not keep
the clock from its other rules. (Source: mechanics §Search and lists: lag ≤ 5 s.)
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from casework.cards.card_filling import changed_answers
from catalogue.cards.cards import Cards
from catalogue.projects import Projects
from reminders.tick import Rule
from storage.database import Database
from storage.desk.card_rows import keep_card_answers
from storage.search.bigrams import normal
from storage.search.search_index import (
    MarkedReport,
    ReportWords,
    marked_reports,
    take_off_marks,
    write_words,
)

_BATCH: Final = 100
_BATCHES_A_ROUND: Final = 20
# A report may gather 500 long notes; an index word more than these would serve nobody.
_LONGEST_TEXT: Final = 20_000


def indexing(projects: Projects, cards: Cards) -> Rule:
    """Return the rule that brings changed words into the index and into the cards."""
    indexer = WordsIndexer(projects, cards)
    return lambda turn: indexer.index(turn.database, turn.now)


class WordsIndexer:
    """Indexes what waits."""

    def __init__(self, projects: Projects, cards: Cards) -> None:
        self._projects = projects
        self._cards = cards

    def index(self, database: Database, now: datetime) -> int:
        """Index what waits, up to a round's share, and return how many reports that was."""
        done = 0
        for _ in range(_BATCHES_A_ROUND):
            found = self._batch(database, now)
            done += found
            if found < _BATCH:
                break
        return done

    def _batch(self, database: Database, now: datetime) -> int:
        with database.read() as connection:
            marked = marked_reports(connection, _BATCH)
            answers = changed_answers(connection, marked, self._cards, now)
        if marked:
            changed = self._changed(marked)
            with database.write() as connection:
                write_words(connection, changed)
                keep_card_answers(connection, answers)
                take_off_marks(connection, marked)
        return len(marked)

    def _changed(self, marked: Sequence[MarkedReport]) -> list[ReportWords]:
        texts = [(report, self._text(report)) for report in marked]
        return [ReportWords(report.id, text) for report, text in texts if text != report.indexed]

    def _text(self, report: MarkedReport) -> str:
        names: tuple[str, ...] = ()
        if report.project is not None and report.project in self._projects:
            project = self._projects.by_code(report.project)
            names = (project.short, project.name)
        words = (*names, report.county, report.township, report.place_label, *report.said)
        return normal("\n".join(words))[:_LONGEST_TEXT]
