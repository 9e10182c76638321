"""How an observer stands on a day: the stored state and the days of the appointment in one word."""

from datetime import date
from typing import Literal

from storage.people.people import ObserverCard

Standing = Literal["active", "suspended", "ended", "waiting"]


def standing_of(card: ObserverCard, today: date) -> Standing:
    """Return how an observer stands; `waiting` is before the appointment's first day."""
    if card.appointed_to is not None and card.appointed_to < today:
        return "ended"
    if card.state == "suspended":
        return "suspended"
    if card.appointed_from is not None and card.appointed_from > today:
        return "waiting"
    return "active"
