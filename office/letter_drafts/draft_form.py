"""The form of a letter's draft: what a clerk typed, read and checked. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from werkzeug.datastructures import MultiDict

from casework.letters.content import Visit
from casework.letters.drafting import LetterDraft
from catalogue.reading.typed import as_typed
from catalogue.wording import staff_letter_drafts as words
from storage.letters.items import ItemDraft, ItemPicture

MOST_ITEMS: Final = 60
LONGEST: Final = {"title": 120, "unit": 80, "signer_name": 40, "place": 200, "caption": 120}
LONGEST_TEXT: Final = 4000
_VISIT: Final = ("time", "place", "people", "matters", "materials")
_NUMBER: Final = re.compile(r"(\d{2})(\d{2})[-－—](\d{1,4}).?")
_LARGEST_ID: Final = 2**31 - 1  # of our reports and photos; PostgreSQL refuses what is no bigint

Form = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class TypedItem:
    """One matter as typed; when it was seen is not typed but known from its reports."""

    words: ItemDraft
    covert: bool


@dataclass(frozen=True, slots=True)
class TypedDraft:
    """What stands in the form. `wanted`: month, day and number of a report to add, if any."""

    draft: LetterDraft
    items: tuple[TypedItem, ...]
    wanted: tuple[int, int, int] | None
    mistakes: tuple[str, ...]


def typed_draft(form: Form, kind: str) -> TypedDraft:
    """Return what was sent; mistakes are sentences for the clerk."""
    items = tuple(_items(form))
    mistakes: list[str] = []
    unit = _line(form, "unit")
    draft = LetterDraft(
        kind=kind,
        title=_line(form, "title"),
        unit=unit,
        copies=tuple(_copies(form, unit)),
        ground=_line(form, "ground"),
        opening=_text(form, "opening"),
        requirement=_text(form, "requirement"),
        reason=_text(form, "reason"),
        signer_role=_line(form, "signer_role"),
        signer_name=_line(form, "signer_name"),
        way="paper" if form.get("way") == "paper" else "console",
        items=tuple(item.words for item in items),
        asked_by=_day(form, mistakes),
        visit=_visit(form) if kind == "onsite" else None,
        secret_free=form.get("secret_free") == "1",
    )
    mistakes += _too_long(draft)
    return TypedDraft(draft, items, _wanted(form, mistakes), tuple(dict.fromkeys(mistakes)))


def read_ids(values: list[str]) -> tuple[int, ...]:
    """Return the ids among these texts, each once."""
    numbers = (int(value) for value in values if value.isascii() and value.isdecimal())
    return tuple(dict.fromkeys(number for number in numbers if 0 < number <= _LARGEST_ID))


def _copies(form: Form, unit: str) -> Iterator[str]:
    """Yield each unit to copy to once; whoever the letter goes to needs no copy."""
    typed = (" ".join(line.split()) for line in _text(form, "copies").splitlines())
    yield from (name for name in dict.fromkeys(typed) if name and name != unit)


def _items(form: Form) -> Iterator[TypedItem]:
    count = form.get("items", "")
    numbers = range(min(int(count), MOST_ITEMS) if count.isdecimal() else 0)
    kept = [number for number in numbers if not form.get(f"item-{number}-drop")]
    for number in sorted(kept, key=lambda each: (_order(form, each), each)):
        item = _item(form, f"item-{number}-")
        if item.report_ids or item.problem or item.place:
            yield TypedItem(item, form.get(f"item-{number}-covert") == "1")


def _order(form: Form, number: int) -> int:
    typed = form.get(f"item-{number}-order", "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() else number + 1


def _item(form: Form, named: str) -> ItemDraft:
    photos = read_ids(form.getlist(f"{named}photo"))
    return ItemDraft(
        problem=_text(form, f"{named}problem"),
        place=_line(form, f"{named}place"),
        seen="",
        project=_line(form, f"{named}project")[:40],
        requirement=_text(form, f"{named}requirement"),
        report_ids=read_ids(form.get(f"{named}reports", "").split(",")),
        pictures=tuple(
            ItemPicture(photo, "", _line(form, f"{named}caption-{photo}"), None) for photo in photos
        ),
    )


def _visit(form: Form) -> Visit | None:
    told = [_text(form, f"visit-{name}") for name in _VISIT]
    return Visit(*told) if any(told) else None


def _day(form: Form, mistakes: list[str]) -> date | None:
    typed = _line(form, "asked_by")
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        mistakes.append(words.BAD_DAY)
        return None


def _wanted(form: Form, mistakes: list[str]) -> tuple[int, int, int] | None:
    typed = _line(form, "add_report")
    found = _NUMBER.fullmatch(typed)
    if typed and found is None:
        mistakes.append(words.NO_SUCH_REPORT)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def _too_long(draft: LetterDraft) -> Iterator[str]:
    lines = [(name, getattr(draft, name)) for name in ("title", "unit", "signer_name")]
    lines += [("unit", unit) for unit in draft.copies]
    lines += [("place", item.place) for item in draft.items]
    lines += [("caption", shown.caption) for item in draft.items for shown in item.pictures]
    texts = [(name, getattr(draft, name)) for name in ("opening", "requirement", "reason")]
    texts += [("problem", item.problem) for item in draft.items]
    texts += [("asked", item.requirement) for item in draft.items]
    if (visit := draft.visit) is not None:
        texts += [("visit", getattr(visit, name)) for name in _VISIT]
    yield from (words.too_long(n, LONGEST[n]) for n, text in lines if len(text) > LONGEST[n])
    yield from (words.too_long(n, LONGEST_TEXT) for n, text in texts if len(text) > LONGEST_TEXT)


def _text(form: Form, name: str) -> str:
    return as_typed(form.get(name, ""))


def _line(form: Form, name: str) -> str:
    return " ".join(_text(form, name).split())
