"""语音听写: voices that wait for a clerk's ears, the oldest first; played, typed up, saved."""

from http import HTTPStatus
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.reports import hearing
from casework.reports.hearing import Clerk, Heard
from catalogue.wording import staff_sound as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.desk import transcripts

_SAID: Final = {
    Heard.DONE: (words.TYPED, "good"),
    Heard.URGENT: (words.TYPED_URGENT, "good"),
    Heard.SAME: (words.TYPED_BEFORE, "quiet"),
    Heard.OVER: (words.VOICE_OVER, "quiet"),
}
_REFUSED: Final = {
    Heard.EMPTY: (words.NOTHING_TYPED, HTTPStatus.BAD_REQUEST),
    Heard.TOO_LONG: ("", HTTPStatus.BAD_REQUEST),
    Heard.CHANGED_ELSEWHERE: (words.TYPED_ELSEWHERE, HTTPStatus.CONFLICT),
}


class VoicePages:
    """The queue, the page of one voice, and what a clerk does there."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/voices", "voices", self.queue),
            ("GET", "/voices/<int:media_id>", "voice", self.show),
            ("POST", "/voices/<int:media_id>", "type_up", self.type_up),
            ("POST", "/voices/<int:media_id>/unclear", "unclear", self.unclear),
        )

    def queue(self) -> ResponseReturnValue:
        """Show what waits."""
        with self._parts.database.read() as connection:
            voices = transcripts.waiting_voices(connection, self._parts.vault)
            unheard = transcripts.count_waiting(connection)
        return render_template("office/voices.html", voices=voices, unheard=unheard)

    def show(self, media_id: int) -> ResponseReturnValue:
        """Show one voice, to hear it again or to correct what was typed."""
        return self._page(media_id)

    def type_up(self, media_id: int) -> ResponseReturnValue:
        """Save what a clerk heard; what cannot be saved stays in the form."""
        text = request.form.get("text", "")
        outcome = hearing.type_up(self._parts.hearing, media_id, text, self._clerk())
        if outcome is Heard.UNKNOWN:
            abort(404)
        if outcome in _REFUSED:
            sentence, status = _REFUSED[outcome]
            flash(sentence or words.too_long(len(text.strip()), hearing.LONGEST), "bad")
            return self._page(media_id, text), status
        return self._done(media_id, *_SAID[outcome])

    def unclear(self, media_id: int) -> ResponseReturnValue:
        """Ask the observer to say it in words."""
        outcome = hearing.ask_in_words(self._parts.hearing, media_id, self._clerk())
        if outcome is Heard.UNKNOWN:
            abort(404)
        if outcome is Heard.CHANGED_ELSEWHERE:
            flash(words.TYPED_ELSEWHERE, "bad")
            return self._page(media_id), HTTPStatus.CONFLICT
        said = _SAID | {
            Heard.DONE: (words.ASKED_IN_WORDS, "good"),
            Heard.SAME: (words.ASKED_BEFORE, "quiet"),
        }
        return self._done(media_id, *said[outcome])

    def _done(self, media_id: int, sentence: str, tone: str) -> ResponseReturnValue:
        self._parts.worker_hint("outbox", 0)
        flash(sentence, tone)
        if request.form.get("from") == "queue":
            return redirect(url_for("office.voices"), HTTPStatus.SEE_OTHER)
        return redirect(url_for("office.voice", media_id=media_id), HTTPStatus.SEE_OTHER)

    def _clerk(self) -> Clerk:
        version = request.form.get("version", -1, type=int)
        return Clerk(current_staff().id, version, self._parts.clock())

    def _page(self, media_id: int, text: str | None = None) -> str:
        with self._parts.database.read() as connection:
            voice = transcripts.voice(connection, self._parts.vault, media_id)
        if voice is None:
            abort(404)
        return render_template("office/voice.html", voice=voice, typed=text)
