"""What the pages of settings share: looking before saving, saving, and bringing back a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from casework.settings.changing import Wish, bring_back, change
from catalogue.wording import staff_settings as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts
from storage.settings.versions import Setting

_LONGEST_NOTE: Final = 200
_MOST_VERSIONS: Final = 999_999


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do, for a person to confirm.

    `changes` are (what, before, after); `effects` sentences on whom it touches; `fields` are sent
    again with the confirmation to `action`; `back` is where no leads.
    """

    title: str
    changes: Sequence[tuple[str, str, str]]
    effects: Sequence[str]
    fields: Mapping[str, str]
    action: str
    back: str


def confirm_page(preview: Preview) -> str:
    """Return the page that asks whether this is meant."""
    return render_template("office/settings/confirm.html", preview=preview)


def refused(sentences: Sequence[str], back: str) -> ResponseReturnValue:
    """Tell every mistake, save nothing."""
    page = render_template("office/settings/refused.html", sentences=sentences, back=back)
    return page, 422


def save(
    parts: ConsoleParts, wish: Wish, back: str, saved: str = wording.SAVED
) -> ResponseReturnValue:
    """Write a confirmed wish; `saved` is said once it is kept."""
    with parts.database.write() as connection:
        done = change(connection, wish, current_staff().id, parts.clock())
    return told(back, saved, done=done)


def restore(parts: ConsoleParts, family: str, key: str, back: str) -> ResponseReturnValue:
    """Let the version named in the form hold again."""
    version = form_number("version")
    wish = Wish(family, key, form_number("seen"), None, wording.brought_back(version))
    doing = (current_staff().id, parts.clock())
    with parts.database.write() as connection:
        done = bring_back(connection, wish, version, doing)
    return told(back, done=done)


def told(back: str, saved: str = wording.SAVED, *, done: bool) -> ResponseReturnValue:
    """Say that it was saved, or that somebody was quicker, on the page it came from."""
    if done:
        flash(saved, "good")
    else:
        flash(wording.CHANGED_ELSEWHERE, "bad")
    return redirect(back, 303)


def version_of(setting: Setting | None) -> int:
    """Return the version that a page shows, 0 for the packaged value."""
    return setting.version if setting else 0


def form_number(name: str) -> int:
    """Return a version sent by one of our forms."""
    said = request.form.get(name, "")
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(_MOST_VERSIONS))):
        abort(400)
    return int(said)


def form_note() -> str:
    """Return the reason or source on one line; empty where it lacks or is too long."""
    note = " ".join(request.form.get("note", "").split())
    return note if len(note) <= _LONGEST_NOTE else ""
