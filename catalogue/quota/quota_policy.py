"""The rules of 四个一 as data: what counts, what each role owes, per region and from which year.

Source of the numbers: 《工作专报》2023年第14期, 观察员“四个一”工作机制; the readings where it is
silent are domain §5.6 items 26–30. Each is marked with its `basis`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from catalogue.data_files import DATA, Row, read_folder

Basis = Literal["seed", "found", "believed", "own"]
Per = Literal["month", "year"]
_LISTED: Final = {"inspection", "essay"}  # filled from the office's own lists, not from reports


class Item(Row):
    """One of the four: its reports' kinds, or none where a clerk's list says who did it."""

    code: str
    name: str
    unit: str
    per: Per
    kinds: tuple[str, ...] = Field(strict=False)
    needs_project: bool
    rule: str
    basis: Basis


class Role(Row):
    """What a person of this role owes at least in each item's period."""

    name: str
    owes: dict[str, int]
    basis: Basis


class Rules(Row):
    """The office's conventions; days and months as the data file explains them."""

    absent_days: int = Field(ge=1, le=31)
    months_for_year: int = Field(ge=1, le=12)
    rejected_after_day: int = Field(ge=1, le=28)
    days_to_make_good: int = Field(ge=0, le=31)
    basis: Basis


class VisitRule(Row):
    """How often each assigned 项目联系点 is to be visited in a period; 0 asks for no visits."""

    each_point: int = Field(ge=0, le=1)
    per: Per
    rule: str
    basis: Basis


class QuotaPolicy(Row):
    """The rules of one region from one year on."""

    region: str
    year: int
    title: str
    source: str
    basis: Basis
    items: tuple[Item, ...] = Field(strict=False)
    roles: tuple[Role, ...] = Field(strict=False)
    rules: Rules
    visits: VisitRule

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        codes = {item.code for item in self.items}
        unknown = {code for role in self.roles for code in role.owes} - codes
        if unknown:
            raise ValueError(f"roles owe what is no item: {', '.join(sorted(unknown))}")
        if not codes >= _LISTED:
            raise ValueError(f"items lack {', '.join(sorted(_LISTED - codes))}")
        return self

    @property
    def monthly(self) -> tuple[Item, ...]:
        """The items of each month, in the order of the file."""
        return tuple(item for item in self.items if item.per == "month")

    @property
    def yearly(self) -> tuple[Item, ...]:
        """The items of each year."""
        return tuple(item for item in self.items if item.per == "year")

    def item(self, code: str) -> Item:
        """Return one item; raises LookupError for an unknown code."""
        for item in self.items:
            if item.code == code:
                return item
        raise LookupError(code)

    def owes(self, role: str, code: str) -> int:
        """Return what a role owes of an item; nothing for a role without numbers."""
        return next((each.owes.get(code, 0) for each in self.roles if each.name == role), 0)

    def items_of(self, kind: str, project: str | None) -> tuple[str, ...]:
        """Return the codes of the items that a report of this kind is a piece of."""
        return tuple(
            item.code
            for item in self.items
            if kind in item.kinds and (project is not None or not item.needs_project)
        )


@cache
def load_policies(folder: Path = DATA / "quotas") -> Mapping[str, tuple[QuotaPolicy, ...]]:
    """Return every region's policies, the newest first. Raises CatalogueError."""
    by_region: dict[str, list[QuotaPolicy]] = {}
    for policy in read_folder(folder, QuotaPolicy).values():
        by_region.setdefault(policy.region, []).append(policy)
    return {
        region: tuple(sorted(policies, key=lambda policy: policy.year, reverse=True))
        for region, policies in by_region.items()
    }


def policy_for(region: str, year: int) -> QuotaPolicy | None:
    """Return the policy in force in a year; None where the region has none (nobody owes then)."""
    policies = load_policies().get(region, ())
    return next((policy for policy in policies if policy.year <= year), None)
