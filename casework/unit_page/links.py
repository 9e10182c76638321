"""Links by which a liaison reaches one letter without an account.

A token is 192 random bits; only its blind index is kept, so a copy of the database opens nothing.
A link belongs to one letter that was delivered, ends after its days or when a clerk ends it, and
says nothing about the letter. (Source: issue 5 item 6; mechanics §Secrets and audit.)
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from casework.letters.states import SENT, State
from catalogue.wording import unit_pages as words
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters import unit_links
from storage.letters.rows import LetterRow, letter_row
from storage.letters.unit_links import NewUnitLink, UnitLink
from storage.vault import Vault

PATH: Final = "/u/"
LASTS: Final = timedelta(days=30)
MOST_OPEN: Final = 10  # links to one letter that work at the same time
ONE_LOOK: Final = timedelta(minutes=1)  # a page loaded again within it is the same look
_TOKEN_BYTES: Final = 24
_ONCE_BYTES: Final = 18
_LONGEST: Final = 64
_LONGEST_ONCE: Final = 32


class Closed(Enum):
    """Why a link opens nothing."""

    UNKNOWN = auto()
    EXPIRED = auto()
    REVOKED = auto()
    VOID = auto()  # the letter is


class LinkClosed(Exception):
    """A link that opens nothing."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why.name)
        self.why = why


class NoLink(Exception):
    """No link can be made; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a link is for."""

    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a link, a clerk or the holder of another; `once` names the form they sent."""

    once: str
    now: datetime
    staff_id: int | None = None
    link_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that works, and its letter."""

    link: UnitLink
    letter: LetterRow


def new_once() -> str:
    """Return a name for a form, so that sent twice it makes one link."""
    return secrets.token_urlsafe(_ONCE_BYTES)


def make_link(
    connection: Connection, vault: Vault, letter: LetterRow, holder: Holder, maker: Maker
) -> str:
    """Make a link to a delivered letter and return its token, this once. Raises NoLink."""
    if letter.state not in SENT:
        raise NoLink(words.NOT_DELIVERED)
    if not (holder.person and holder.phone):
        raise NoLink(words.HOLDER_MISSING)
    others = unit_links.links_of(connection, vault, letter.id)
    if sum(works(each, maker.now) for each in others) >= MOST_OPEN:
        raise NoLink(words.too_many_links(MOST_OPEN))
    token, once = secrets.token_urlsafe(_TOKEN_BYTES), maker.once[:_LONGEST_ONCE]
    until = maker.now + LASTS
    new = NewUnitLink(
        letter.id, holder.person, holder.phone, maker.now, until, maker.staff_id, maker.link_id
    )
    if not once or not unit_links.add_link(connection, vault, new, token, once):
        raise NoLink(words.MADE_BEFORE)
    made = unit_links.link_of_token(connection, vault, token)
    what = words.link_name(made.id if made else 0)
    if maker.link_id is not None:
        what = words.passed_on(words.link_name(maker.link_id), what)
    act = "unit.link" if maker.link_id is None else "unit.forward"
    record_act(connection, maker.staff_id, act, f"letter:{letter.id}", what, maker.now)
    return token


def open_link(connection: Connection, vault: Vault, token: str, now: datetime) -> OpenedLink:
    """Return what a token opens. Raises LinkClosed."""
    plausible = len(token) <= _LONGEST and token.isascii()
    link = unit_links.link_of_token(connection, vault, token) if plausible else None
    letter = None if link is None else letter_row(connection, link.letter_id)
    if link is None or letter is None:
        raise LinkClosed(Closed.UNKNOWN)
    if link.revoked_at is not None:
        raise LinkClosed(Closed.REVOKED)
    if now > link.expires_at:
        raise LinkClosed(Closed.EXPIRED)
    if letter.state == State.VOID:
        raise LinkClosed(Closed.VOID)
    return OpenedLink(link, letter)


def note_look(connection: Connection, link: UnitLink, now: datetime) -> None:
    """Write down that somebody looked through a link."""
    if unit_links.mark_used(connection, link.id, now, now - ONE_LOOK):
        target, what = f"letter:{link.letter_id}", words.link_name(link.id)
        record_act(connection, None, "unit.look", target, what, now)


def revoke_link(
    connection: Connection, vault: Vault, link: UnitLink, by: tuple[int, datetime]
) -> int:
    """End a link and those passed on from it, as (staff id, now); return how many ended."""
    family = _family(unit_links.links_of(connection, vault, link.letter_id), link.id)
    ended = [each for each in family if unit_links.revoke(connection, each, by)]
    for each in ended:
        target, what = f"letter:{link.letter_id}", words.link_name(each)
        record_act(connection, by[0], "unit.revoke", target, what, by[1])
    return len(ended)


def works(link: UnitLink, now: datetime) -> bool:
    """Whether a link still opens its letter."""
    return link.revoked_at is None and now <= link.expires_at


def _family(links: Iterable[UnitLink], link_id: int) -> list[int]:
    family = {link_id}
    for link in sorted(links, key=lambda each: each.id):  # whoever passes on came before
        if link.passed_on_by in family:
            family.add(link.id)
    return sorted(family)
