"""Which inspections an observer may join, in the order in which the chat numbers them."""

from dataclasses import dataclass
from datetime import date

from storage.activities.audience import group_and_county
from storage.activities.inspections import Inspection, planned_from
from storage.activities.sign_ups import states_of
from storage.database import Connection

COMING = ("signed_up", "listed", "attended")


@dataclass(frozen=True, slots=True)
class Offered:
    """An inspection ahead and how the observer stands on its list; empty for not at all."""

    inspection: Inspection
    state: str

    @property
    def coming(self) -> bool:
        """Whether the observer means to come, or has."""
        return self.state in COMING


def offered(connection: Connection, observer_id: int, today: date) -> list[Offered]:
    """Return the inspections ahead that are meant for this observer, or that list them."""
    planned = planned_from(connection, today)
    if not planned:
        return []
    states = states_of(connection, observer_id, [each.id for each in planned])
    group, county = group_and_county(connection, observer_id)
    return [
        Offered(each, states.get(each.id, ""))
        for each in planned
        if each.audience.has(group, county) or states.get(each.id) in COMING
    ]
