"""The pages behind links as one blueprint, open to whoever holds a link."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from bot.pages.card.card_pages import CardPages
from bot.pages.card.parts import PageParts
from bot.pages.card.photo_pages import PhotoPages
from bot.pages.card.screen import SCRIPT, STYLE
from bot.pages.closed import say_what_is_wrong
from bot.pages.guards import TooMuch, cap_bodies, protect, wants_json
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
    blueprint.register_error_handler(TooMuch, _too_much(parts.largest_photo))
    say_what_is_wrong(blueprint, _said, _SENTENCES)
    return blueprint


def _too_much(largest_photo: int) -> Callable[[TooMuch], ResponseReturnValue]:
    photo = words.photo_too_big(largest_photo >> 20)
    return lambda error: _said(photo if error.is_file else words.TOO_MUCH, error.code)


def _said(sentence: str, status: int) -> ResponseReturnValue:
    if wants_json():
        return jsonify(sentence=sentence), status
    return render_template("pages/closed.html", sentence=sentence, style=STYLE), status
