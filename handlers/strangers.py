"""What people who are no (bound) observers are told: what this account is for, and how to bind."""

from datetime import timedelta

from casework.binding import looks_like_code
from catalogue.wording import observer_binding as wording
from handlers import binding
from handlers.commands import read_command
from handlers.messages import (
    Clicked,
    Entered,
    Followed,
    Located,
    Message,
    Note,
    Picked,
    Scanned,
    SendFinished,
    Unfollowed,
    Unsupported,
)
from handlers.situation import Situation

# Saying the same three lines after every photo of an album would be shouting.
_GREET_AGAIN_AFTER = timedelta(minutes=10)


def answer(message: Message, situation: Situation) -> str:
    """Return what to tell a stranger; empty for what is no message of theirs."""
    match message:
        case Note(text=text) | Clicked(key=text):
            return _words(text, situation)
        case Followed(scene=scene) | Scanned(scene=scene):
            situation.ledger.come_back(situation.sender.id)
            return binding.came_by_scene(scene, situation) or _greet(situation, always=True)
        case Unfollowed():
            situation.ledger.leave(situation.sender.id, situation.now)
            return ""
        case Entered() | Located() | Picked() | SendFinished():
            return ""
        case Unsupported(is_event=True):
            return ""
        case _:
            return _greet(situation, always=False)


def _words(text: str, situation: Situation) -> str:
    command = read_command(text)
    if command is not None and command.name == "bind":
        return binding.bind(command.rest, situation)
    if looks_like_code(text):
        return binding.bind(text, situation)
    return _greet(situation, always=command is not None)


def _greet(situation: Situation, *, always: bool) -> str:
    greeted = situation.sender.greeted_at
    if not always and greeted is not None and situation.now - greeted < _GREET_AGAIN_AFTER:
        return ""
    situation.ledger.greet(situation.sender.id, situation.now)
    return wording.STRANGER
