"""A letter's photos: marked with a brush, drawn anew by the worker, looked over by name."""

from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.gate import Doing, Refused, Why
from casework.letters.photos import mark_photo, tick_photos
from casework.letters.states import State
from catalogue.wording import staff_letter_drafts as words
from office.access.sessions import current_staff
from office.letter_drafts.draft_form import read_ids
from office.letter_drafts.refusing import page_of, refused_to
from office.parts import ConsoleParts, Page
from office.photo_box import marks_typed
from storage.blobs.files import original_key
from storage.database import Connection
from storage.letters.items import items_of
from storage.letters.photos import LETTER_PHOTOS
from storage.letters.rows import LetterRow, letter_row
from storage.photos.outgoing import OutgoingPhoto

_KEEP: Final = "private, max-age=86400, immutable"


class LetterPhotoPages:
    """Shows before and after, takes marks and ticks."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/letters/<int:letter_id>/photos"
        return (
            ("GET", one, "letter_photos", self.show),
            ("POST", one, "letter_photos_tick", self.tick),
            ("GET", f"{one}/<int:media_id>", "letter_photo", self.brush),
            ("POST", f"{one}/<int:media_id>", "letter_photo_mark", self.mark),
            ("GET", f"{one}/<string:sha256>.jpg", "letter_photo_drawn", self.picture),
        )

    def show(self, letter_id: int) -> ResponseReturnValue:
        """Show the photos of a draft as they came and as they would leave."""
        letter, photos = self._draft(letter_id)
        if letter.state != State.DRAFT:
            return self._no_draft(letter_id)
        drawing = any(photo.state == "wanted" for photo in photos)
        return render_template(
            "office/letter_drafts/photos.html", letter=letter, photos=photos, drawing=drawing
        )

    def tick(self, letter_id: int) -> ResponseReturnValue:
        """Record that the clerk looked over the ticked pictures."""
        here = url_for("office.letter_photos", letter_id=letter_id)
        seen = {each: request.form.get(f"seen-{each}", "") for each in self._ticked()}
        if not seen:
            flash(words.PHOTOS_UNTICKED, "bad")
            return redirect(here, 303)
        try:
            with self._parts.database.write() as connection:
                tick_photos(connection, self._parts.letter_desk, letter_id, seen, self._doing())
        except Refused as refused:
            if refused.why is not Why.CHANGED:
                return refused_to(refused, here)
            flash(words.PHOTO_CHANGED, "bad")
            return redirect(here, 303)
        flash(words.PHOTOS_CHECKED, "good")
        return redirect(url_for("office.letter_edit", letter_id=letter_id), 303)

    def brush(self, letter_id: int, media_id: int) -> ResponseReturnValue:
        """Show one photo to be marked."""
        letter, photos = self._draft(letter_id)
        photo = next((each for each in photos if each.media_id == media_id), None)
        if photo is None:
            abort(404)
        if letter.state != State.DRAFT:
            return self._no_draft(letter_id)
        return render_template("office/letter_drafts/brush.html", letter=letter, photo=photo)

    def mark(self, letter_id: int, media_id: int) -> ResponseReturnValue:
        """Have a photo drawn anew with its marks."""
        try:
            marks = marks_typed(request.form)
        except ValueError:
            flash(words.BAD_BOX, "bad")
            here = url_for("office.letter_photo", letter_id=letter_id, media_id=media_id)
            return redirect(here, 303)
        there = url_for("office.letter_photos", letter_id=letter_id)
        try:
            with self._parts.database.write() as connection:
                desk, doing = self._parts.letter_desk, self._doing()
                mark_photo(connection, desk, letter_id, (media_id, marks), doing)
        except Refused as refused:
            return refused_to(refused, there)
        self._parts.worker_hint("letter-photo", 0)
        flash(words.PHOTO_MARKED, "quiet")
        return redirect(there, 303)

    def picture(self, letter_id: int, sha256: str) -> ResponseReturnValue:
        """Give a picture of this letter as it leaves the office."""
        with self._parts.database.read() as connection:
            if not self._is_of(connection, letter_id, sha256):
                abort(404)
        try:
            data = self._parts.files.get(original_key(sha256))
        except FileNotFoundError:
            abort(404)
        return Response(data, mimetype="image/jpeg", headers={"Cache-Control": _KEEP})

    def _is_of(self, connection: Connection, letter_id: int, sha256: str) -> bool:
        letter = letter_row(connection, letter_id)
        if letter is None or letter.region != self._parts.region:
            return False
        drawn = {photo.sha256 for photo in LETTER_PHOTOS.of(connection, letter_id).values()}
        shown = {each.sha256 for one in items_of(connection, letter_id) for each in one.pictures}
        return bool(sha256) and sha256 in drawn | shown

    def _draft(self, letter_id: int) -> tuple[LetterRow, list[OutgoingPhoto]]:
        """Return a letter and the photos that its matters show, in their order."""
        with self._parts.database.read() as connection:
            letter = letter_row(connection, letter_id)
            if letter is None or letter.region != self._parts.region:
                abort(404)
            kept = LETTER_PHOTOS.of(connection, letter_id)
            items = items_of(connection, letter_id)
        shown = dict.fromkeys(each.media_id for item in items for each in item.pictures)
        return letter, [kept[each] for each in shown if each in kept]

    def _ticked(self) -> tuple[int, ...]:
        return read_ids(request.form.getlist("checked"))

    def _doing(self) -> Doing:
        version = request.form.get("version", -1, type=int)
        return Doing(current_staff().id, version, self._parts.clock())

    def _no_draft(self, letter_id: int) -> ResponseReturnValue:
        flash(words.ONLY_DRAFTS, "bad")
        return redirect(page_of(letter_id), 303)
