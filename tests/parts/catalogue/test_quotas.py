"""四个一 counted: mid-year appointments, leave, roles, rejections, and 10,000 odd careers."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from catalogue.quota.quota_policy import load_policies, policy_for
from catalogue.quota.quotas import (
    Absence,
    Career,
    Override,
    Piece,
    Service,
    Slot,
    account,
    owed,
    owed_in,
)
from tests.parts.catalogue.quota_by_hand import brute_force

POLICY = policy_for("邵阳市", 2023)
JUNE_20 = date(2023, 6, 20)


def career(first=JUNE_20, last=None, **more) -> Career:
    return Career((Service("观察员", first, last),), **more)


def months_owed(someone: Career, code: str = "info", year: int = 2023) -> list[int]:
    return [m for m in range(1, 13) if owed(POLICY, someone, Slot(code, year, m))]


def at(month: int, day: int, hour: int = 10, year: int = 2023) -> datetime:
    """A moment by the clock of 邵阳."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def counts(someone: Career, *pieces: Piece) -> dict[int, int]:
    slots = [Slot("info", 2023, month) for month in range(1, 13)]
    lines = account(POLICY, someone, pieces, owed_in(POLICY, someone, slots))
    return {slot.month: len(line.pieces) for slot, line in lines.items() if line.pieces}


def info(moment: datetime, ref: str = "report:1", rejected: datetime | None = None) -> Piece:
    return Piece("info", moment, ref, "rejected" if rejected else "pending", rejected)


def test_every_region_with_its_marks_is_loaded():
    assert set(load_policies()) == {"邵阳市", "邵东市", "隆回县"}
    assert policy_for("邵阳市", 2026) is POLICY
    assert policy_for("邵阳市", 2022) is None
    assert policy_for("长沙市", 2026) is None
    assert {item.basis for item in POLICY.items} == {"seed"}
    assert POLICY.rules.basis == "own"
    assert {item.basis for item in policy_for("隆回县", 2023).items} == {"believed"}
    assert owed(policy_for("邵东市", 2023), career(), Slot("info", 2023, 8)) == 0


def test_an_appointment_in_mid_month_owes_from_the_first_full_month():
    assert months_owed(career()) == [7, 8, 9, 10, 11, 12]
    assert months_owed(career(date(2023, 6, 1)))[0] == 6


def test_who_resigns_owes_until_the_last_full_month():
    assert months_owed(career(last=date(2023, 9, 30))) == [7, 8, 9]
    assert months_owed(career(last=date(2023, 9, 29))) == [7, 8]


def test_a_yearly_item_is_owed_from_three_months_on():
    assert owed(POLICY, career(), Slot("essay", 2023)) == 1
    assert owed(POLICY, career(date(2023, 10, 1)), Slot("essay", 2023)) == 1
    assert owed(POLICY, career(date(2023, 10, 2)), Slot("essay", 2023)) == 0


def test_half_a_month_away_frees_the_month_and_a_few_days_do_not():
    few = career(absences=(Absence(date(2023, 8, 1), date(2023, 8, 14)),))
    assert 8 in months_owed(few)
    twice = career(
        absences=(
            Absence(date(2023, 8, 1), date(2023, 8, 10)),
            Absence(date(2023, 8, 8), date(2023, 8, 15)),
        )
    )
    assert 8 not in months_owed(twice)
    since_october = career(absences=(Absence(date(2023, 10, 5), None),))
    assert months_owed(since_october) == [7, 8, 9]


def test_several_roles_owe_the_greatest_number_and_one_without_numbers_owes_none():
    both = Career((Service("监督员", None, None), Service("观察员", JUNE_20, None)))
    assert months_owed(both) == [7, 8, 9, 10, 11, 12]
    assert owed(POLICY, both, Slot("info", 2023, 8)) == 1
    assert months_owed(Career((Service("评议员", None, None),))) == []


def test_a_persons_own_number_holds_for_its_months():
    own = career(overrides=(Override("info", date(2023, 8, 1), date(2023, 9, 1), 3),))
    assert [owed(POLICY, own, Slot("info", 2023, m)) for m in (6, 7, 8, 9, 10)] == [0, 1, 3, 3, 1]


def test_which_reports_are_a_piece_of_what():
    assert POLICY.items_of("problem", "rural-roads") == ("info",)
    assert POLICY.items_of("problem", None) == ()
    assert POLICY.items_of("suggestion", None) == ("suggestion",)
    assert POLICY.items_of("question", "rural-roads") == ()


def test_a_piece_counts_in_the_month_of_its_first_message_by_the_clock_of_china():
    assert counts(career(), info(at(7, 31, hour=23))) == {7: 1}
    assert counts(career(), info(at(8, 1, hour=0))) == {8: 1}


def test_only_a_rejection_removes_a_piece_and_a_late_one_leaves_seven_days():
    rejected = info(at(7, 10), rejected=at(7, 26))
    assert counts(career(), rejected) == {}
    assert counts(career(), rejected, info(at(8, 2, hour=23), "report:2")) == {7: 1}
    assert counts(career(), rejected, info(at(8, 3, hour=0), "report:2")) == {8: 1}


def test_a_rejection_by_the_25th_leaves_the_rest_of_the_month_only():
    rejected = info(at(7, 10), rejected=at(7, 25))
    assert counts(career(), rejected, info(at(8, 1), "report:2")) == {8: 1}


def test_one_rejection_is_made_good_once_and_only_where_something_lacks():
    rejected = info(at(7, 10), rejected=at(7, 30))
    second, third = info(at(8, 1), "report:2"), info(at(8, 2), "report:3")
    assert counts(career(), rejected, second, third) == {7: 1, 8: 1}
    enough = info(at(7, 20), "report:4")
    assert counts(career(), rejected, enough, second) == {7: 1, 8: 1}


def test_a_rejection_in_the_new_year_still_leaves_its_days():
    rejected = info(at(12, 20), rejected=at(1, 9, year=2024))
    late = info(at(1, 16, year=2024), "report:2")
    assert counts(career(), rejected, late) == {12: 1}


def random_career(dice: random.Random, days: list[date]) -> tuple[Career, list[Piece]]:
    some_day = lambda: dice.choice(days)  # noqa: E731 - said often below
    roles = ("观察员", "观察员", "观察员", "监督员", "评议员")
    services, absences, overrides = [], [], []
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        first, last = sorted((some_day(), some_day()))
        ends = (dice.choice((None, first)), dice.choice((None, None, last)))
        services.append(Service(dice.choice(roles), *ends))
    for _ in range(dice.choice((0, 0, 1, 3))):
        first = some_day()
        length = timedelta(days=dice.choice((2, 13, 14, 15, 40)))
        absences.append(Absence(first, dice.choice((first + length, first + length, None))))
    codes = [item.code for item in POLICY.items]
    for _ in range(dice.choice((0, 0, 1, 2))):
        first, last = sorted((some_day().replace(day=1), some_day().replace(day=1)))
        until = dice.choice((None, last))
        overrides.append(Override(dice.choice(codes), first, until, dice.choice((0, 1, 2, 3))))
    pieces = []
    for number in range(dice.randrange(30)):
        base = datetime.combine(some_day(), datetime.min.time(), UTC)
        arrived = base + timedelta(minutes=dice.randrange(16 * 60))  # never past the last day
        told = arrived + timedelta(hours=dice.choice((1, 30, 200, 500, 900)))
        state = dice.choice(("pending", "accepted", "rejected"))
        rejected = told if state == "rejected" else None
        pieces.append(Piece(dice.choice(codes[:3]), arrived, f"report:{number}", state, rejected))
    return Career(tuple(services), tuple(absences), tuple(overrides)), pieces


def compare(seeds: range) -> None:
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(731)]
    for seed in seeds:
        someone, pieces = random_career(random.Random(seed), days)
        expected = brute_force(POLICY, someone, pieces, days)
        lines = account(POLICY, someone, pieces, owed_in(POLICY, someone, expected))
        got = {s: (line.owed, sorted(p.ref for p in line.pieces)) for s, line in lines.items()}
        assert got == expected, f"seed {seed}"


def test_three_hundred_random_careers_equal_a_brute_force_count():
    compare(range(300))


@pytest.mark.campaign
def test_ten_thousand_random_careers_equal_a_brute_force_count():
    compare(range(10_000))
