"""From a link to the one report it opens, or to the sentence why it opens nothing."""

from dataclasses import dataclass
from http import HTTPStatus

from bot.pages.card.parts import PageParts
from bot.pages.closed import ClosedPage
from casework.card_page.links import LIVING
from casework.page_links import LinkExpired, LinkForged, opened
from catalogue.cards.cards import Card
from catalogue.wording import observer_card_page as words
from storage.database import Connection
from storage.report_pages import ReportDetail, number_of, report_detail


@dataclass(frozen=True, slots=True)
class OpenCard:
    """What a link opened."""

    report: ReportDetail
    card: Card


def report_behind(parts: PageParts, token: str) -> int:
    """Return the id of the report that a link is for; raises ClosedPage."""
    try:
        return opened(token, "card", parts.vault, parts.clock()).subject
    except LinkExpired as error:
        raise ClosedPage(words.EXPIRED, HTTPStatus.GONE) from error
    except LinkForged as error:
        raise ClosedPage(words.FORGED, HTTPStatus.NOT_FOUND) from error


def open_card(parts: PageParts, connection: Connection, token: str) -> OpenCard:
    """Return the report of a link with its card; raises ClosedPage."""
    report = report_detail(connection, report_behind(parts, token))
    if report is None:
        raise ClosedPage(words.FORGED, HTTPStatus.NOT_FOUND)
    if report.merged_into is not None:
        number = number_of(connection, report.merged_into) or ""
        raise ClosedPage(words.merged(number), HTTPStatus.GONE)
    if report.state not in LIVING:
        raise ClosedPage(words.WITHDRAWN, HTTPStatus.GONE)
    card = parts.cards.of(report.tags.project, report.day)
    if card is None:
        raise ClosedPage(words.NO_PROJECT, HTTPStatus.NOT_FOUND)
    return OpenCard(report, card)
