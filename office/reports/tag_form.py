"""The form that corrects a report's tags: what the clerk saw and what the clerk wants."""

from collections.abc import Container
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from catalogue.projects import Projects
from catalogue.wording import staff_labels as labels
from storage.report_pages import Tags

_LONGEST_TOWNSHIP = 32
T = TypeVar("T")
Form = MultiDict[str, str]


def seen_tags(form: Form) -> Tags:
    """Return the tags that the page showed when the clerk began."""
    return Tags(
        project=form.get("was_project") or None,
        also=tuple(code for code in form.get("was_also", "").split(",") if code),
        kind=form.get("was_kind", ""),
        county=form.get("was_county", ""),
        township=form.get("was_township", ""),
        urgent=form.get("was_urgent") == "1",
    )


def wanted_tags(form: Form, projects: Projects, counties: Container[str]) -> Tags:
    """Return the tags that the clerk chose; raises BadRequest for what was not on offer."""
    seen = seen_tags(form)
    project = form.get("project") or None
    chosen = set(form.getlist("also")) - {project}
    also = tuple(code for code in _offered_also(projects, seen) if code in chosen)
    return Tags(
        project=_one_of(project, {None, seen.project, *(known.code for known in projects)}),
        also=seen.also if set(also) == set(seen.also) else also,
        kind=_one_of(form.get("kind", ""), {"", *labels.KINDS}),
        county=_county(form.get("county", ""), seen, counties),
        township=form.get("township", "").strip()[:_LONGEST_TOWNSHIP],
        urgent=form.get("urgent") == "1",
    )


def _offered_also(projects: Projects, seen: Tags) -> list[str]:
    # Codes of an older catalogue stay on offer, else saving anything would drop them unseen.
    known = [project.code for project in projects]
    return known + [code for code in seen.also if code not in known]


def _county(county: str, seen: Tags, counties: Container[str]) -> str:
    if county in {"", seen.county} or county in counties:
        return county
    raise BadRequest


def _one_of(value: T, offered: Container[T]) -> T:
    if value not in offered:
        raise BadRequest
    return value
