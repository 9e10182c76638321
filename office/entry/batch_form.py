"""A batch's form read back: what the clerk changed, and a sentence for each row that is not right.

Photos carry numbers on the page; a row names its photos as `1-3,5`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from casework.entry.batch_work import BatchRow, BatchWork
from casework.entry.entering import SOURCES, Line
from casework.entry.entry_rules import read_moment, why_not_then, why_not_these
from casework.rules import SHANGHAI
from catalogue.wording import staff_entry as wording
from office.people.observer_choice import ObserverChoice
from storage.photos.desk_uploads import Upload

_PHOTOS = re.compile(r"(\d{1,3})(?:\s*[-–—~至到]\s*(\d{1,3}))?")
_BETWEEN = re.compile(r"[\s,，、;；.。]+")


@dataclass(frozen=True, slots=True)
class FormReading:
    """The work as the form has it; `problems` are about senders nobody could be found for."""

    work: BatchWork
    problems: tuple[str, ...]


def read_form(form: MultiDict[str, str], before: BatchWork, choice: ObserverChoice) -> FormReading:
    """Return the work with what the form says; a field that cannot be read stays as it was."""
    whose, problems = dict(before.whose), []
    for number, sender in enumerate(before.whose):
        typed = form.get(f"who-{number}", "").strip()
        chosen = choice.read(typed) if typed else None
        if isinstance(chosen, str):
            problems.append(f"{sender or wording.NOBODY}：{chosen}")
        else:
            whose[sender] = None if chosen is None else chosen.id
    source = form.get("source", "")
    work = BatchWork(
        source=source if source in SOURCES else before.source,
        tell=form.get("tell") == "1",
        whose=whose,
        rows=tuple(_row(form, number, row) for number, row in enumerate(before.rows)),
        furniture=before.furniture,
    )
    return FormReading(work, tuple(problems))


def problems_of(
    work: BatchWork,
    groups: Sequence[Sequence[int]],
    uploads: Mapping[int, Upload],
    choice: ObserverChoice,
    now: datetime,
) -> list[str]:
    """Return what keeps rows from being entered, row by row."""
    problems: list[str] = []
    used: set[int] = set()
    for index in (index for group in groups for index in group):
        row = work.rows[index]
        said = [why_not_these(row.words, row.place)]
        observer = choice.by_id.get(work.observer_of(row) or 0)
        said.append(why_not_then(observer, row.sent_at, now) if observer else wording.NO_OBSERVER)
        numbers = photo_numbers(row.photos)
        if numbers is None or any(number not in uploads for number in numbers):
            said.append(wording.no_such_photo(row.photos))
            numbers = ()
        said += [wording.photo_twice(n) for n in numbers if n in used or uploads[n].is_entered]
        used |= set(numbers)
        problems += [wording.in_row(index + 1, sentence) for sentence in said if sentence]
    return problems


def photo_numbers(text: str) -> tuple[int, ...] | None:
    """Return the numbers that `1-3,5` means, in order; None for anything else."""
    numbers: list[int] = []
    for part in filter(None, _BETWEEN.split(re.sub(r"\s*([-–—~至到])\s*", r"\1", text))):
        found = _PHOTOS.fullmatch(part)
        if not found:
            return None
        first = int(found[1])
        numbers += range(first, int(found[2] or first) + 1)
    return tuple(dict.fromkeys(numbers))


def line_of(row: BatchRow, uploads: Mapping[int, Upload]) -> Line:
    """Return a row as it is entered; its photos are there, as `problems_of` has seen."""
    numbers = photo_numbers(row.photos) or ()
    return Line(
        key=bytes.fromhex(row.key),
        sent_at=row.sent_at,
        words=row.words,
        place=row.place,
        photos=tuple(uploads[number] for number in numbers),
        marks=row.marks,
        sender=row.sender,
        pasted=row.pasted,
    )


def _row(form: MultiDict[str, str], number: int, row: BatchRow) -> BatchRow:
    if f"at-{number}" not in form:  # entered rows have no fields any more
        return row
    moment = read_moment(form[f"at-{number}"])
    typed_anew = moment is not None and _minute(moment) != _minute(row.sent_at)
    return replace(
        row,
        at=moment.isoformat() if moment and typed_anew else row.at,
        is_guessed=row.is_guessed and not typed_anew,
        words=form.get(f"words-{number}", "").replace("\r\n", "\n").strip(),
        place=form.get(f"place-{number}", "").strip(),
        take=form.get(f"take-{number}") == "1",
        join=form.get(f"join-{number}") == "1",
        photos=form.get(f"photos-{number}", "").strip()[:100],
    )


def _minute(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
