"""What every form of a letter's page shares: who acts on which version, and one sentence after."""

from collections.abc import Callable, Collection
from datetime import date
from http import HTTPStatus
from typing import Any, BinaryIO, Final, cast

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.gate import Doing, Refused, Why
from casework.letters.papers import GivenPaper, UnfitPaper
from catalogue.reading.typed import as_typed
from catalogue.wording import staff_letter_desk as wording
from catalogue.wording.staff_letters import refusal
from office.access.sessions import current_staff
from office.access.unsent import words_of_form
from office.letter_pages.letter_page import letter_page
from office.parts import ConsoleParts

LONGEST_TEXT: Final = 4000
_LONGEST_LINE: Final = 400


class BadForm(Exception):
    """A field that cannot be read; the message is a sentence for the clerk."""


def act_on(
    parts: ConsoleParts,
    letter_id: int,
    act: Callable[..., Any],
    told: str | Callable[[Any], str],
    given: Callable[[], tuple[Any, ...]] = tuple,
) -> ResponseReturnValue:
    """Do `act(connection, desk, letter_id, *given(), doing)` and return to the letter.

    `given` reads the form and may raise BadForm or UnfitPaper; `told` is the sentence to show, or
    makes it of what the act returns. Whatever is refused changes nothing and shows the letter as it
    now is, with one sentence for each reason and the words that were typed.
    """
    try:
        fields, doing = given(), _doing(parts)
        with parts.database.write() as connection:
            came = act(connection, parts.letter_desk, letter_id, *fields, doing)
    except (Refused, BadForm, UnfitPaper) as refused:
        for sentence in _sentences(refused):
            flash(sentence, "bad")
        taken = isinstance(refused, Refused) and refused.why is Why.CHANGED
        status = HTTPStatus.CONFLICT if taken else HTTPStatus.UNPROCESSABLE_ENTITY
        return letter_page(parts, letter_id, words_of_form(is_ours=True)), status
    flash(told if isinstance(told, str) else told(came), "good")
    return redirect(url_for("office.letter", letter_id=letter_id), HTTPStatus.SEE_OTHER)


def text(name: str, longest: int = _LONGEST_LINE) -> str:
    """Return a text field as typed."""
    return as_typed(request.form.get(name, ""))[:longest]


def day(name: str) -> date:
    """Return a day field. Raises BadForm."""
    found = optional_day(name)
    if found is None:
        raise BadForm(wording.BAD_DATE)
    return found


def optional_day(name: str) -> date | None:
    """Return a day field that may stay empty. Raises BadForm."""
    typed = text(name)
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise BadForm(wording.BAD_DATE) from error


def choice(name: str, choices: Collection[str], otherwise: str = wording.BAD_CHOICE) -> str:
    """Return a chosen code. Raises BadForm for one that was not on offer."""
    chosen = text(name)
    if chosen not in choices:
        raise BadForm(otherwise)
    return chosen


def papers(name: str) -> list[GivenPaper]:
    """Return the files chosen in a field; the larger ones lie on disk."""
    return [
        GivenPaper(file.filename, cast("BinaryIO", file.stream))
        for file in request.files.getlist(name)
        if file.filename
    ]


def _sentences(refused: Refused | BadForm | UnfitPaper) -> tuple[str, ...]:
    if isinstance(refused, Refused):
        return (refusal(refused.why.name, refused.details),)
    return refused.sentences if isinstance(refused, UnfitPaper) else (str(refused),)


def _doing(parts: ConsoleParts) -> Doing:
    version = request.form.get("version", -1, type=int)
    return Doing(current_staff().id, version, parts.clock(), text("note"))
