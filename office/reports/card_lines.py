"""The lines of a report's card as its page shows them."""

from dataclasses import dataclass

from casework.cards.card_desk import options_of, shown_in
from casework.cards.cards import Sheet
from catalogue.cards.cards import Field
from catalogue.wording import staff_cards as words
from office.shown import minute
from storage.desk.card_rows import CardAnswer
from storage.report_pages import ReportDetail


@dataclass(frozen=True, slots=True)
class CardLine:
    """One field. `options` are what may be chosen, empty where words are typed or nothing is."""

    field: Field
    shown: str
    answer: CardAnswer | None
    editable: bool
    options: tuple[str, ...]


def card_lines(filled: Sheet, known: dict[str, str]) -> list[CardLine]:
    """Return the lines of a card; `known` is what the report itself says, by `Field.known`."""
    lines = []
    for field in filled.card.applying(filled.sub):
        entry = filled.filled.get(field.id)
        text = known.get(field.known, "") if field.known else shown_in(filled, field)
        answer = entry.answer if entry else None
        lines.append(CardLine(field, text, answer, field.known is None, options_of(field)))
    return lines


def known_of(report: ReportDetail, observer: str, photos: int) -> dict[str, str]:
    """Return what a card shows straight from its report."""
    tags = report.tags
    return {
        "time": minute(report.opened_at),
        "observer": observer,
        "county": tags.county,
        "township": tags.township,
        "photos": words.photos(photos),
        "words": words.WORDS_ABOVE,
        "urgent": words.YES if tags.urgent else words.NO,
    }
