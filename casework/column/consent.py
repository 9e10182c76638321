"""Whoever's photos or words a piece holds is asked, once, and consents in words or not at all.

好 and 收到 are no consent and are asked about once; silence is none either. A consent can be taken
back until the piece is published: one that was on its way comes back, one that a medium holds is
called back. (Source: issue 5 item 10; design.md, The observer is shielded.)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from casework.column.gate import Doing, Refused, Why, admit, carry_out
from casework.column.states import Act, State, step_for
from casework.column.writing import sources_used
from casework.notices import notice
from casework.reachable import accounts_of
from catalogue.wording import notices, observer_column
from storage.column import consents as rows
from storage.column.consents import Answer, ConsentAsk
from storage.column.publications import Source, move_publication, publication
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.people import Sender
from storage.roads.outbox import OutMessage, post
from storage.vault import Vault

PURPOSE: Final = "column-consent"
ASKING_LASTS: Final = timedelta(days=14)
_OVER: Final = (State.PUBLISHED, State.DROPPED)


@dataclass(frozen=True, slots=True)
class Told:
    """How many are asked in the chat, and whose reports nobody can ask about there."""

    people: int
    unreached: tuple[str, ...]


def ask_consent(connection: Connection, vault: Vault, publication_id: int, doing: Doing) -> Told:
    """Ask everybody whose photos or words a piece holds and who was not asked. Raises Refused.

    Who has no account is not asked: the piece has to do without theirs.
    """
    leave = admit(connection, vault, publication_id, Act.ASK, doing)
    piece = leave.piece
    if not (piece.title and piece.outlet):
        raise Refused(Why.TITLE_MISSING)
    asked = rows.asks_about(connection, piece.id)
    people = {each.observer_id: each for each in sources_used(connection, piece)}
    fresh = {who: source for who, source in people.items() if who not in asked}
    accounts = accounts_of(connection, fresh)
    unreached = tuple(each.number for who, each in fresh.items() if who not in accounts)
    if not fresh:
        raise Refused(Why.NOBODY_TO_ASK)
    reached = [each for who, each in fresh.items() if who in accounts]
    for source in reached:
        who = source.observer_id
        text = observer_column.asking(source.number, piece.title, piece.outlet)
        rows.add_ask(connection, piece.id, (who, source.report_id), text, doing.by)
        post(connection, _message(piece.id, source, accounts[who], text, doing.now))
    carry_out(connection, leave, told=" ".join(each.number for each in reached))
    return Told(len(reached), unreached)


def take_answer(  # to what, what it means, in which words, when they were sent and when they came
    connection: Connection,
    vault: Vault,
    ask: ConsentAsk,
    said: tuple[Answer, str],
    at: datetime,
    now: datetime,
) -> bool:
    """Keep what an observer says of a piece; False where it is over and nothing changes.

    Less than was consented to before takes the piece back from its way.
    """
    piece = publication(connection, ask.publication_id, hold=True)
    if piece is None or piece.state in _OVER:
        return False
    before = rows.asks_about(connection, piece.id)[ask.observer_id]
    rows.add_answer(connection, vault, ask.id, said, at)
    target = f"column:{piece.id}"
    record_act(connection, None, f"column.{said[0]}", target, f"report:{ask.report_id}", now)
    step = step_for(Act.TAKE_BACK, piece.state)
    if _is_less(before.answer, said[0]) and step is not None and step.after != piece.state:
        given_up = {"submitted_by": None, "approved_by": None, "approved_at": None}
        move_publication(connection, piece, step.after, given_up)
    return True


def asked_key(publication_id: int, observer_id: int) -> str:
    """Return the key under which an observer's question is posted."""
    return f"column:{publication_id}:{observer_id}"


def _is_less(before: str, after: Answer) -> bool:
    if before not in rows.GIVEN:
        return False
    return after not in rows.GIVEN or (before == "named" and after == "unnamed")


def _message(
    publication_id: int, source: Source, account: Sender, text: str, now: datetime
) -> OutMessage:
    return OutMessage(
        once_key=asked_key(publication_id, source.observer_id),
        channel=account.channel,
        recipient=account.sender,
        purpose=PURPOSE,
        text=text,
        report_id=source.report_id,
        not_after=now + ASKING_LASTS,
        created_at=now,
        notice=notice("answer", notices.COLUMN_ASKS, now, number=source.number),
        observer_id=source.observer_id,
    )
