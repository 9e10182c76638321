"""The fields of a card as its page shows them, and what a form of the page says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from werkzeug.datastructures import MultiDict

from casework.card_page.saving import Outcome, is_settled
from casework.cards.card_desk import Change, options_of, shown_in
from casework.cards.cards import Sheet
from catalogue.cards.card_values import JOINT
from catalogue.cards.cards import Card, Field
from catalogue.wording import cards as card_words

Control = Literal["one", "several", "typed"]
_LONGEST_TYPED = 500  # characters that come back to the page; a field takes far fewer


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `seen` is what stands, `typed` what its control holds; `said` is shown beside it.

    `is_clash`: somebody changed it meanwhile, and both answers are offered.
    """

    field: Field
    control: Control
    options: tuple[str, ...]
    seen: str
    typed: str
    said: str
    is_clash: bool
    is_settled: bool
    is_read: bool  # from the report's own words
    applies: bool

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked ones of several choices."""
        return tuple(self.typed.split(JOINT)) if self.typed else ()


def rows(filled: Sheet, outcome: Outcome | None, typed: Mapping[str, Change]) -> Iterator[Row]:
    """Yield the fields that an observer fills in.

    `typed` is what the form held; it comes back where nothing was kept or its field was refused.
    """
    said = outcome.refused | outcome.clashing if outcome else {}
    applying = {one.id for one in filled.card.applying(filled.sub)}
    for one in filled.card.fields:
        if one.known is not None:
            continue
        entry, stands = filled.filled.get(one.id), shown_in(filled, one)
        comes_back = one.id in typed and (outcome is None or one.id in said)
        yield Row(
            field=one,
            control=_control(one),
            options=_options(one),
            seen=stands,
            typed=typed[one.id].wanted if comes_back else stands,
            said=said.get(one.id, ""),
            is_clash=outcome is not None and one.id in outcome.clashing,
            is_settled=is_settled(filled, one),
            is_read=entry is not None and entry.answer.by == "report",
            applies=one.id in applying,
        )


def standing(filled: Sheet) -> dict[str, str]:
    """Return {field id: what stands in it} for the fields that an observer fills in."""
    return {one.id: shown_in(filled, one) for one in filled.card.fields if one.known is None}


def changes_in(form: MultiDict[str, str], card: Card) -> dict[str, Change]:
    """Return the fields that a form holds, each with the state it was based on."""
    return {
        one.id: Change(form[f"was-{one.id}"], _wanted(form, one))
        for one in card.fields
        if one.known is None and f"was-{one.id}" in form
    }


def _wanted(form: MultiDict[str, str], one: Field) -> str:
    if f"take-{one.id}" in form:  # the other's answer, after a clash
        return form[f"was-{one.id}"]
    if f"unseen-{one.id}" in form:
        return card_words.UNSEEN
    return JOINT.join(form.getlist(f"f-{one.id}")).strip()[:_LONGEST_TYPED]


def _control(one: Field) -> Control:
    if one.type == "multi-choice":
        return "several"
    return "one" if options_of(one) else "typed"


def _options(one: Field) -> tuple[str, ...]:
    if one.type == "multi-choice":
        return (*one.choices, card_words.UNSEEN)
    return options_of(one)
