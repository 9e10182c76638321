"""From a message to its answer: one `match`, checked exhaustive by mypy."""

from typing import assert_never

from catalogue.wording import observer
from handlers import arrivals, binding, essays, strangers, words
from handlers.messages import (
    Clicked,
    Consented,
    Entered,
    File,
    Followed,
    Link,
    Located,
    Message,
    Note,
    Photo,
    Picked,
    Place,
    Scanned,
    SendFinished,
    Unfollowed,
    Unsupported,
    Video,
    Voice,
)
from handlers.situation import Situation, Talk


def answer(message: Message, situation: Situation) -> str:
    """Return what to say at once, empty for silence; rows are written through the ledger."""
    if not isinstance(situation, Talk):
        return strangers.answer(message, situation)
    return _answer_observer(message, situation)


def _answer_observer(message: Message, talk: Talk) -> str:  # noqa: C901, PLR0911, PLR0912 - one row a message type
    match message:
        case Note():
            return words.note(message.text, message.origin, talk)
        case Clicked():
            return words.menu_item(message.key, message.origin, talk)
        case Photo():
            return arrivals.photo(message, talk)
        case Video():
            return arrivals.video(message, talk)
        case Voice():
            return arrivals.voice(message, talk)
        case Place():
            return arrivals.place(message, talk)
        case Link():
            return arrivals.link(message, talk)
        case File():
            return essays.file_came(message.title, talk)
        case Followed() | Scanned():
            talk.ledger.come_back(talk.sender.id)
            return binding.came_by_scene(message.scene, talk)
        case Unfollowed():
            talk.ledger.leave(talk.sender.id, talk.now)
            return ""
        case Unsupported():
            return "" if message.is_event else observer.NOT_UNDERSTOOD
        case Entered() | Located() | Picked() | SendFinished() | Consented():
            return ""
    assert_never(message)
