"""A piece on its way: submitted, approved by a second officer, handed to a medium, published.

What the table wants whole is looked at anew at each of these steps, with the consents of that
moment. (Source: domain.md §6 rows 2, 3 and 18.)
"""

from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from casework.column.gate import Doing, Refused, Why, admit, carry_out
from casework.column.states import Act
from casework.column.writing import sources_used
from casework.notices import notice
from casework.reachable import accounts_of
from casework.rules import local_day
from catalogue.wording import notices, observer_column
from storage.column.consents import asks_about
from storage.column.publications import Publication
from storage.database import Connection
from storage.roads.outbox import OutMessage, post
from storage.vault import Vault

PURPOSE: Final = "column-published"
LONGEST_LINK: Final = 500
_NEWS_LASTS: Final = timedelta(days=7)
_REOPENED: Final[dict[str, Any]] = {
    "submitted_by": None,
    "approved_by": None,
    "approved_at": None,
    "handed_on": None,
}


def submit(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> None:
    """Put a piece before the second officer. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.SUBMIT, doing)
    carry_out(connection, leave, {"submitted_by": doing.staff_id})


def approve(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> None:
    """Say that a piece holds no secret (不涉密) and may be handed out. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.APPROVE, doing)
    values = {"approved_by": doing.staff_id, "approved_at": doing.now}
    carry_out(connection, leave, values)


def send_back(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> None:
    """Open a piece for its writer again. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.RETURN, doing)
    carry_out(connection, leave, _REOPENED)


def told_medium(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> None:
    """Record that the medium knows it must not use a piece; it is a draft again. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.RECALL, doing)
    carry_out(connection, leave, _REOPENED)


def drop(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> None:
    """Give a piece up. Raises Refused."""
    carry_out(connection, admit(connection, vault, publication_id, Act.DROP, doing))


def hand_out(
    connection: Connection, vault: Vault, publication_id: int, on: date, doing: Doing
) -> None:
    """Record on which day its medium got a piece. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.HAND, doing)
    approved = leave.piece.approved_at
    if approved is None or not local_day(approved) <= on <= local_day(doing.now):
        raise Refused(Why.BAD_DAY)
    told = f"{leave.piece.outlet} {on.isoformat()}"
    carry_out(connection, leave, {"handed_on": on}, told)


def publish(
    connection: Connection,
    vault: Vault,
    publication_id: int,
    appeared: tuple[date, str],
    doing: Doing,
) -> int:
    """Record (day, link or nothing) of a published piece and tell its observers; returns how many.

    Raises Refused.
    """
    leave = admit(connection, vault, publication_id, Act.PUBLISH, doing)
    on, link = appeared
    handed = leave.piece.handed_on
    if handed is None or not handed <= on <= local_day(doing.now):
        raise Refused(Why.BAD_DAY)
    if not _is_link(link):
        raise Refused(Why.BAD_LINK)
    carry_out(connection, leave, {"published_on": on, "link": link}, link[:100])
    return _tell(connection, leave.piece, appeared, doing)


def _is_link(link: str) -> bool:
    if not link:
        return True  # a printed paper has none
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = len(link) <= LONGEST_LINK and not any(each.isspace() for each in link)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _tell(
    connection: Connection, piece: Publication, appeared: tuple[date, str], doing: Doing
) -> int:
    """Tell everybody of whom something is in it, once."""
    asked = asks_about(connection, piece.id)
    people = {each.observer_id: each for each in sources_used(connection, piece)}
    accounts = accounts_of(connection, people)
    for who, account in accounts.items():
        named = asked[who].answer == "named"
        text = observer_column.published(
            people[who].number, piece.title, (piece.outlet, *appeared), named=named
        )
        message = OutMessage(
            once_key=f"column-out:{piece.id}:{who}",
            channel=account.channel,
            recipient=account.sender,
            purpose=PURPOSE,
            text=text,
            report_id=people[who].report_id,
            not_after=doing.now + _NEWS_LASTS,
            created_at=doing.now,
            notice=notice("outcome", notices.PUBLISHED, doing.now, number=people[who].number),
            observer_id=who,
        )
        post(connection, message)
    return len(accounts)
