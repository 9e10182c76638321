"""The page as a blueprint of its own, open to whoever holds a link, and what it says of faults."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from bot.pages.closed import say_what_is_wrong
from bot.pages.essays.essay_page import SCRIPT, STYLE, EssayPage
from bot.pages.guards import protect, wants_json
from casework.essays.handing_in import LARGEST_TOGETHER, MEGABYTE, EssayDesk
from casework.essays.links import PATH
from catalogue.wording import observer_essays as words
from office.access.bodies import read_away

_LARGEST_TEXTS: Final = MEGABYTE
_MOST_PARTS: Final = 100
_LARGEST_BODY: Final = LARGEST_TOGETHER + _LARGEST_TEXTS
_SENTENCES: Final[dict[type[HTTPException], str]] = {
    NotFound: words.FORGED + words.ASK_AGAIN,
    RequestEntityTooLarge: words.too_much(LARGEST_TOGETHER // MEGABYTE),
    InternalServerError: words.PAGE_FAILS,
}


def create_essay_page(desk: EssayDesk) -> Blueprint:
    """Return the page where essays are handed in."""
    blueprint = Blueprint("essays", __name__, template_folder="templates")
    protect(blueprint, STYLE, SCRIPT)
    page = EssayPage(desk)
    here = f"{PATH}<token>"
    blueprint.add_url_rule(here, "show", page.show)
    blueprint.add_url_rule(here, "hand_in", page.hand_in, methods=["POST"])
    blueprint.before_request(_cap_body)
    say_what_is_wrong(blueprint, _said, _SENTENCES)
    return blueprint


def _cap_body() -> None:
    request.max_content_length = _LARGEST_BODY
    request.max_form_memory_size = _LARGEST_TEXTS
    request.max_form_parts = _MOST_PARTS
    if (request.content_length or 0) > _LARGEST_BODY:
        read_away(request.content_length or 0)
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _said(sentence: str, status: int) -> ResponseReturnValue:
    if wants_json():
        return jsonify(sentences=[sentence]), status
    return render_template("essays/closed.html", sentence=sentence, style=STYLE), status
