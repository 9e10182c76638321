"""The lines of a roster, checked one by one and against each other."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from casework.people import roster_cells as cells
from casework.people.roster_cells import BadCellError
from casework.sheets.xlsx_reader import Cell, Value
from catalogue.wording import staff_roster as wording

T = TypeVar("T")

REQUIRED_HEADERS: Final = (
    "姓名",
    "手机号",
    "单位",
    "县市区",
    "小组",
    "身份",
    "聘任起",
    "聘任止",
)
WORK_ACCOUNT: Final = "企业微信账号"
OPENID: Final = "公众号openid"
HEADERS: Final = (*REQUIRED_HEADERS, WORK_ACCOUNT, OPENID)
_EMPTY: Final = Cell(None)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as the sheet has them. `line` is the sheet's own number of the line, 0 for a form.

    `phone` has 11 digits; `county` is an official name or empty; accounts are empty if not given.
    """

    line: int
    name: str
    phone: str
    unit: str
    county: str
    group: str
    role: str
    appointed_from: date | None
    appointed_to: date | None
    work_userid: str
    openid: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason not to take the sheet; `sentence` names the line and the column to the clerk."""

    line: int | None
    column: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """What a sheet holds. With a single trouble nothing of it may be imported.

    `rows` are the lines without trouble of their own, for the preview. `notes` are sentences on
    what was left unread; they stop nothing.
    """

    rows: tuple[RosterRow, ...]
    troubles: tuple[Trouble, ...]
    notes: tuple[str, ...] = ()


class RowReader:
    """Reads the cells of one line after another and collects what is wrong with them."""

    def __init__(self, known_counties: Collection[str], epoch: date) -> None:
        self._county = cells.one_of(known_counties)
        self._day = cells.day(epoch)
        self.troubles: list[Trouble] = []

    def read(self, line: int, found: Mapping[str, Cell]) -> RosterRow:
        """Read a line's cells by header; what is not taken is left empty and named in troubles."""

        def take(column: str, read: Callable[[Value], T], otherwise: T) -> T:
            try:
                return _taken(found.get(column, _EMPTY), read)
            except BadCellError as bad:
                self._complain(line, column, str(bad))
                return otherwise

        row = RosterRow(
            line=line,
            name=take("姓名", cells.person_name, ""),
            phone=take("手机号", cells.phone_number, ""),
            unit=take("单位", cells.limited(cells.LONGEST_UNIT), ""),
            county=take("县市区", self._county, ""),
            group=take("小组", cells.limited(cells.LONGEST_GROUP), ""),
            role=take("身份", cells.role, ""),
            appointed_from=take("聘任起", self._day, None),
            appointed_to=take("聘任止", self._day, None),
            work_userid=take(WORK_ACCOUNT, cells.work_userid, ""),
            openid=take(OPENID, cells.openid, ""),
        )
        if row.appointed_from and row.appointed_to and row.appointed_to < row.appointed_from:
            self._complain(line, "聘任止", wording.APPOINTED_BACKWARDS)
        return row

    def _complain(self, line: int, column: str, what: str) -> None:
        sentence = wording.in_cell(line, column, what) if line else wording.in_form(column, what)
        self.troubles.append(Trouble(line, column, sentence))


def repetitions(rows: Iterable[RosterRow]) -> Iterator[Trouble]:
    """Name every phone and account that stands in more than one line, with all its lines.

    WeCom does not tell upper from lower case in its accounts.
    """
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        lines["手机号", row.phone].append(row.line)
        lines[WORK_ACCOUNT, row.work_userid.lower()].append(row.line)
        lines[OPENID, row.openid].append(row.line)
    for (column, value), where in lines.items():
        if value and len(where) > 1:
            yield Trouble(where[-1], column, wording.repeated(where, column))


def _taken(cell: Cell, read: Callable[[Value], T]) -> T:
    if cell.fault:
        raise BadCellError(wording.ERROR_VALUE if cell.fault == "error" else wording.NO_VALUE)
    return read(cell.value)
