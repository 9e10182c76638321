"""The unit's pages as a blueprint of their own, open to whoever holds a link.

There is no cookie and no session: nothing that a browser adds by itself opens anything, so another
site can send no form in a unit's name without knowing the link (ADR 0026). A form that says it
comes from another site is refused all the same.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Blueprint, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from bot.pages.closed import ClosedPage, Say, say_what_is_wrong
from bot.pages.guards import cap_bodies, protect
from bot.pages.unit.acting import UnitActs
from bot.pages.unit.reading import UnitReading
from bot.pages.unit.screen import LARGEST_TOGETHER, SCRIPT, STYLE, screen
from casework.letters.gate import Refused
from casework.letters.papers import LARGEST, MEGABYTE
from casework.unit_page.desk import UnitDesk
from casework.unit_page.links import PATH
from catalogue.wording import unit_pages as words
from catalogue.wording.staff_letters import refusal

_OURS: Final = frozenset({"", "same-origin", "none"})
_SENTENCES: Final[dict[type[HTTPException], str]] = {
    NotFound: words.CLOSED["UNKNOWN"],
    RequestEntityTooLarge: words.too_much(LARGEST // MEGABYTE, LARGEST_TOGETHER // MEGABYTE),
    InternalServerError: words.PAGE_FAILS,
}


def create_unit_pages(desk: UnitDesk) -> Blueprint:
    """Return the pages; where the office does not let units in, each says so and nothing else."""
    blueprint = Blueprint("unit", __name__, template_folder="templates")
    protect(blueprint, STYLE, SCRIPT)
    blueprint.before_request(_only_if(desk))
    cap_bodies(blueprint, {"unit.answer": LARGEST})
    _add_pages(blueprint, UnitReading(desk), UnitActs(desk))
    say = _saying(desk)
    say_what_is_wrong(blueprint, say, _SENTENCES)
    blueprint.register_error_handler(
        Refused, lambda e: say(refusal(e.why.name, e.details), HTTPStatus.SERVICE_UNAVAILABLE)
    )
    return blueprint


def _add_pages(blueprint: Blueprint, reading: UnitReading, acts: UnitActs) -> None:
    here = f"{PATH}<token>"
    for ending, endpoint, view in (
        ("", "show", reading.show),
        ("/receipt", "receipt", reading.receipt),
        ("/report", "report", reading.report),
        ("/letter.docx", "word", reading.word),
        ("/files/<sha256>", "file", reading.file),
        ("/<path:_elsewhere>", "lead_back", reading.lead_back),
    ):
        blueprint.add_url_rule(here + ending, endpoint, view)
    blueprint.add_url_rule(PATH, "nothing", reading.nothing)
    for ending, endpoint, act in (
        ("/receive", "receive", acts.receive),
        ("/pass-on", "pass_on", acts.pass_on),
        ("/extension", "ask_extension", acts.ask_extension),
        ("/contest", "contest", acts.contest),
        ("/keep/<part>", "keep", acts.keep),
        ("/drop/<int:file_id>", "drop", acts.drop),
        ("/answer/<int:item_id>", "answer", acts.answer),
    ):
        blueprint.add_url_rule(here + ending, endpoint, act, methods=["POST"])


def _only_if(desk: UnitDesk) -> Callable[[], None]:
    def check() -> None:
        if not desk.is_on:
            raise ClosedPage(words.OFF, HTTPStatus.NOT_FOUND)
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") not in _OURS:
            raise ClosedPage(words.FOREIGN, HTTPStatus.FORBIDDEN)

    return check


def _saying(desk: UnitDesk) -> Say:
    return lambda sentence, status: (screen(desk, "closed", sentence=sentence), status)
