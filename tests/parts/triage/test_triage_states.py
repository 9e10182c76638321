"""Every act in every state does what the table says; no path leads to 已办结 without an outcome."""

from collections import deque
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from casework.reports.splitting import split_report
from casework.triage import acts, asking
from casework.triage.acts import Finding
from casework.triage.gate import Doing, Refused, Why
from casework.triage.states import TABLE, Act, End, Fact, State, Verdict, Who, step_for
from storage.people.staff import add_member
from storage.report_pages import said_in
from storage.tables.reports import reports
from storage.tables.triage import desk_events, verifications
from storage.triage.findings import newest_verification, standing_outcome
from storage.triage.locks import write_lock
from storage.triage.merged import merged_under
from storage.triage.rows import desk_report
from tests.support.office_house import OfficeHouse

END = "路肩已经加固。"


class Desk:
    """A clerk at work on reports, each act in a transaction of its own."""

    def __init__(self, house: OfficeHouse) -> None:
        self.house = house
        self.observer = house.observer()
        self.seq = 100  # the numbers below are for parts that are split off
        with house.database.write() as connection:
            self.clerk = add_member(connection, "lili", "李莉", "clerk", house.clock())
            self.auditor = add_member(connection, "shen", "沈工", "auditor", house.clock())

    def report(self, observer_id: int | None = None, **fields) -> int:
        self.seq += 1
        return self.house.report(observer_id or self.observer, self.seq, **fields)

    def at(self, report_id: int):
        with self.house.database.read() as connection:
            return desk_report(connection, report_id)

    def doing(self, report_id: int, note: str = "有理由", staff_id: int | None = None) -> Doing:
        version = self.at(report_id).version
        return Doing(staff_id or self.clerk, version, self.house.clock(), note)

    def do(self, act, report_id: int, *given, **doing):
        done = self.doing(report_id, **doing)
        with self.house.database.write() as connection:
            return act(connection, report_id, *given, done)

    def count(self, table) -> int:
        with self.house.database.read() as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def desk(database, vault, clock, tmp_path) -> Desk:
    return Desk(OfficeHouse(database, vault, clock, tmp_path))


def roads(desk: Desk):
    """Return for each state how to bring a new report into it."""

    def merged():
        report_id = desk.report()
        desk.do(acts.merge_report, report_id, desk.report())
        return report_id

    def brought(act, *given):
        report_id = desk.report()
        desk.do(act, report_id, *given)
        return report_id

    return {
        State.NEW: desk.report,
        State.ASKED: lambda: brought(asking.ask_observer, "哪一段路？"),
        State.VERIFIED: lambda: brought(acts.verify, Finding(Verdict.TRUE)),
        State.HANDED: lambda: brought(acts.hand_over, "12345", ""),
        State.CLOSED: lambda: brought(acts.close_report, End.RESOLVED, END),
        State.MERGED: merged,
    }


def attempts(desk: Desk):
    other = desk.report()
    return {
        Act.ASK: (asking.ask_observer, "哪一段路？"),
        Act.VERIFY: (acts.verify, Finding(Verdict.PARTLY, "visit", "只有一处")),
        Act.TAKE_BACK: (acts.take_back,),
        Act.HAND_OVER: (acts.hand_over, "12345", "噪音"),
        Act.RECORD: (acts.record_result, "12345已答复"),
        Act.MERGE: (acts.merge_report, other),
        Act.UNMERGE: (acts.unmerge_report,),
        Act.CLOSE: (acts.close_report, End.LONG_TERM, "列入明年计划。"),
        Act.REOPEN: (acts.reopen_report,),
        Act.SEEN: (acts.see_news,),
    }


def tried(connection, report_id, attempt, doing):
    function, *given = attempt
    trial = connection.begin_nested()
    try:
        function(connection, report_id, *given, doing)
        return State(desk_report(connection, report_id).desk_state)
    except Refused as refused:
        return refused.why
    finally:
        trial.rollback()


def test_each_act_does_in_each_state_what_the_table_says_and_nothing_else(desk):
    assert {step.act for step in TABLE} == set(Act)
    others = attempts(desk)
    for state, road in roads(desk).items():
        report_id = road()
        assert desk.at(report_id).desk_state == state
        doing = desk.doing(report_id)
        with desk.house.database.write() as connection:
            for act, attempt in others.items():
                came = tried(connection, report_id, attempt, doing)
                step = step_for(act, state)
                assert came == (step.after if step else Why.WRONG_STATE), (act, state)


def test_no_path_leads_to_the_end_without_an_outcome():
    """Every walk through the table from a new report, each state left with what it holds."""
    ended = 0
    start = (State.NEW, frozenset())
    queue, met = deque([start]), {start}
    while queue:
        state, holds = queue.popleft()
        if state is State.CLOSED:
            assert Fact.OUTCOME in holds
            ended += 1
        for step in TABLE:
            if step.before is not state:
                continue
            kept = holds - {Fact.OUTCOME} if step.act is Act.REOPEN else holds
            after = (step.after, kept | set(step.records))
            if after not in met:
                met.add(after)
                queue.append(after)
    assert ended
    assert {state for state, _ in met} == set(State)
    assert [step.act for step in TABLE if step.who is Who.OBSERVER] == [Act.ANSWER]


def test_an_outcome_is_written_for_its_observer_and_stands_until_the_report_is_opened_again(desk):
    report_id = desk.report()
    for words, why in ((" ", Why.WORDS_MISSING), ("经查不属实。", Why.UNKIND)):
        with pytest.raises(Refused) as refused:
            desk.do(acts.close_report, report_id, End.RESOLVED, words)
        assert refused.value.why is why
    desk.do(acts.close_report, report_id, End.RESOLVED, END)
    with desk.house.database.read() as connection:
        stands = standing_outcome(connection, report_id)
    assert (stands.outcome, stands.words, stands.who) == ("solved", END, "李莉")
    with pytest.raises(Refused) as refused:
        desk.do(acts.reopen_report, report_id, note=" ")
    assert refused.value.why is Why.WORDS_MISSING
    desk.do(acts.reopen_report, report_id, note="观察员说又塌了")
    with desk.house.database.read() as connection:
        assert standing_outcome(connection, report_id) is None


def test_a_verdict_taken_back_holds_no_more_and_all_of_them_stay(desk):
    report_id = desk.report()
    with pytest.raises(Refused):
        desk.do(acts.verify, report_id, Finding(Verdict.UNTRUE))
    desk.do(acts.verify, report_id, Finding(Verdict.UNTRUE, "visit", "是邻村的路"))
    desk.do(acts.take_back, report_id)
    with desk.house.database.read() as connection:
        assert newest_verification(connection, report_id) is None
    assert desk.at(report_id).desk_state == "new"
    assert desk.count(verifications) == 2


def test_what_is_merged_comes_along_and_each_observer_keeps_their_report(desk):
    first, second, main = desk.report(), desk.report(), desk.report()
    desk.do(acts.merge_report, first, second)
    desk.do(acts.merge_report, second, main)
    with desk.house.database.read() as connection:
        assert [each.id for each in merged_under(connection, main)] == [first, second]
    for wrong in (main, first, 999):
        with pytest.raises(Refused) as refused:
            desk.do(acts.merge_report, main, wrong)
        assert refused.value.why is Why.BAD_MAIN
    desk.do(acts.unmerge_report, first)
    assert (desk.at(first).state, desk.at(first).merged_into) == ("received", None)


def test_who_saw_an_older_state_who_may_only_look_and_who_comes_second_are_refused(desk):
    report_id = desk.report()
    seen = desk.doing(report_id)
    desk.do(acts.verify, report_id, Finding(Verdict.TRUE))
    with desk.house.database.write() as connection, pytest.raises(Refused) as refused:
        acts.verify(connection, report_id, Finding(Verdict.UNKNOWN), seen)
    assert refused.value.why is Why.CHANGED
    with pytest.raises(Refused) as refused:
        desk.do(acts.take_back, report_id, staff_id=desk.auditor)
    assert refused.value.why is Why.WRONG_ROLE
    now = desk.house.clock()
    with desk.house.database.write() as connection:
        until = now + timedelta(minutes=5)
        write_lock(connection, report_id, (desk.auditor, now, until), over=False)
    with pytest.raises(Refused) as refused:
        desk.do(acts.take_back, report_id)
    assert (refused.value.why, refused.value.details) == (Why.HELD, ("沈工",))
    desk.house.later(minutes=5)
    desk.do(acts.take_back, report_id)
    assert desk.count(desk_events) == 2


def test_a_report_still_being_gathered_waits_until_it_is_whole(desk):
    report_id = desk.report()
    with desk.house.database.write() as connection:
        connection.execute(update(reports).values(state="collecting"))
    with pytest.raises(Refused) as refused:
        desk.do(acts.verify, report_id, Finding(Verdict.TRUE))
    assert refused.value.why is Why.STILL_COMING


def test_a_part_split_off_is_a_report_of_the_same_observer_under_its_own_number(desk):
    report_id = desk.report(excerpt="路塌了", project="rural-roads", kind="problem")
    stays = desk.house.said(report_id, "路塌了")
    goes = desk.house.said(report_id, "水塔也漏")
    photo = desk.house.photo(report_id)
    part = split_report(desk.house.database, report_id, [goes], desk.doing(report_id))
    with desk.house.database.read() as connection:
        row = connection.execute(select(reports).where(reports.c.id == part)).one()
        left = connection.execute(select(reports).where(reports.c.id == report_id)).one()
    assert (row.observer_id, row.excerpt, row.notes, row.photos) == (
        desk.observer,
        "水塔也漏",
        1,
        0,
    )
    assert (left.notes, left.photos, left.desk_state) == (1, 1, "new")
    assert photo
    for chosen in ([], [stays, *_everything(desk, report_id)]):
        with pytest.raises(Refused) as refused:
            split_report(desk.house.database, report_id, chosen, desk.doing(report_id))
        assert refused.value.why is Why.NOTHING_CHOSEN


def _everything(desk, report_id):

    with desk.house.database.read() as connection:
        return [each.delivery_id for each in said_in(connection, report_id)]
