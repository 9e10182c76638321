"""What somebody wrote into a form whose session had ended: given back to them after the login."""

import re
from typing import Final
from urllib.parse import urlsplit

from flask import request, session

from office.access.sessions import own_page

_WORDS: Final = re.compile(r"(?s)[\u3400-\u9fff].{5,}")  # a sentence, not a choice or a date
_LARGEST_OF_STRANGERS: Final = 64 * 1024  # bytes read of people who bring no session of ours
_MOST: Final = 15_000  # characters; the login form that carries them takes 64 KB
FIELD: Final = "unsent"


def bears_a_session() -> bool:
    """Whether the browser brought a session that we once gave, even one that is over."""
    return "staff" in session


def words_of_form(*, is_ours: bool) -> list[str]:
    """Return what was typed into the form of this request; `is_ours` as `bears_a_session` said.

    Empty where there is nothing worth giving back, or more than the login form can carry.
    """
    if request.method != "POST":
        return []
    if not is_ours and (request.content_length or 0) > _LARGEST_OF_STRANGERS:
        return []
    typed = [value for _, value in request.form.items(multi=True) if _WORDS.search(value)]
    return typed if sum(map(len, typed)) <= _MOST else []


def page_it_came_from() -> str:
    """Return the console's page that sent this form, as the browser says; "" if it does not."""
    return own_page(urlsplit(request.referrer or "").path)


def words_carried() -> list[str]:
    """Return what the login form carries along."""
    return request.form.getlist(FIELD)
