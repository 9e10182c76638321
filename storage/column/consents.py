"""Who was asked whether a piece may hold their photos and words, and what they said.

Answers only add up, the newest of an observer holds. No answer is no consent.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, Select, and_, func, insert, select, update

from storage.ledger_rows import report_number
from storage.once import insert_once
from storage.tables.publications import publication_asks, publication_consents, publications
from storage.tables.reports import reports
from storage.vault import Vault

Answer = Literal["named", "unnamed", "refused", "withdrawn"]
GIVEN: Final = ("named", "unnamed")
_LAST_ASKED: Final = 20  # pieces of one person that words may still mean
_PURPOSE: Final = "publication.consent"


@dataclass(frozen=True, slots=True)
class ConsentAsk:
    """One person who was asked, and the newest of what they said (empty: nothing yet).

    `day` and `seq` are of their own report, `state` is of the piece, `said` in their own words.
    """

    id: int
    publication_id: int
    observer_id: int
    report_id: int
    day: date
    seq: int
    words: str
    title: str
    state: str
    asked_at: datetime
    nudged_at: datetime | None
    answer: str
    answered_at: datetime | None
    sealed: bytes

    @property
    def number(self) -> str:
        """The number of their report as people say it, e.g. 0714-32."""
        return report_number(self.day, self.seq)

    @property
    def is_given(self) -> bool:
        """Whether they consented, with their name or without."""
        return self.answer in GIVEN

    def said(self, vault: Vault) -> str:
        """Return their own words, empty before they said anything."""
        return vault.unseal_text(self.sealed, _PURPOSE) if self.sealed else ""


def add_ask(  # about which piece, (observer, report), in which words, by whom and when
    connection: Connection,
    publication_id: int,
    person: tuple[int, int],
    words: str,
    by: tuple[int, datetime],
) -> bool:
    """Ask an observer about a piece; False where they were asked before."""
    about: dict[str, Any] = {"publication_id": publication_id, "observer_id": person[0]}
    values = about | {"report_id": person[1], "words": words, "asked_by": by[0], "asked_at": by[1]}
    return insert_once(connection, publication_asks, "publication_id, observer_id", values)


def asks_of(connection: Connection, observer_id: int) -> list[ConsentAsk]:
    """Return what an observer was asked, the last asked first."""
    mine = _asks().where(publication_asks.c.observer_id == observer_id)
    newest = mine.order_by(publication_asks.c.asked_at.desc(), publication_asks.c.id.desc())
    return [_read(row) for row in connection.execute(newest.limit(_LAST_ASKED))]


def asks_about(connection: Connection, publication_id: int) -> dict[int, ConsentAsk]:
    """Return who was asked about a piece, by observer."""
    wanted = _asks().where(publication_asks.c.publication_id == publication_id)
    found = (_read(row) for row in connection.execute(wanted.order_by(publication_asks.c.id)))
    return {ask.observer_id: ask for ask in found}


def add_answer(
    connection: Connection, vault: Vault, ask_id: int, said: tuple[Answer, str], at: datetime
) -> None:
    """Keep (what it means, their words); what they said before stays."""
    words = vault.seal_text(said[1], _PURPOSE)
    connection.execute(
        insert(publication_consents).values(ask_id=ask_id, answer=said[0], words=words, at=at)
    )


def note_nudge(connection: Connection, ask_id: int, at: datetime) -> None:
    """Note that somebody who said 好 was asked what they mean."""
    connection.execute(
        update(publication_asks).where(publication_asks.c.id == ask_id).values(nudged_at=at)
    )


def _asks() -> Select[Any]:
    newest = (
        select(func.max(publication_consents.c.id))
        .where(publication_consents.c.ask_id == publication_asks.c.id)
        .correlate(publication_asks)
        .scalar_subquery()
    )
    said = publication_consents.c
    columns = (publications.c.title, publications.c.state, reports.c.day, reports.c.seq)
    return (
        select(publication_asks, *columns, said.answer, said.at, said.words.label("sealed"))
        .join_from(publication_asks, publications)
        .join(reports, reports.c.id == publication_asks.c.report_id)
        .join(publication_consents, and_(said.id == newest), isouter=True)
    )


def _read(row: Row[Any]) -> ConsentAsk:
    return ConsentAsk(
        id=row.id,
        publication_id=row.publication_id,
        observer_id=row.observer_id,
        report_id=row.report_id,
        day=row.day,
        seq=row.seq,
        words=row.words,
        title=row.title,
        state=row.state,
        asked_at=row.asked_at,
        nudged_at=row.nudged_at,
        answer=row.answer or "",
        answered_at=row.at,
        sealed=row.sealed or b"",
    )
