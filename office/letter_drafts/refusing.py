"""Saying to a clerk why something was not done to a letter's draft, and where to go then."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.letters.gate import Refused
from catalogue.wording import staff_letter_drafts as words
from catalogue.wording.staff_letters import refusal
from office.letter_drafts.completing import NoSuchReport


def said(refused: Refused | NoSuchReport) -> str:
    """Return the sentence."""
    if isinstance(refused, NoSuchReport):
        return words.NO_SUCH_REPORT
    return refusal(refused.why.name, refused.details)


def refused_to(refused: Refused, address: str) -> ResponseReturnValue:
    """Say it on another page."""
    flash(said(refused), "bad")
    return redirect(address, 303)


def page_of(letter_id: int) -> str:
    """Return the address of a letter's own page."""
    return url_for("office.letter", letter_id=letter_id)
