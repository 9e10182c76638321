"""The card of one report, for its observer's thumb: a form that works by itself and with script."""

from http import HTTPStatus
from typing import Final

from flask import Response, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.pages.card.opening import OpenCard, open_card
from bot.pages.card.parts import PageParts
from bot.pages.card.rows import changes_in, standing
from bot.pages.card.screen import News, card_key, photos_of, screen
from bot.pages.guards import wants_json
from casework.card_page.saving import Outcome, save_from_page
from catalogue.wording import observer_card_page as words
from storage.blobs.files import thumb_key
from storage.database import Connection
from storage.report_pages import stored_photo

_DONE: Final = {"saved": words.SAVED, "photos": words.PHOTO_KEPT}


class CardPages:
    """Shows a card and takes what is filled in: the whole form, or a field at a time by script."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    def show(self, token: str) -> ResponseReturnValue:
        """Show the card; nothing changes by looking."""
        done = [sentence for name, sentence in _DONE.items() if name in request.args]
        with self._parts.database.read() as connection:
            opened = open_card(self._parts, connection, token)
            return screen(self._parts, connection, token, opened, News(state="".join(done)))

    def save(self, token: str) -> ResponseReturnValue:
        """Keep what makes sense of what was sent; the rest comes back, each with a sentence."""
        with self._parts.database.write() as connection:
            opened = open_card(self._parts, connection, token)
            changes = changes_in(request.form, opened.card)
            if request.form.get("card") != card_key(opened.card):
                return self._other_card(connection, token, opened)
            outcome = save_from_page(
                connection, opened.report.id, opened.card, changes, self._parts.clock()
            )
            if wants_json():
                return _told(outcome)
            if outcome.refused or outcome.clashing:
                news = News(outcome, changes, notice=words.LOOK_ABOVE)
                shown = screen(self._parts, connection, token, opened, news)
                return shown, HTTPStatus.UNPROCESSABLE_ENTITY
        return redirect(url_for("pages.card", token=token, saved=1), HTTPStatus.SEE_OTHER)

    def thumb(self, token: str, media_id: int) -> ResponseReturnValue:
        """Give the small copy of one of this report's photos."""
        with self._parts.database.read() as connection:
            opened = open_card(self._parts, connection, token)
            ours = [file.id for file in photos_of(connection, opened.report.id)]
            sha256 = stored_photo(connection, media_id) if media_id in ours else None
        if sha256 is None:
            abort(HTTPStatus.NOT_FOUND)
        try:
            return Response(self._parts.files.get(thumb_key(sha256)), mimetype="image/jpeg")
        except FileNotFoundError:
            abort(HTTPStatus.NOT_FOUND)

    def _other_card(
        self, connection: Connection, token: str, opened: OpenCard
    ) -> ResponseReturnValue:
        """Show the card of the report's new project with what was typed into the old one."""
        if wants_json():
            return jsonify(sentence=words.OTHER_CARD), HTTPStatus.CONFLICT
        news = News(typed=changes_in(request.form, opened.card), notice=words.OTHER_CARD)
        return screen(self._parts, connection, token, opened, news), HTTPStatus.CONFLICT


def _told(outcome: Outcome) -> Response:
    return jsonify(
        refused=outcome.refused, clashing=outcome.clashing, standing=standing(outcome.sheet)
    )
