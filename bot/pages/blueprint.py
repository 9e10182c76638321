"""The pages behind links as one blueprint, open to whoever holds a link."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from bot.pages.card_pages import CardPages
from bot.pages.guards import TooMuch, cap_bodies, protect, wants_json
from bot.pages.opening import ClosedPage
from bot.pages.parts import PageParts
from bot.pages.photo_pages import PhotoPages
from bot.pages.screen import SCRIPT, STYLE
from casework.card_page.links import PATH
from catalogue.wording import observer_card_page as words

_SENTENCES: Final[dict[type[HTTPException], str]] = {
    NotFound: words.FORGED,
    InternalServerError: words.CANNOT_SAVE,
}


def create_pages(parts: PageParts) -> Blueprint:
    """Return the pages, with the addresses that links have."""
    blueprint = Blueprint("pages", __name__, template_folder="templates")
    protect(blueprint, STYLE, SCRIPT)
    cap_bodies(blueprint, {"pages.photos": parts.largest_photo})
    cards, photos = CardPages(parts), PhotoPages(parts)
    here = f"{PATH}<token>"
    blueprint.add_url_rule(here, "card", cards.show)
    blueprint.add_url_rule(here, "save", cards.save, methods=["POST"])
    blueprint.add_url_rule(f"{here}/photos", "photos", photos.add, methods=["POST"])
    blueprint.add_url_rule(f"{here}/photos/<int:media_id>.jpg", "thumb", cards.thumb)
    blueprint.register_error_handler(ClosedPage, _closed)
    blueprint.register_error_handler(TooMuch, _too_much(parts.largest_photo))
    for error, sentence in _SENTENCES.items():
        blueprint.register_error_handler(error, _saying(sentence))
    return blueprint


def _closed(error: ClosedPage) -> ResponseReturnValue:
    return _said(error.sentence, error.status)


def _saying(sentence: str) -> Callable[[HTTPException], ResponseReturnValue]:
    return lambda error: _said(sentence, error.code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _too_much(largest_photo: int) -> Callable[[TooMuch], ResponseReturnValue]:
    photo = words.photo_too_big(largest_photo >> 20)
    return lambda error: _said(photo if error.is_file else words.TOO_MUCH, error.code)


def _said(sentence: str, status: int) -> ResponseReturnValue:
    if wants_json():
        return jsonify(sentence=sentence), status
    return render_template("pages/closed.html", sentence=sentence, style=STYLE), status
