"""The unit's pages as HTML: one style, one script, and what the templates are given."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from flask import render_template

from casework.letters.papers import LARGEST, MEGABYTE
from casework.rules import SHANGHAI, local_day
from casework.unit_page.desk import ROLES, UnitDesk
from casework.unit_page.links import OpenedLink, new_once
from casework.unit_page.view import unit_view
from catalogue.wording import unit_pages as words
from office.letters.values import answer_line

_INLINE: Final = Path(__file__).parent / "inline"
LARGEST_TOGETHER: Final = 2 * LARGEST  # of one sending; more follow by the next
STYLE: Final = (_INLINE / "unit.css").read_text(encoding="utf-8")
SCRIPT: Final = (_INLINE / "unit.js").read_text(encoding="utf-8")


def page(
    desk: UnitDesk, token: str, opened: OpenedLink, problems: Sequence[str] = (), done: str = ""
) -> str:
    """Return the letter's page; `problems` say what was not done, `done` what was."""
    view = unit_view(desk, opened, desk.clock())
    return screen(
        desk,
        "letter",
        view=view,
        token=token,
        term=answer_line(view.content.term, view.content.answer_form),
        problems=problems,
        done=words.DONE.get(done, ""),
        once=new_once(),
        roles=ROLES if view.needs_stamp else ROLES[:2],
        largest=LARGEST // MEGABYTE,
        together=LARGEST_TOGETHER // MEGABYTE,
    )


def screen(desk: UnitDesk, name: str, **given: Any) -> str:
    """Return one of the templates."""
    return render_template(
        f"unit/{name}.html",
        office=desk.office,
        phone=desk.phone,
        words=words,
        day=local_day,
        date=words.date_words,
        moment=_moment,
        style=STYLE,
        script=SCRIPT,
        **given,
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
