"""A suspended observer: heard like any other, told once how they stand, and marked as not counting.

Somebody who is suspended may still stand before a falling wall, so nothing they send is turned away
and an urgent word alarms the office; only the counting stops.
"""

from catalogue.wording import observer
from handlers import routes
from handlers.messages import Clicked, File, Link, Message, Note, Photo, Place, Video, Voice
from handlers.situation import Talk
from storage.people import observer_states

_SAID = (Clicked, File, Link, Note, Photo, Place, Video, Voice)


def answer(message: Message, talk: Talk) -> str:
    """Return the usual answer, the first time with the word on the suspension below it."""
    said = routes.answer(message, talk)
    if not isinstance(message, _SAID):
        return said
    with talk.ledger.wire.plain() as connection:
        observer_states.mark_while_suspended(connection, talk.delivery_id)
        is_news = observer_states.tell_suspension(connection, talk.standing.observer_id, talk.now)
    if not is_news:
        return said
    told = observer.suspended(talk.house.office, talk.house.phone)
    return f"{said}\n{told}" if said else told
