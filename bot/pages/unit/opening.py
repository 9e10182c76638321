"""From a link to its letter, or to the sentence why it opens nothing."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final, NoReturn

from flask import request

from bot.pages.closed import ClosedPage
from casework.unit_page.desk import UnitDesk
from casework.unit_page.links import Closed, LinkClosed, OpenedLink
from catalogue.wording import unit_pages as words
from storage.work.rate_limits import spend

UNKNOWN_TRIES: Final = 20  # addresses of units are shared by their people: some mistype
WINDOW: Final = timedelta(minutes=15)
_STATUS: Final = {
    Closed.UNKNOWN: HTTPStatus.NOT_FOUND,
    Closed.EXPIRED: HTTPStatus.GONE,
    Closed.REVOKED: HTTPStatus.GONE,
    Closed.VOID: HTTPStatus.GONE,
}


def looked_at(desk: UnitDesk, token: str) -> OpenedLink:
    """Return what a link opens; that somebody looked is written down. Raises ClosedPage."""
    try:
        return desk.look(token)
    except LinkClosed as closed:
        close(desk, closed)


def close(desk: UnitDesk, closed: LinkClosed) -> NoReturn:
    """Raise ClosedPage; unknown tokens are counted by address."""
    if closed.why is Closed.UNKNOWN:
        bucket = f"unit-link:{request.remote_addr or ''}"
        with desk.database.write() as connection:
            may = spend(connection, bucket, UNKNOWN_TRIES, WINDOW, desk.clock())
        if not may:
            raise ClosedPage(words.TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS) from closed
    raise ClosedPage(words.CLOSED[closed.why.name], _STATUS[closed.why]) from closed
