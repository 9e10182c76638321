"""采集卡: the link to a report's card on the phone, and what the card still lacks."""

from casework.card_page.links import LIVING, card_address, last_day
from casework.cards.cards import SUB, sheet
from casework.rules import local_day
from catalogue.cards.card_reading import read_words
from catalogue.cards.cards import Card, Field
from catalogue.wording import observer
from catalogue.wording import observer_card_page as wording
from handlers.commands import Command
from handlers.numbers import find_report, latest_report, unknown
from handlers.situation import Talk
from storage.desk.card_rows import card_answers_of
from storage.ledger_rows import ReportRow


def give(command: Command, talk: Talk) -> str:
    """Answer 采集卡 with the link to the latest card or to that of the named report."""
    report = find_report(talk, command.number) if command.number else latest_report(talk)
    if report is None:
        return unknown(talk, command.number) if command.number else observer.NOTHING_YET
    if report.state not in LIVING:
        return wording.over(report.number, observer.STATE_WORDS[report.state])
    card = talk.house.cards.of(report.project, report.day)
    if card is None:
        return wording.no_card(report.number)
    address = _address(report, talk)
    if not address:
        return wording.NO_PAGES
    lacking = [short(field) for field in missing(report, card, talk)]
    until = last_day(report.day, local_day(talk.now))
    return wording.link(report.number, card.name, lacking, address, until)


def at_the_end(report: ReportRow, talk: Talk) -> str:
    """Return a last line with the link for the chat's questions; empty where there are no pages."""
    address = _address(report, talk)
    return wording.link_at_the_end(address) if address else ""


def missing(report: ReportRow, card: Card, talk: Talk) -> list[Field]:
    """Return the essential fields that neither an answer nor the report's own words fill."""
    known, sub = known_fields(report, card, talk)
    return [one for one in card.applying(sub) if one.is_essential and one.id not in known]


def known_fields(report: ReportRow, card: Card, talk: Talk) -> tuple[frozenset[str], str | None]:
    """Return the ids of the fields that hold something, and the project's part."""
    with talk.ledger.wire.plain() as connection:
        answers = card_answers_of(connection, [report.id]).get(report.id, [])
    filled, read = sheet(card, answers), read_words((report.excerpt,), card)
    sub = filled.sub or (read[SUB][0].value if SUB in read else None)
    return frozenset(filled.filled.keys() | read.keys()), sub


def short(field: Field) -> str:
    """Return how people call a field."""
    return field.names[0] if field.names else field.label


def _address(report: ReportRow, talk: Talk) -> str:
    house = talk.house
    return card_address(house.pages_at, report.id, report.day, house.vault, talk.now)
