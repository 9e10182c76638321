"""Photos that an observer adds on the card's page, one at a time in memory."""

import hashlib
import logging
import os
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from bot.pages.card.opening import open_card
from bot.pages.card.parts import PageParts
from bot.pages.card.screen import News, photos_of, screen
from bot.pages.guards import wants_json
from casework.card_page.photos import ReportIsOver, add_photo
from catalogue.wording import observer_card_page as words
from reminders.media_kinds import image_extension
from storage.photos.desk_uploads import NewUpload, new_key
from storage.work.rate_limits import spend

log = logging.getLogger(__name__)

MOST_A_DAY: Final = 30  # photos of one report; a card asks for one to nine
_DAY: Final = timedelta(days=1)
_MEGABYTE: Final = 1 << 20
_HEAD: Final = 4096  # bytes that tell a picture


class _Refused(Exception):
    """One file was not kept; `sentence` says why."""

    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class PhotoPages:
    """Takes photos into the report of a link."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    def add(self, token: str) -> ResponseReturnValue:
        """Keep the photos that were chosen; the first one that cannot be kept ends it."""
        with self._parts.database.read() as connection:
            report_id = open_card(self._parts, connection, token).report.id
        chosen = [file for file in request.files.getlist("photo") if file.filename]
        if not chosen:
            return self._told(token, words.NO_PHOTO, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            for file in chosen:
                self._keep(report_id, file)
        except _Refused as refusal:
            return self._told(token, refusal.sentence, refusal.status)
        finally:
            for file in chosen:
                file.close()  # the larger ones lie on disk until then
            self._parts.worker_hint("page", 0)
        return self._told(token, words.PHOTO_KEPT, HTTPStatus.OK)

    def _keep(self, report_id: int, file: FileStorage) -> None:
        self._look_at(file)
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            if not spend(connection, f"card-photos:{report_id}", MOST_A_DAY, _DAY, now):
                raise _Refused(words.ENOUGH_PHOTOS, HTTPStatus.TOO_MANY_REQUESTS)
        data = file.read()
        upload = NewUpload(
            store_key=new_key(now),
            filename=Path(file.filename or "").name[-120:],
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        )
        try:
            self._parts.files.put(upload.store_key, data)
            if not add_photo(self._parts.photo_desk, report_id, upload, now):
                self._parts.files.delete(upload.store_key)
        except OSError as error:  # a full disk, a store that is away
            log.exception("card page: a photo could not be stored")
            raise _Refused(words.STORE_FAILS, HTTPStatus.SERVICE_UNAVAILABLE) from error
        except ReportIsOver as error:
            self._parts.files.delete(upload.store_key)
            raise _Refused(words.WITHDRAWN, HTTPStatus.GONE) from error

    def _look_at(self, file: FileStorage) -> None:
        size = file.seek(0, os.SEEK_END) or file.tell()
        file.seek(0)
        if size > self._parts.largest_photo:
            raise _Refused(
                words.photo_too_big(self._parts.largest_photo // _MEGABYTE),
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        if image_extension(file.read(_HEAD)) is None:
            raise _Refused(words.NOT_A_PHOTO, HTTPStatus.UNPROCESSABLE_ENTITY)
        file.seek(0)

    def _told(self, token: str, sentence: str, status: HTTPStatus) -> ResponseReturnValue:
        """Say what came of it, on the page where no script asks."""
        if not wants_json() and status == HTTPStatus.OK:
            after = url_for("pages.card", token=token, photos=1, _anchor="photos")
            return redirect(after, HTTPStatus.SEE_OTHER)
        with self._parts.database.read() as connection:
            opened = open_card(self._parts, connection, token)
            if wants_json():
                count = words.photos(len(photos_of(connection, opened.report.id)))
                return jsonify(sentence=sentence, count=count), status
            return screen(self._parts, connection, token, opened, News(notice=sentence)), status
