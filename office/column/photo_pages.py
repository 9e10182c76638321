"""A piece's photos: marked with a brush, drawn anew by the worker, looked over by name."""

from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.column.gate import Refused, Why
from casework.column.states import State
from casework.column.writing import mark_photo, tick_photos
from catalogue.wording import staff_column as words
from office.column.piece_page import doing, refused_to
from office.parts import ConsoleParts, Page
from office.photo_box import marks_typed
from storage.blobs.files import original_key
from storage.column.publications import PUBLICATION_PHOTOS, Publication, publication
from storage.photos.outgoing import OutgoingPhoto

_KEEP: Final = "private, max-age=86400, immutable"


class PiecePhotoPages:
    """Shows before and after, takes marks and ticks."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/column/<int:piece_id>/photos"
        return (
            ("GET", one, "piece_photos", self.show),
            ("POST", one, "piece_photos_tick", self.tick),
            ("GET", f"{one}/<int:media_id>", "piece_photo", self.brush),
            ("POST", f"{one}/<int:media_id>", "piece_photo_mark", self.mark),
            ("GET", f"{one}/<string:sha256>.jpg", "piece_photo_drawn", self.picture),
        )

    def show(self, piece_id: int) -> ResponseReturnValue:
        """Show the photos of a piece as they came and as they would leave."""
        piece, photos = self._draft(piece_id)
        if piece.state != State.DRAFT:
            return _no_draft(piece_id)
        drawing = any(photo.state == "wanted" for photo in photos.values())
        return render_template(
            "office/column/photos.html", piece=piece, photos=list(photos.values()), drawing=drawing
        )

    def tick(self, piece_id: int) -> ResponseReturnValue:
        """Record that the clerk looked over the ticked pictures."""
        here = url_for("office.piece_photos", piece_id=piece_id)
        ticked = request.form.getlist("checked", type=int)
        seen = {each: request.form.get(f"seen-{each}", "") for each in ticked}
        if not seen:
            flash(words.UNTICKED, "bad")
            return redirect(here, 303)
        try:
            with self._parts.database.write() as connection:
                vault = self._parts.letter_desk.vault
                tick_photos(connection, vault, piece_id, seen, doing(self._parts))
        except Refused as refused:
            if refused.why is not Why.CHANGED:
                return refused_to(refused, piece_id)
            flash(words.PHOTO_CHANGED, "bad")
            return redirect(here, 303)
        flash(words.PHOTOS_CHECKED, "good")
        return redirect(url_for("office.piece", piece_id=piece_id), 303)

    def brush(self, piece_id: int, media_id: int) -> ResponseReturnValue:
        """Show one photo to be marked."""
        piece, photos = self._draft(piece_id)
        photo = photos.get(media_id) or abort(404)
        if piece.state != State.DRAFT:
            return _no_draft(piece_id)
        return render_template("office/column/brush.html", piece=piece, photo=photo)

    def mark(self, piece_id: int, media_id: int) -> ResponseReturnValue:
        """Have a photo drawn anew with its marks."""
        try:
            marks = marks_typed(request.form)
        except ValueError:
            flash(words.BAD_BOX, "bad")
            here = url_for("office.piece_photo", piece_id=piece_id, media_id=media_id)
            return redirect(here, 303)
        try:
            with self._parts.database.write() as connection:
                vault, photo = self._parts.letter_desk.vault, (media_id, marks)
                mark_photo(connection, vault, piece_id, photo, doing(self._parts))
        except Refused as refused:
            return refused_to(refused, piece_id)
        self._parts.worker_hint("column-photo", 0)
        flash(words.PHOTO_MARKED, "quiet")
        return redirect(url_for("office.piece_photos", piece_id=piece_id), 303)

    def picture(self, piece_id: int, sha256: str) -> ResponseReturnValue:
        """Give a picture of this piece as it leaves the office."""
        _, photos = self._draft(piece_id)
        if not sha256 or sha256 not in {photo.sha256 for photo in photos.values()}:
            abort(404)
        try:
            data = self._parts.files.get(original_key(sha256))
        except FileNotFoundError:
            abort(404)
        return Response(data, mimetype="image/jpeg", headers={"Cache-Control": _KEEP})

    def _draft(self, piece_id: int) -> tuple[Publication, dict[int, OutgoingPhoto]]:
        with self._parts.database.read() as connection:
            piece = publication(connection, piece_id) or abort(404)
            return piece, PUBLICATION_PHOTOS.of(connection, piece_id)


def _no_draft(piece_id: int) -> ResponseReturnValue:
    flash(words.ONLY_DRAFTS, "bad")
    return redirect(url_for("office.piece", piece_id=piece_id), 303)
