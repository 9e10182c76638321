"""A report's card: what stands in it, by whose word, and what is worth asking next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from catalogue.cards.card_files import MOST_ASKED
from catalogue.cards.card_values import Value
from catalogue.cards.cards import Card, Field
from storage.desk.card_rows import CardAnswer
from storage.intake.card_ledger import NewCardAnswer

By = Literal["report", "observer", "page", "clerk"]
SUB = "sub"
_LONGEST_SAID = 200
# A person's word outdoes what a machine read, the office's outdoes the observer's; then the newest.
_WEIGHT: dict[str, int] = {"report": 0, "observer": 1, "page": 1, "clerk": 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one field now."""

    value: Value
    answer: CardAnswer


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report's card as it is filled. `filled` has the fields that hold something."""

    card: Card
    filled: dict[str, Entry]

    @property
    def sub(self) -> str | None:
        """The name of the project's part it is about, None while nobody knows."""
        entry = self.filled.get(SUB)
        return entry.value.value if entry else None

    @property
    def missing(self) -> list[Field]:
        """The essential fields that hold nothing yet; empty: the card is complete."""
        return [
            field
            for field in self.card.applying(self.sub)
            if field.is_essential and field.id not in self.filled
        ]


def sheet(card: Card, answers: Iterable[CardAnswer]) -> Sheet:
    """Return the card with what counts of its answers, given oldest first.

    Answers to another project's own fields and parts stay in history and count no more.
    """
    entries: dict[str, Entry] = {}
    for answer in answers:
        if answer.project != card.project and answer.field in card.own | {SUB}:
            continue
        if card.field(answer.field) is None or not _outdoes(answer, entries.get(answer.field)):
            continue
        value = Value(answer.value, answer.up_to, answer.about)
        entries[answer.field] = Entry(value, answer)
    filled = {field: entry for field, entry in entries.items() if entry.value.value}
    return Sheet(card, filled)


def worth_asking(card: Card, known: Collection[str], sub: str | None) -> list[Field]:
    """Return the few fields to ask an observer for, the most important first.

    `known` are the ids of filled fields. A card with all its essentials is asked for nothing more.
    Where the project's part decides what is essential, the part is asked for first and alone.
    """
    part = card.field(SUB)
    if part is not None and part.importance and SUB not in known and _parts_differ(card):
        return [part]
    open_fields = [
        field for field in card.applying(sub) if field.importance > 0 and field.id not in known
    ]
    if not any(field.is_essential for field in open_fields):
        return []
    ranked = sorted(open_fields, key=lambda field: -field.importance)
    return ranked[:MOST_ASKED]


def _parts_differ(card: Card) -> bool:
    return any(field.subs and field.is_essential for field in card.fields)


def new_answer(  # noqa: PLR0913, PLR0917 - a row has its columns
    report_id: int,
    card: Card,
    field: Field,
    value: Value,
    said: str,
    by: By,
    at: datetime,
    staff_id: int | None = None,
) -> NewCardAnswer:
    """Return an answer ready to be kept, under the card's version."""
    return NewCardAnswer(
        report_id=report_id,
        field=field.id,
        project=card.project,
        version=card.version,
        value=value.value,
        up_to=value.up_to,
        about=value.about,
        unit=field.unit.code if field.unit else "",
        said=said[:_LONGEST_SAID],
        by=by,
        at=at,
        staff_id=staff_id,
    )


def read_before(answers: Sequence[CardAnswer], project: str) -> dict[str, CardAnswer]:
    """Return {field: the newest answer that was read from the report's own words}."""
    return {
        answer.field: answer
        for answer in answers
        if answer.by == "report" and answer.project == project
    }


def _outdoes(answer: CardAnswer, before: Entry | None) -> bool:
    return before is None or _WEIGHT[answer.by] >= _WEIGHT[before.answer.by]
