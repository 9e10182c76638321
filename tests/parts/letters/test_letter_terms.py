"""When answers are due by 邵阳's holidays, on which days a desk is told, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.letters.clock import overdue_letters, term_tasks
from casework.letters.drafting import letters_this_year
from casework.letters.gate import Refused, Why
from casework.letters.sending import Sending, ask_extension, deliver, grant_extension, seal
from catalogue.letters.policy import TermRule
from catalogue.letters.terms import Stage, due_day, stage
from catalogue.working_days import YearNotLoaded, is_legal_working_day
from tests.support.clock import HandClock
from tests.support.letter_house import DRAFT, DUBAN, UNIT, LetterHouse, submit_now

DAYS = st.dates(date(2022, 1, 1), date(2023, 11, 1))


def rule(days, count="工作日", *, postpone=False):
    return TermRule(
        grade="规定", source="t", days=days, count=count, postpone=postpone, printed=True
    )


@pytest.mark.parametrize(
    ("delivered", "term", "due"),
    [
        (date(2023, 7, 21), rule(5), date(2023, 7, 28)),  # a Friday
        (date(2023, 7, 22), rule(5), date(2023, 7, 28)),  # delivered on a Saturday
        (date(2023, 9, 28), rule(5), date(2023, 10, 11)),  # 国庆, with 7 and 8 October worked
        (date(2023, 4, 21), rule(1), date(2023, 4, 23)),  # a worked Sunday
        (date(2024, 2, 8), rule(5), date(2024, 2, 21)),  # 春节, with Sunday the 18th worked
        (date(2024, 5, 10), rule(1), date(2024, 5, 11)),  # a worked Saturday
        (date(2024, 2, 3), rule(7, "自然日", postpone=True), date(2024, 2, 18)),
        (date(2023, 9, 28), rule(9, "自然日", postpone=True), date(2023, 10, 7)),  # itself worked
        (date(2023, 9, 22), rule(7, "自然日"), date(2023, 9, 29)),  # stays in the holidays
        (date(2023, 9, 22), rule(7, "自然日", postpone=True), date(2023, 10, 7)),
    ],
)
def test_terms_run_from_the_day_after_delivery(delivered, term, due):
    assert due_day(delivered, term) == due


@given(DAYS, st.integers(1, 30))
def test_exactly_so_many_working_days_lie_in_a_term_and_its_last_day_is_one(delivered, days):
    due = due_day(delivered, rule(days))
    within = [delivered + timedelta(days=n) for n in range(1, (due - delivered).days + 1)]
    assert sum(map(is_legal_working_day, within)) == days
    assert is_legal_working_day(due)


@given(DAYS)
def test_a_term_reaches_three_stages_in_turn_each_on_a_working_day(due):
    days = [due + timedelta(days=n) for n in range(-20, 21)]
    reached = [(day, stage(day, due)) for day in days]
    begun = [after for before, after in pairwise(reached) if before[1] is not after[1]]
    assert [why for _, why in begun] == [Stage.SOON, Stage.TODAY, Stage.OVERDUE]
    assert all(is_legal_working_day(day) for day, _ in begun)
    assert begun[1][0] <= due < begun[2][0]


def test_a_year_nobody_loaded_is_refused_by_name():
    with pytest.raises(YearNotLoaded, match="2099"):
        due_day(date(2099, 1, 2), rule(1))


def test_a_letter_whose_term_needs_an_unloaded_year_is_neither_submitted_nor_delivered(
    database, vault
):
    clock = HandClock(datetime(2026, 12, 30, 2, tzinfo=UTC))
    house = LetterHouse(database, vault, clock)
    with pytest.raises(Refused) as caught:
        house.do(submit_now, house.draft(DUBAN), "clerk")
    assert (caught.value.why, caught.value.details) == (Why.YEAR_NOT_LOADED, ("2027",))
    fixed = replace(DUBAN, asked_by=date(2027, 1, 15), way="paper")
    assert house.letter(house.signed(fixed)).number


def test_a_typed_last_day_holds_and_one_that_is_over_is_refused(house):
    wanted = house.today() + timedelta(days=9)
    assert house.letter(house.delivered(replace(DRAFT, asked_by=wanted))).due == wanted
    over = house.draft(replace(DRAFT, asked_by=house.today()))
    with pytest.raises(Refused) as caught:
        house.do(submit_now, over, "clerk")
    assert caught.value.details == ("term",)


def test_a_letter_is_not_delivered_before_its_date_nor_tomorrow(house):
    letter_id = house.signed()
    house.do(seal, letter_id, "clerk")
    for day in (house.today() - timedelta(days=1), house.today() + timedelta(days=1)):
        with pytest.raises(Refused) as caught:
            house.do(deliver, letter_id, "clerk", Sending("hand", day))
        assert caught.value.why is Why.BAD_DAY


def test_tasks_come_for_running_letters_only_and_an_extension_begins_anew(house):
    running, answered = house.received(), house.answered()
    due = house.letter(running).due
    assert due == house.letter(answered).due
    with house.database.read() as connection:
        assert [task.letter.id for task in term_tasks(connection, due)] == [running]
        key = term_tasks(connection, due)[0].key
        assert [each.id for each in overdue_letters(connection, due + timedelta(days=9))]
    later = due + timedelta(days=30)
    house.do(ask_extension, running, None, later, note="汛期，材料进不去")
    assert house.do(grant_extension, running, "director") == later
    with house.database.read() as connection:
        assert term_tasks(connection, due) == []
        told = [stage(later - timedelta(days=n), later) for n in range(9)]
        assert Stage.TODAY in told
        assert overdue_letters(connection, due + timedelta(days=9)) == []
    assert f"letter:{running}:T:{due}" == key


def test_letters_to_a_unit_are_counted_once_they_are_sent(house):
    house.signed()
    house.delivered()
    house.answered()
    with house.database.read() as connection:
        assert letters_this_year(connection, UNIT, house.clock()) == 2
        assert letters_this_year(connection, "邵东市民政局", house.clock()) == 0
