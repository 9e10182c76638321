"""What is proposed for a pasted transcript before a clerk looks: who it is, what is worth entering.

Proposals only save clicks; nothing is entered that the clerk has not seen with its tick.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from casework.entry.batch_work import BatchRow, BatchWork
from casework.entry.entry_keys import transcript_keys
from casework.entry.group_transcript import Spoken, Transcript
from catalogue.tagging.tags import Tag
from storage.people.people import ObserverCard

_ALWAYS_WORTH = frozenset({"problem", "suggestion", "praise"})
_SHORTEST_NAME = 2  # characters: one alone stands in too many nicknames


def propose(
    transcript: Transcript,
    whose: Mapping[str, int | None],
    tag: Callable[[str], Tag],
    pause: timedelta,
) -> BatchWork:
    """Return the rows with what is proposed for each.

    Chat is left out; a person's messages less than `pause` apart become one report.
    """
    messages = transcript.messages
    keys = transcript_keys(
        (said.sender, None if said.is_guessed else said.sent_at, _pasted(said)) for said in messages
    )
    latest: dict[str, datetime] = {}
    rows = []
    for said, key in zip(messages, keys, strict=True):
        take = whose.get(said.sender) is not None and _is_worth(said, tag)
        before = latest.get(said.sender)
        join = take and before is not None and said.sent_at - before <= pause
        if take:
            latest[said.sender] = said.sent_at
        rows.append(_row(said, key, take=take, join=join))
    return BatchWork(
        "group", tell=True, whose=whose, rows=tuple(rows), furniture=transcript.furniture
    )


def match_senders(
    senders: Sequence[str], cards: Sequence[ObserverCard], known: Mapping[str, int]
) -> dict[str, int | None]:
    """Return {name in the group: observer id, or None where it is nobody's or several's}.

    A clerk's earlier word counts most, then the very name, then a name within the nickname.
    """
    return {name: known.get(name) or _match(name, cards) for name in dict.fromkeys(senders)}


def _match(nickname: str, cards: Sequence[ObserverCard]) -> int | None:
    exact = [card.id for card in cards if card.name == nickname.strip()]
    if exact:
        return exact[0] if len(exact) == 1 else None
    named = [card for card in cards if len(card.name) >= _SHORTEST_NAME and card.name in nickname]
    longest = max((len(card.name) for card in named), default=0)
    best = [card.id for card in named if len(card.name) == longest]
    return best[0] if len(best) == 1 else None


def _is_worth(said: Spoken, tag: Callable[[str], Tag]) -> bool:
    body = said.body
    if body.pictures or body.place or body.unread:
        return True
    if not body.words:
        return False
    understood = tag(body.words)
    matter = understood.kind != "chat" and understood.project is not None
    return matter or understood.kind in _ALWAYS_WORTH


def _pasted(said: Spoken) -> str:
    body = said.body
    marks = "[图片]" * len(body.pictures)
    return "\n".join((body.quote, body.words, body.place, marks, *body.unread))


def _row(said: Spoken, key: bytes, *, take: bool, join: bool) -> BatchRow:
    body = said.body
    marks = " ".join(filter(None, ("[图片]" * len(body.pictures), *body.unread)))
    return BatchRow(
        key=key.hex(),
        sender=said.sender,
        at=said.sent_at.isoformat(),
        is_guessed=said.is_guessed,
        words=body.words,
        place=body.place,
        quote=body.quote,
        marks=marks,
        pasted="\n".join(said.lines),
        pictures=len(body.pictures),
        take=take,
        join=join,
    )
