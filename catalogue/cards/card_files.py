"""The shape of the cards' data files: what the office may edit without a release."""

import re
from fractions import Fraction
from typing import Literal

from pydantic import Field

from catalogue.data_files import DATA, Row

CARD_FOLDER = DATA / "cards"
COMMON = "common"  # the file that every card begins and ends with

FieldType = Literal[
    "auto", "number", "choice", "multi-choice", "yes-no-na", "sub", "text", "date", "photo"
]
# What a field of type `auto` or `photo` shows, straight from the report.
Known = Literal["time", "observer", "county", "township", "photos", "words", "urgent"]

CHOOSING: frozenset[str] = frozenset(("choice", "multi-choice", "sub"))
ASKED_IN_CHAT: frozenset[str] = CHOOSING | {"number", "yes-no-na"}
ESSENTIAL = 7  # fields of this importance and above make a card complete
MOST_ASKED = 3  # questions a report; so no card has more essential fields
_FACTOR = re.compile(r"\d+(?:\.\d+)?(?:/[1-9]\d*)?")
PERCENT = "%"  # the unit of `bands`
YES, NO = "yes", "no"
UNSEEN = "unseen"  # 没看到, 不适用: an answer too, for nobody must guess


class UnitRow(Row):
    """One table of units.toml. `names`: factor as text → how the unit is written."""

    said: str = Field(min_length=1)
    names: dict[str, list[str]] = Field(default_factory=dict)
    leads: list[str] = Field(default_factory=list)
    tail: bool = False
    signed: bool = False

    def mistakes(self) -> list[str]:
        """Return what is wrong beyond the shape."""
        wrong = [factor for factor in self.names if not is_factor(factor)]
        return [f"names.{factor}: must be a positive number or a fraction" for factor in wrong]


class FieldRow(Row):
    """One field of a card.

    `ask` is how the chat asks; `importance` 0 is never asked, 9 first; `subs` are codes of the
    parts it applies to, empty for all. `standard` is shown as a rule only while `confirmed`.
    `near` are words beside which an amount in a note means this field; `words` (choice or
    yes/no → words) are what a note says for a value; `bands` (choice → from, below) place a
    percentage among the choices.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$", max_length=40)
    label: str = Field(min_length=1, max_length=40)
    type: FieldType
    ask: str = Field(default="", max_length=20)
    unit: str = ""
    range: list[float] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)
    answers: list[str] = Field(default=["是", "不是"], min_length=2, max_length=2)
    known: Known | None = None
    importance: int = Field(default=0, ge=0, le=9)
    subs: list[str] = Field(default_factory=list)
    standard: str = ""
    source: str = ""
    confirmed: bool = False
    names: list[str] = Field(default_factory=list)
    near: list[str] = Field(default_factory=list)
    words: dict[str, list[str]] = Field(default_factory=dict)
    bands: dict[str, list[float]] = Field(default_factory=dict)

    def mistakes(self) -> list[str]:
        """Return what is wrong beyond the shape, each beginning with its key."""
        return [*self._of_values(), *self._of_choices(), *self._of_asking()]

    def _of_values(self) -> list[str]:
        rules = (
            (self.type == "number" and not self.unit, "unit: a number needs one"),
            (self.type != "number" and bool(self.unit), "unit: only a number has one"),
            (
                self.type == "number" and not _rising(self.range),
                "range: must be two rising numbers",
            ),
            (self.type != "number" and bool(self.range), "range: only a number has one"),
            ((self.type in ("auto", "photo")) != bool(self.known), "known: auto and photo need it"),
        )
        return [said for is_wrong, said in rules if is_wrong]

    def _of_choices(self) -> list[str]:
        chooses = self.type in ("choice", "multi-choice")
        known = [YES, NO, UNSEEN] if self.type == "yes-no-na" else self.choices
        rules = (
            (chooses and len(set(self.choices)) < 2, "choices: at least two different ones"),  # noqa: PLR2004 - one is no choice
            (not chooses and bool(self.choices), "choices: only a choice has them"),
            (any("、" in choice for choice in self.choices), "choices: no 、 inside one"),
            (not all(_rising(band) for band in self.bands.values()), "bands: from and below"),
        )
        wrong = [said for is_wrong, said in rules if is_wrong]
        wrong += [
            f"words.{key}: is no answer of this field" for key in self.words if key not in known
        ]
        return wrong + [
            f"bands.{key}: is no choice" for key in self.bands if key not in self.choices
        ]

    def _of_asking(self) -> list[str]:
        rules = (
            (self.importance > 0 and self.type not in ASKED_IN_CHAT, "importance: cannot be asked"),
            (self.importance > 0 and not self.ask, "ask: an important field needs it"),
            (bool(self.standard) and not self.source, "source: where does the standard stand"),
            (self.confirmed and not self.standard, "confirmed: there is no standard"),
        )
        return [said for is_wrong, said in rules if is_wrong]


class CommonFile(Row):
    """common.toml: what every card begins and ends with."""

    version: int = Field(ge=1)
    head: list[FieldRow] = Field(min_length=1)
    tail: list[FieldRow] = Field(min_length=1)


class CardFile(Row):
    """A project's card, named like its project. `subs`: part → words that speak for it.

    `importance` is what common fields weigh on this card.
    """

    version: int = Field(ge=1)
    source: str = Field(min_length=1)
    subs: dict[str, list[str]] = Field(default_factory=dict)
    importance: dict[str, int] = Field(default_factory=dict)
    fields: list[FieldRow] = Field(min_length=1)


def is_factor(text: str) -> bool:
    """Whether a key of `names` is a positive number such as 0.01 or 1/60."""
    return _FACTOR.fullmatch(text) is not None and Fraction(text) > 0


def _rising(pair: list[float]) -> bool:
    return len(pair) == 2 and pair[0] < pair[1]  # noqa: PLR2004 - from and to
