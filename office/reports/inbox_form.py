"""The form over the inbox: what a clerk chose and typed, as it stands in the page's address."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from catalogue.projects import Projects
from catalogue.wording import staff_labels as labels
from catalogue.wording import staff_search as wording
from storage.search.inbox_filter import NO_PROJECT

_LONGEST_FIELD = 64  # names of observers and groups


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the form, all texts; an empty one asks for nothing."""

    q: str = ""
    project: str = ""
    kind: str = ""
    county: str = ""
    state: str = ""
    urgent: str = ""
    holds: str = ""
    source: str = ""
    group: str = ""
    observer: str = ""
    first: str = ""
    last: str = ""

    def parameters(self) -> dict[str, Any]:
        """Return what stands in the address."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in pairs if value}


def read_form(
    given: Mapping[str, str], projects: Projects, counties: Container[str], longest_query: int
) -> Asked:
    """Read the form; what is not on offer counts as not chosen.

    Of a query that is too long one character more is kept than may be, so that it is refused.
    """

    def chosen(name: str, offered: Container[str]) -> str:
        value = given.get(name, "")
        return value if value in offered else ""

    project = given.get("project", "")
    return Asked(
        q=given.get("q", "").strip()[: longest_query + 1],
        project=project if project in projects or project == NO_PROJECT else "",
        kind=chosen("kind", labels.KINDS),
        county=chosen("county", counties),
        state=chosen("state", labels.STATES),
        urgent=chosen("urgent", ("1",)),
        holds=chosen("holds", wording.HOLDINGS),
        source=chosen("source", wording.SOURCES),
        group=given.get("group", "").strip()[:_LONGEST_FIELD],
        observer=given.get("observer", "").strip()[:_LONGEST_FIELD],
        first=_day(given.get("first", "")),
        last=_day(given.get("last", "")),
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
