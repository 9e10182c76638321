"""A person typed into a form, checked by the rules of the roster's sheet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from casework.people.observer_history import FIELDS
from casework.people.roster_cells import BadCellError, day
from casework.people.roster_rows import RosterRow, RowReader
from casework.sheets.xlsx_reader import Cell
from catalogue.wording import staff_people as wording
from catalogue.wording.staff_labels import ROSTER_FIELDS
from storage.people.people import Person

_NO_LINE = 0
_EPOCH = date(1899, 12, 30)
_HEADINGS = {heading: field for field, heading in ROSTER_FIELDS.items()}


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What was typed, field by field, and the sentence on each field that is not taken."""

    typed: Mapping[str, str]
    mistakes: Mapping[str, str]
    row: RosterRow

    @property
    def person(self) -> Person:
        """The person as the roster writes them; to be stored only without mistakes."""
        return Person(**{name: getattr(self.row, name) for name in FIELDS})


def read_person(form: Mapping[str, str], known_counties: Collection[str]) -> TypedPerson:
    """Read a form whose inputs are named like the fields of `Person`."""
    typed = {name: form.get(name, "") for name in FIELDS}
    reader = RowReader(known_counties, _EPOCH)
    cells = {ROSTER_FIELDS[name]: Cell(text) for name, text in typed.items()}
    row = reader.read(_NO_LINE, cells)
    mistakes = {
        _HEADINGS[trouble.column]: trouble.sentence for trouble in reader.troubles if trouble.column
    }
    return TypedPerson(typed, mistakes, row)


def read_day(text: str) -> date | None:
    """Read a day, None for nothing. Raises ValueError with the sentence for the clerk."""
    try:
        return day(_EPOCH)(text)
    except BadCellError as error:
        raise ValueError(wording.SINCE_UNKNOWN) from error
