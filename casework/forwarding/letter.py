"""The month's text and picture for the observers' group, made of the figures of the moment."""

import json
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from casework.forwarding.figures import MonthFigures
from catalogue.wording import group_forward as wording
from storage.forwarding.forwards import Occasion

_MIDDLE_FROM: Final = 15  # of the month: before it is the month's beginning
_END_FROM: Final = 26


@dataclass(frozen=True, slots=True)
class PictureContent:
    """All that is drawn: `numbers` with what they count, `groups` of names under a heading."""

    campaign: str
    title: str
    headline: str
    as_of: str
    numbers: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    thanks: str
    foot: str

    def as_json(self) -> str:
        """Return the one form by which the same content is known again."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class House:
    """How the campaign, the office and the bot are called."""

    campaign: str
    office: str
    bot: str


def occasion_on(today: date) -> Occasion:
    """Return which of the month's three messages is due."""
    if today.day < _MIDDLE_FROM:
        return "start"
    return "middle" if today.day < _END_FROM else "end"


def month_told(occasion: Occasion, today: date) -> date:
    """Return the month whose figures are told: at a month's beginning those of the last one."""
    first = today.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if occasion == "start" else first


def text_of(figures: MonthFigures, occasion: Occasion, today: date, house: House) -> str:
    """Return the message; nobody who lacks something is named in it."""
    new = occasion == "start"
    told, month = figures.month.month, today.month
    days_left = monthrange(today.year, month)[1] - today.day
    when = wording.so_far(told, today.day if occasion == "end" else 0, -1 if new else days_left)
    parts = (wording.totals(figures.items), wording.how_many(figures.people, figures.complete))
    everybody = bool(figures.people) and figures.complete == figures.people
    lines = [wording.greeting(month) if new else wording.GREETING]
    lines.append(when + "，".join(filter(None, parts)) + ("：" if figures.complete else "。"))
    lines += wording.groups_said(figures.groups)
    lines.append(wording.ALL_DONE if everybody else wording.THANKS)
    if new or not everybody:
        items = [f"{name}1{unit}" for name, unit, _ in figures.items]
        lines.append(wording.what_next(month, items, house.bot, new=new))
    return "\n".join([*lines, house.office])


def picture_of(figures: MonthFigures, today: date, house: House) -> PictureContent:
    """Return what the picture of these figures shows."""
    month = figures.month.month
    last = date(figures.month.year, month, monthrange(figures.month.year, month)[1])
    told = min(today, last)
    numbers = [(f"{figures.complete}/{figures.people}", wording.COMPLETE)]
    numbers += [(str(count), wording.came_in(name, unit)) for name, unit, count in figures.items]
    everybody = bool(figures.people) and figures.complete == figures.people
    return PictureContent(
        campaign=house.campaign,
        title=wording.TITLE,
        headline=wording.headline(month),
        as_of=wording.as_of(told.month, told.day),
        numbers=tuple(numbers),
        groups=tuple(
            (wording.heading(group, len(names)), names) for group, names in figures.groups
        ),
        thanks=wording.ALL_DONE if everybody else wording.THANKS,
        foot=house.office,
    )
