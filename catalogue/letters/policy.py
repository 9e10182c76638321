"""The rules of letters as data: per region and from which year, every line with source and grade.

A line graded 参考 waits for the office's word: it is shown and counted, and never enters a letter
nor gives anybody a right. The office's word on a line (`with_word`) makes it 核定.
(Sources: 《邵东市打好重点民生保障仗督办工作规则》; 《工作专报》2023年第14期; domain §4.1, §5.6.)
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, Self, get_args

from pydantic import Field, model_validator

from catalogue.data_files import Row

Grade = Literal["规定", "约定", "参考", "核定"]
KindCode = Literal["tishi", "tixing", "jiaoban", "duban", "onsite", "yujing"]
StaffRole = Literal["clerk", "director", "convenor", "deputy_convenor"]
Recipient = Literal["county", "lead"]
Copied = Literal["lead", "also"]

ROLES_OF_LETTERS: Final = get_args(StaffRole)
_BELIEVED: Final = "参考"
_OF_THE_OFFICE: Final = "核定"


class Line(Row):
    """One rule with where it comes from."""

    grade: Grade
    source: str = Field(min_length=1)

    @property
    def confirmed(self) -> bool:
        """Whether it may enter a letter."""
        return self.grade != _BELIEVED


class Words(Line):
    """A rule that is a text, e.g. a unit's name."""

    text: str


def named_by_the_office(text: str, source: str) -> Words:
    """Return a unit's name as the office gave it, which is 核定."""
    return Words(text=text, grade=_OF_THE_OFFICE, source=source)


class Ground(Line):
    """A reason to write a letter; `clause` is how a letter cites it, empty where no rule does."""

    text: str = Field(min_length=1)
    clause: str


class Roles(Line):
    """Who may do something."""

    roles: tuple[StaffRole, ...] = Field(strict=False)


class Recipients(Line):
    """To whom a letter goes: the county's 专班, or the unit that leads the project."""

    to: Recipient


class Asked(Line):
    """Whether something is asked of a unit."""

    asked: bool


class CopyRule(Line):
    """Who gets a copy: the unit leading the project, those leading the others concerned."""

    to: tuple[Copied, ...] = Field(strict=False)


class TermRule(Line):
    """How long a unit has, from the day after delivery.

    `postpone`: a last day off moves to the next working day (顺延); only 自然日 may say so.
    `printed` false: the letter asks for 适当形式, and only our own clock uses the days.
    """

    days: int = Field(ge=1, le=366)
    count: Literal["工作日", "自然日"]
    postpone: bool
    printed: bool

    @property
    def working(self) -> bool:
        """Whether only working days count."""
        return self.count == "工作日"


class Kind(Row):
    """One kind of letter. `on` false: it exists, and no draft of it can be made."""

    name: str = Field(min_length=1)
    on: bool
    series: str
    draft: Roles
    sign: Roles
    deputies: Roles
    term: TermRule
    answer: Words
    copies: CopyRule
    feedback_form: bool
    stamp: Asked

    @property
    def stamped_answer(self) -> bool:
        """Whether an answer needs a scan with signature and seal."""
        return self.stamp.asked and self.stamp.confirmed


class LetterPolicy(Row):
    """The rules of one region from one year on.

    `paper`: who signs on paper unless a letter says otherwise. `units`: project or project.part →
    the unit in charge. `county_units`: county → who receives letters there, where the office named
    it; else `county_unit` with the county's name. `series`: code → 机关代字; numbers run
    within a series and year.
    """

    region: str
    year: int = Field(ge=2023, le=2100)
    office: Words
    seal: Words
    contact: Words
    recipient: Recipients
    county_unit: Words
    paper: Roles
    series: dict[str, Words]
    grounds: dict[str, Ground]
    kinds: dict[KindCode, Kind]
    units: dict[str, Words]
    county_units: dict[str, Words] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        mistakes = [*self._mistakes_in_kinds()]
        if "{county}" not in self.county_unit.text:
            mistakes.append("county_unit: must hold {county}")
        if not self.grounds:
            mistakes.append("grounds: holds none")
        mistakes += [f"units.{code}: empty" for code, unit in self.units.items() if not unit.text]
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def _mistakes_in_kinds(self) -> Iterator[str]:
        for missing in sorted(set(get_args(KindCode)) - set(self.kinds)):
            yield f"kinds.{missing}: is missing"
        for code, kind in self.kinds.items():
            if kind.series not in self.series:
                yield f"kinds.{code}.series: there is no series {kind.series}"
            if kind.term.working and kind.term.postpone:
                yield f"kinds.{code}.term: a term of working days cannot be postponed"
            if not (kind.sign.roles and kind.draft.roles):
                yield f"kinds.{code}: nobody drafts or nobody signs it"

    def kind(self, code: str) -> Kind | None:
        """Return a kind by its code."""
        return {str(known): kind for known, kind in self.kinds.items()}.get(code)

    def signers(self, kind: Kind) -> tuple[str, ...]:
        """Return the roles that may sign a kind, deputies last; unconfirmed lines give nobody."""
        lines = (line for line in (kind.sign, kind.deputies) if line.confirmed)
        return tuple(dict.fromkeys(role for line in lines for role in line.roles))

    def with_deputies(self, away: Mapping[str, str]) -> Self:
        """Return the policy of a day on which these roles are away: {role: who signs instead}.

        (Source: issue 5 item 4, deputies by data.)
        """
        raw = self.model_dump()
        for kind in raw["kinds"].values():
            roles = (away.get(role, role) for role in kind["sign"]["roles"])
            kind["sign"]["roles"] = tuple(dict.fromkeys(roles))
            there = (role for role in kind["deputies"]["roles"] if role not in away)
            kind["deputies"]["roles"] = tuple(there)
        return type(self).model_validate(raw)

    def lines(self) -> dict[str, Line]:
        """Return every line under its key, e.g. `seal`, `kinds.duban.term`, `units.rural-roads`."""
        return dict(_lines_in(self))

    def with_words(self, words: Mapping[str, Mapping[str, Any]]) -> Self:
        """Return the policy with the office's word on some lines: {key: changed fields}.

        No changed field confirms a line as it stands. Raises LookupError for an unknown key and
        pydantic's ValidationError for a value that does not fit.
        """
        raw = self.model_dump()
        known = self.lines()
        for key, changed in words.items():
            if key not in known:
                raise LookupError(key)
            line = raw
            for part in key.split(".", 2 if key.startswith("kinds.") else 1):
                line = line[part]
            line.update(changed, grade=_OF_THE_OFFICE)
        return type(self).model_validate(raw)


def _lines_in(row: Row, before: str = "") -> Iterator[tuple[str, Line]]:
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Line):
            yield before + name, value
        elif isinstance(value, dict):
            for code, each in value.items():
                key = f"{before}{name}.{code}"
                if isinstance(each, Line):
                    yield key, each
                else:
                    yield from _lines_in(each, f"{key}.")
