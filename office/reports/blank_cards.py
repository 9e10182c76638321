"""Blank 信息采集卡 to print on A4: one project's, those ticked, or all of them.

What stands on paper is the card in force today; an answer that a clerk enters later (代录) is kept
under the version in the foot. (Source: issue 4 item 3; domain §2.)
"""

from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.rules import local_day
from catalogue.cards.cards import Card, Field
from catalogue.projects import Project
from catalogue.wording import staff_cards as words
from office.parts import ConsoleParts, Page

_WIDE: Final = frozenset(("words", "spot", "sub", "photos", "signboard"))
_CHOICES_IN_HALF: Final = 4  # more of them need the whole width of the page
_LABEL_IN_HALF: Final = 22  # characters


class BlankCardPages:
    """The list of cards, and the sheets."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/cards", "blank_cards", self.show),
            ("GET", "/cards/print", "blank_cards_print", self.print),
        )

    def show(self) -> ResponseReturnValue:
        """List every project that has a card."""
        return render_template("office/blank_cards.html", cards=self._cards())

    def print(self) -> ResponseReturnValue:
        """Show the sheets of the projects asked for, of all where none is."""
        asked = set(request.args.getlist("project"))
        cards = [pair for pair in self._cards() if not asked or pair[0].code in asked]
        return render_template(
            "office/blank_cards_print.html", cards=cards, is_wide=is_wide, words=words
        )

    def _cards(self) -> list[tuple[Project, Card]]:
        today = local_day(self._parts.clock())
        found = ((each, self._parts.cards.of(each.code, today)) for each in self._parts.projects)
        return [(project, card) for project, card in found if card is not None]


def is_wide(field: Field) -> bool:
    """Whether a field takes the whole width of the page."""
    crowded = len(field.choices) > _CHOICES_IN_HALF or len(field.label) > _LABEL_IN_HALF
    return crowded or field.id in _WIDE
