"""The figures of 四个一 as the rows give them equal a count by hand, for random careers in a table.

Beside what counts lie rows that must not: withdrawn, merged into one's own, sent while suspended,
without a project, questions. Merged into somebody else's counts for both.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Table, insert

from casework.quota.quota_book import years_of
from catalogue.quota.quota_policy import policy_for
from catalogue.quota.quotas import Career, Piece
from storage.database import Database
from storage.people.people import Person, sealed_row
from storage.tables.people import observers
from storage.tables.quota import (
    absences,
    extra_roles,
    quota_overrides,
    report_reviews,
    second_parts,
)
from storage.tables.reports import reports
from storage.vault import Vault
from tests.parts.catalogue.quota_by_hand import brute_force
from tests.parts.catalogue.test_quotas import random_career
from tests.support.databases import sqlite_url
from tests.support.quick_staff import add_clerk

POLICY = policy_for("邵阳市", 2023)
DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(731)]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
KIND = {"info": "problem", "suggestion": "suggestion"}
DECOYS = (
    {"state": "withdrawn"},
    {"kind": "question"},
    {"kind": "problem", "project": None},
    {"while_suspended": True},
    {"state": "merged", "merged_into": 0},  # 0: into a report of their own
)
REPORT = {
    "channel": "official", "photos": 0, "notes": 1, "places": 0, "voices": 0, "videos": 0,
    "excerpt": "", "also": "[]", "county": "", "township": "", "urgent": False, "confidence": 0.0,
    "reasons": "[]", "tagged_by": "tagger", "place_label": "", "place_asked": False,
}  # fmt: skip


@dataclass
class Office:
    """The rows of everybody, and what each is known to have handed in."""

    vault: Vault
    rows: dict[Table, list[dict]] = field(default_factory=dict)
    careers: dict[int, tuple[Career, list[Piece]]] = field(default_factory=dict)

    def add(self, table: Table, **row: object) -> int:
        kept = self.rows.setdefault(table, [])
        kept.append(row)
        return len(kept)

    def take_on(self, seed: int) -> None:
        dice = random.Random(seed)
        career, pieces = random_career(dice, DAYS)
        first, *others = career.services
        row = sealed_row(self.vault, person(seed, first.role, first.first, first.last))
        times = {"created_at": LONG_AGO, "updated_at": LONG_AGO}
        number = self.add(observers, state="active", **row, **times)
        by = {"observer_id": number, "staff_id": 1, "at": LONG_AGO}
        for role, begin, end in others:
            self.add(
                extra_roles, role=role, first_day=begin or date(2020, 1, 1), last_day=end, **by
            )
        for away, end in career.absences:
            kind = dice.choice(("leave", "suspended"))
            self.add(absences, kind=kind, first_day=away, last_day=end, **by)
        for code, begin, end, least in career.overrides:
            months = {"first_month": begin, "last_month": end}
            self.add(quota_overrides, code=code, least=least, reason=b"", **months, **by)
        known = [piece for piece in pieces if piece.code in KIND]
        self.careers[number] = career, self._hand_in(dice, number, known)

    def _hand_in(self, dice: random.Random, number: int, pieces: list[Piece]) -> list[Piece]:
        counted = []
        for piece in pieces:
            own = self._report(number, piece.at, kind=KIND[piece.code])
            if number > 1 and dice.random() < 0.2:
                self.rows[reports][own - 1] |= {"state": "merged", "merged_into": 1}
            counted.append(replace_ref(piece, own))
            self._review(dice, own, piece)
            if piece.state != "rejected" and dice.random() < 0.1:
                other = "info" if piece.code == "suggestion" else "suggestion"
                self.add(second_parts, report_id=own, code=other, confirmed_at=piece.at)
                counted.append(replace_ref(piece, own, other))
            decoy = dict(dice.choice(DECOYS))
            if "merged_into" in decoy:
                decoy["merged_into"] = own
            self._report(number, piece.at, **({"kind": KIND[piece.code]} | decoy))
        return counted

    def _report(self, number: int, at: datetime, **different: object) -> int:
        seq = len(self.rows.setdefault(reports, [])) + 1
        row = {
            "day": date(2023, 1, 1), "seq": seq, "observer_id": number, "state": "received",
            "project": "rural-roads", "merged_into": None, "while_suspended": False,
            "opened_at": at, "last_at": at, "quiet_until": at,
        }  # fmt: skip
        return self.add(reports, **(REPORT | row | different))

    def _review(self, dice: random.Random, report: int, piece: Piece) -> None:
        """Write the word that holds, sometimes after another one that does not any more."""
        if piece.state == "pending":
            return
        before = "accepted" if piece.state == "rejected" else "rejected"
        told = piece.rejected_at or piece.at + timedelta(hours=3)
        by = {"report_id": report, "staff_id": 1, "reason": ""}
        if dice.random() < 0.3:
            self.add(report_reviews, verdict=before, at=told - timedelta(minutes=30), **by)
        self.add(report_reviews, verdict=piece.state, at=told, **by)


def person(seed: int, role: str, first: date | None, last: date | None) -> Person:
    return Person(f"观察员{seed}", str(10**10 + seed), "", "", "第一组", role, first, last)


def replace_ref(piece: Piece, report: int, code: str = "") -> Piece:
    return piece._replace(ref=f"report:{report}", code=code or piece.code)


def compare(database: Database, vault: Vault, seeds: range) -> None:
    add_clerk(database, "lili", "李莉", "一只蓝色的水壶放在窗台", LONG_AGO)
    office = Office(vault)
    for seed in seeds:
        office.take_on(seed)
    with database.write() as connection:
        for table, rows in office.rows.items():
            connection.execute(insert(table), rows)
    with database.read() as connection:
        years = [years_of(connection, "邵阳市", list(office.careers), y) for y in (2023, 2024)]
    for number, (career, pieces) in office.careers.items():
        expected = brute_force(POLICY, career, pieces, DAYS)
        lines = {slot: line for year in years for slot, line in year[number].lines.items()}
        got = {s: (line.owed, sorted(p.ref for p in line.pieces)) for s, line in lines.items()}
        assert got == expected, f"career {number}"


def test_two_hundred_random_careers_in_rows_equal_a_count_by_hand(tmp_path, vault) -> None:
    database = Database(sqlite_url(tmp_path))
    compare(database, vault, range(200))
    database.close()


@pytest.mark.campaign
def test_ten_thousand_random_careers_in_rows_equal_a_count_by_hand(tmp_path, vault) -> None:
    database = Database(sqlite_url(tmp_path))
    compare(database, vault, range(10_000))
    database.close()
