"""Where on the board a clerk is: which queue, narrowed to what. Every form and link carries it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.geography.places import load_gazetteer
from catalogue.projects import Projects
from storage.database import Connection
from storage.search.inbox_filter import NO_PROJECT
from storage.triage.board import QUEUES, BoardFilter, Queue
from storage.triage.rows import desk_report

_LONGEST_ID = 15  # digits


@dataclass(frozen=True, slots=True)
class Place:
    """A queue, its filter, and after which report its page begins (0: at the top)."""

    queue: Queue
    wanted: BoardFilter
    after: int = 0

    def parameters(self) -> dict[str, Any]:
        """Return what stands in an address or in a form's hidden fields."""
        given = {**asdict(self.wanted), "after": self.after}
        return {"queue": self.queue, **{name: value for name, value in given.items() if value}}


def place_in(given: Mapping[str, str], projects: Projects) -> Place:
    """Read where the clerk is; what is not on offer counts as not chosen."""
    queue: Queue = next((each for each in QUEUES if each == given.get("queue")), "new")
    county, project = given.get("county", ""), given.get("project", "")
    wanted = BoardFilter(
        county if county in load_gazetteer().counties else "",
        project if project in projects or project == NO_PROJECT else "",
    )
    after = given.get("after", "")
    return Place(queue, wanted, int(after[:_LONGEST_ID]) if after.isdecimal() else 0)


def queue_of(connection: Connection, report_id: int) -> Queue:
    """Return the queue in which a report stands, the first for one in none."""
    desk = desk_report(connection, report_id)
    return next((each for each in QUEUES if desk and each == desk.desk_state), "new")
