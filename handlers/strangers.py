"""What people who are no (bound) observers are told, and what they send, held until they bind."""

from datetime import timedelta
from typing import Final

from casework.people import strangers as keeping
from casework.people.binding import looks_like_code
from catalogue.wording import observer_binding, observer_strangers
from handlers import binding
from handlers.commands import read_command
from handlers.messages import (
    Clicked,
    Consented,
    Entered,
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
from handlers.situation import Situation
from storage.ledger_rows import WantedMedia

# Saying the same lines after every photo of an album would be shouting.
_GREET_AGAIN_AFTER: Final = timedelta(minutes=10)
_BIND: Final = "绑定"
_KINDS: Final = {Photo: "photo", Voice: "voice", Video: "video"}


def answer(message: Message, situation: Situation) -> str:
    """Return what to tell a stranger; empty for what is no message of theirs."""
    match message:
        case Note():
            return _note(message.text, situation)
        case Photo() | Voice() | Video():
            return _file(message, situation)
        case Place() | Link():
            _hold(situation)
            return _greet(situation)
        case Clicked():
            return _words(message.key, situation)
        case Followed() | Scanned():
            situation.ledger.come_back(situation.sender.id)
            return binding.came_by_scene(message.scene, situation) or _greet(situation, always=True)
        case Unfollowed():
            situation.ledger.leave(situation.sender.id, situation.now)
            return ""
        case (
            Entered()
            | Located()
            | Picked()
            | SendFinished()
            | Consented()
            | Unsupported(is_event=True)
        ):
            return ""
        case _:
            return _greet(situation)


def _note(text: str, situation: Situation) -> str:
    said = _words(text, situation)
    if said == observer_binding.BOUND:
        return said
    _hold(situation)
    if situation.tag is None or not situation.tag.urgent:
        return said
    duty, now = situation.house.duty, situation.now
    keeping.alarm(situation.ledger, situation.sender, situation.delivery_id, duty, now)
    return said + observer_strangers.DIAL_NOW


def _hold(situation: Situation) -> None:
    ledger, sender = situation.ledger, situation.sender
    keeping.hold_words(ledger, sender, situation.delivery_id, situation.now)


def _file(message: Photo | Voice | Video, situation: Situation) -> str:
    at = message.origin.sent_at
    wanted = WantedMedia(
        delivery_id=situation.delivery_id,
        report_id=None,
        channel=message.origin.channel,
        media_id=message.media_id,
        kind=_KINDS[type(message)],
        wanted_at=at,
        expires_at=at + situation.house.rules.media_lasts,
    )
    count = keeping.hold_file(situation.ledger, situation.sender, wanted, situation.now)
    if count == keeping.MOST_FILES_A_DAY + 1:
        return _greet(situation) + observer_strangers.enough_files(keeping.MOST_FILES_A_DAY)
    return _greet(situation)


def _words(text: str, situation: Situation) -> str:
    command = read_command(text)
    if command is not None and command.name == "bind":
        return binding.bind(command.rest, situation)
    if looks_like_code(text):
        return binding.bind(text, situation)
    greeting = _greet(situation, always=command is not None)
    return greeting or (observer_binding.HOW_TO_BIND if _BIND in text else "")


def _greet(situation: Situation, *, always: bool = False) -> str:
    greeted = situation.sender.greeted_at
    if not always and greeted is not None and situation.now - greeted < _GREET_AGAIN_AFTER:
        return ""
    situation.ledger.greet(situation.sender.id, situation.now)
    return observer_strangers.STRANGER
