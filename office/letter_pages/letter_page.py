"""A letter's page: its text, its state, its history, and the buttons of whoever looks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from casework.letters.viewing import LetterView, view_letter
from casework.rules import local_day
from casework.settings.leave import Leave, leaves_on
from casework.urging.liaisons import liaisons
from catalogue.letters.terms import overdue_from
from catalogue.wording import letter_print, staff_letters, staff_looks
from catalogue.wording import letters as letter_wording
from catalogue.wording import staff_letter_desk as wording
from office.access.sessions import current_staff
from office.letters.values import answer_line
from office.parts import ConsoleParts, Page
from storage.closing.looks import Asked, asked_about
from storage.letters.rows import LetterRow

_RUNNING: Final = frozenset({"delivered", "received"})
_SENDABLE: Final = ("exchange", "hand")


class LetterPages:
    """One letter; looking at it changes nothing."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("GET", "/letters/<int:letter_id>", "letter", self.show),)

    def show(self, letter_id: int) -> ResponseReturnValue:
        """Show a letter."""
        return letter_page(self._parts, letter_id)


def letter_page(parts: ConsoleParts, letter_id: int, unsent: Sequence[str] = ()) -> str:
    """Return a letter's page; `unsent` are the words of a form that was refused."""
    now = parts.clock()
    today = local_day(now)
    with parts.database.read() as connection:
        view = view_letter(connection, parts.letter_desk, letter_id, current_staff().id, now)
        if view is None:
            abort(404)
        leave = leaves_on(connection, today).get(view.letter.signer_role)
        people = liaisons(connection, parts.vault, view.letter.unit)
        unhappy = _still_not_fixed(asked_about(connection, letter_id))
    content = view.content
    return render_template(
        "office/letters/letter.html",
        view=view,
        letter=view.letter,
        content=content,
        term=answer_line(content.term, content.answer_form) if content else "",
        offers={str(act) for act in view.offers},
        nobody_signs=_nobody_signs(view, leave),
        people=[each.person for each in people if each.receives],
        ways=ways_to_send(parts),
        today=today,
        is_late=_is_late(view.letter, today),
        unhappy=unhappy,
        unsent=unsent,
        words=wording,
        prints=letter_print,
        letter_states=staff_letters.STATES,
        roles=letter_wording.ROLES,
    )


def _is_late(letter: LetterRow, today: date) -> bool:
    return letter.state in _RUNNING and letter.due is not None and overdue_from(letter.due) <= today


def _still_not_fixed(asked: Sequence[Asked]) -> Mapping[int, str]:
    """Return {matter: a sentence} where an observer's newest word is that it is not fixed."""
    newest = {(each.item_id, each.observer_id): each.verdict for each in asked}
    unhappy = Counter(item_id for (item_id, _), said in newest.items() if said == "not_fixed")
    return {item_id: staff_looks.check_first(people) for item_id, people in unhappy.items()}


def ways_to_send(parts: ConsoleParts) -> tuple[str, ...]:
    """Return how this office may deliver a letter."""
    return (*_SENDABLE, "link") if parts.letters_over_internet else _SENDABLE


def _nobody_signs(view: LetterView, leave: Leave | None) -> str:
    """Say where no account can sign, and who else may by the rules; empty where one can."""
    letter, kind = view.letter, view.policy.kind(view.letter.kind)
    waits = letter.state == "submitted" and (letter.way == "console" or leave)
    signers = view.policy.signers(kind) if kind else ()
    if not waits or (view.signer_there and letter.signer_role in signers):
        return ""
    others = [role for role in signers if role != letter.signer_role]
    names = "、".join(letter_wording.ROLES[role] for role in others)
    role = letter_wording.ROLES[letter.signer_role]
    if leave is None:
        return wording.nobody_signs(role, names)
    return wording.signer_away(role, leave.first, leave.last, letter_wording.ROLES[leave.deputy])
