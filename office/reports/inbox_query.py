"""What a clerk means by the form: a filter for the database, and what to say about it.

Words with spaces between them must all occur; quotation marks keep words together. A report's
number and an observer's name are known by their look; the quotation marks make them words again.
Names stand in no index of words, only in the blind index of names. (Source: mechanics §Secrets.)
"""

import re
from dataclasses import dataclass
from datetime import date

from catalogue.wording import staff_search as wording
from office.reports.inbox_form import Asked
from storage.database import Connection
from storage.people.observer_filter import ids_by_group, ids_by_name
from storage.search.bigrams import normal, runs
from storage.search.inbox_filter import InboxFilter, Number
from storage.vault import Vault

LONGEST_QUERY = 100  # characters
# What the box takes, so that the address of a GET stays below the web server's 4094 bytes and it is
# this page that says what is too long.
LONGEST_TYPED = 300
_NOBODY: tuple[int, ...] = ()
_NUMBER = re.compile(r"(?:(\d{4})-)?(\d{1,4})号?", re.ASCII)
_WORD = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')
_NAME = re.compile(r"[㐀-鿿·]{2,8}")


@dataclass(frozen=True, slots=True)
class Understood:
    """The filter, and the sentences that tell how the words were taken."""

    wanted: InboxFilter
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    """What the search box held."""

    terms: tuple[str, ...] = ()
    number: Number | None = None
    names: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_hopeless: bool = False


def understand(connection: Connection, vault: Vault, asked: Asked) -> Understood:
    """Return what the form asks of the database."""
    query = _query(connection, vault, asked.q)
    observers, unknown = _observers(connection, vault, asked, query)
    wanted = InboxFilter(
        project=asked.project,
        kind=asked.kind,
        county=asked.county,
        state=asked.state,
        urgent=bool(asked.urgent),
        holds=asked.holds,
        source=asked.source,
        first_day=date.fromisoformat(asked.first) if asked.first else None,
        last_day=date.fromisoformat(asked.last) if asked.last else None,
        observers=observers,
        number=query.number,
        terms=query.terms,
    )
    return Understood(wanted, (*query.remarks, *unknown))


def _query(connection: Connection, vault: Vault, text: str) -> _Query:
    plain = normal(text)
    if not plain:
        return _Query()
    if len(text) > LONGEST_QUERY:
        return _Query(remarks=(wording.too_long(LONGEST_QUERY),), is_hopeless=True)
    if number := _NUMBER.fullmatch(plain):
        month_day = int(number[1]) if number[1] else None
        said = (wording.by_number(plain),)
        return _Query(number=Number(int(number[2]), month_day), remarks=said)
    query = _words(connection, vault, text)
    if query.terms or query.names:
        return query
    return _Query(remarks=(wording.NO_WORDS,), is_hopeless=True)


def _words(connection: Connection, vault: Vault, text: str) -> _Query:
    terms: dict[str, None] = {}
    names: list[str] = []
    for quoted, word in _WORD.findall(text.replace("\0", " ")):
        if _NAME.fullmatch(word) and ids_by_name(connection, vault, word):
            names.append(word)
        elif quoted and runs(normal(quoted)):
            terms[normal(quoted)] = None
        else:
            terms.update(dict.fromkeys(runs(normal(word))))
    return _Query(tuple(terms), names=tuple(names), remarks=tuple(map(wording.by_name, names)))


def _observers(
    connection: Connection, vault: Vault, asked: Asked, query: _Query
) -> tuple[tuple[int, ...] | None, tuple[str, ...]]:
    if query.is_hopeless:
        return _NOBODY, ()
    groups: list[set[int]] = []
    unknown: list[str] = []
    for name in filter(None, (*query.names, asked.observer)):
        groups.append(set(ids_by_name(connection, vault, name)))
        if not groups[-1]:
            unknown.append(wording.nobody_called(name))
    if asked.group:
        groups.append(set(ids_by_group(connection, asked.group)))
    if not groups:
        return None, ()
    return tuple(sorted(set.intersection(*groups))), tuple(unknown)
