"""How times, counts and codes look on the office's pages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.projects import Projects
from catalogue.wording import staff_labels as labels
from storage.capped import COUNT_CAP

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(at: datetime, now: datetime) -> str:
    """Return a time as a clerk says it: today without the day, this year without the year."""
    local, today = at.astimezone(_SHANGHAI), now.astimezone(_SHANGHAI)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.year == today.year:
        return f"{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def exact_moment(at: datetime) -> str:
    """Return a time in full, for the hint under the mouse."""
    return f"{at.astimezone(_SHANGHAI):%Y-%m-%d %H:%M:%S}"


def dated(day: date | None) -> str:
    """Return a day as it is said, with its year; nothing for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def minute(at: datetime) -> str:
    """Return a time to the minute, as it is said."""
    local = at.astimezone(_SHANGHAI)
    return f"{dated(local)}{local:%H:%M}"


def capped(count: int) -> str:
    """Return a count; beyond the cap only that there are more."""
    return f"{COUNT_CAP}+" if count > COUNT_CAP else str(count)


def project_name(projects: Projects, code: str | None) -> str:
    """Return the project's short name; an unknown code (an older catalogue's) as it is."""
    if code is None:
        return labels.NO_PROJECT
    return projects.by_code(code).short if code in projects else code


def template_words(projects: Projects, clock: Callable[[], datetime]) -> dict[str, Any]:
    """Return what every template may call."""
    return {
        "labels": labels,
        "capped": capped,
        "dated": dated,
        "exact": exact_moment,
        "moment": lambda at: moment(at, clock()),
        "project_name": lambda code: project_name(projects, code),
    }
