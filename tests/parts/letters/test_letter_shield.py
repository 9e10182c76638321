"""What keeps a letter from its signer: an observer's traces, and what changed meanwhile."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from casework.letters.drafting import item_from, save_letter
from casework.letters.gate import Refused, Why
from casework.letters.submitting import ready_content, send_to_signer, submit, trial
from catalogue.letters.traces import trace_of_a_visit, without_people
from catalogue.wording.staff_letters import refusal
from storage.database import Database
from storage.tables.reports import reports
from tests.support.databases import sqlite_url
from tests.support.letter_house import DRAFT, DUBAN, ITEM, LetterHouse


@pytest.fixture
def house(tmp_path, vault, clock):
    database = Database(sqlite_url(tmp_path))
    yield LetterHouse(database, vault, clock)
    database.close()


def refused(house, draft):
    letter_id = house.draft(draft)
    with pytest.raises(Refused) as caught:
        send_to_signer(house.database, house.desk, letter_id, house.doing(letter_id, "clerk"))
    return caught.value


def seen_in(house, report_id, problem, *, covert=False):
    with house.database.read() as connection:
        words = (problem, "廉桥镇", "rural-roads", "请加固。")
        return item_from(connection, report_id, words, covert=covert)


@pytest.mark.parametrize(
    "typed", ["13900000001", "139 0000 0001", "139-0000.0001", "１３９００００000１"]
)
def test_an_observers_phone_is_refused_and_its_places_are_told_in_words(house, typed):
    clean = seen_in(house, house.report(), "路肩悬空")
    told = replace(clean, problem=f"请联系{typed}")
    caught = refused(house, replace(DRAFT, items=(clean, told), title=f"{typed}的函"))
    assert caught.why is Why.NAMES_AN_OBSERVER
    assert "标题、第2个问题里" in refusal(caught.why.name, caught.details)


def test_names_spaced_out_and_observers_of_other_reports_are_refused(house):
    clean, name = seen_in(house, house.report(), "路肩悬空"), "欧阳志远"
    house.report(name, 2)
    for opening in (f"民生实事观察员{name}反映", "欧阳 志远等观察员反映，观察员欧阳　志远补充"):
        caught = refused(house, replace(DRAFT, items=(clean,), opening=opening))
        assert (caught.why, caught.details) == (Why.NAMES_AN_OBSERVER, ("opening",))
    assert house.submitted(replace(DRAFT, items=(clean,), opening=f"请{name}同志牵头办理。"))


def test_an_observer_called_like_a_place_keeps_no_letter_about_it_back(house):
    seen = seen_in(house, house.report("高峰"), "高峰村公路塌方，高峰小学的学生绕行")
    for problem in ("高峰说公路塌了", "请高 峰带路", "高峰村民说", "观察员高峰村里来电"):
        told = replace(seen, problem=problem)
        assert refused(house, replace(DRAFT, items=(told,))).details == ("items.1",)
    assert house.submitted(replace(DRAFT, items=(replace(seen, place="高峰镇高峰社区"),)))
    assert without_people("我是高峰，高峰村路塌了", ["高峰"]) == "高峰村路塌了"


def test_who_told_of_a_merged_report_is_shielded_too(house):
    main, merged = house.report(), house.report("欧阳志远", 2)
    with house.database.write() as connection:
        connection.execute(update(reports).where(reports.c.id == merged).values(merged_into=main))
    clean = seen_in(house, main, "路肩悬空")
    told = replace(clean, problem="路肩悬空，欧阳志远也看到了")
    assert refused(house, replace(DRAFT, items=(told,))).details == ("items.1",)


def test_who_wrote_a_letter_is_not_its_signer_on_paper_either(house):
    assert refused(house, replace(DUBAN, signer_name="clerk 主任")).why is Why.OWN_LETTER


def test_what_an_observer_says_of_himself_goes():
    told = "我是观察员欧阳 志远，手机号：139-0000-1357，路肩悬空。身份证430521199001011234"
    assert without_people(told, ["欧阳志远"]) == "路肩悬空。"


def test_a_secret_visit_that_tells_its_time_is_refused_and_an_open_one_is_not(house):
    report_id = house.report()
    secret = seen_in(house, report_id, "上午没有人上班", covert=True)
    caught = refused(house, replace(DRAFT, items=(secret,)))
    assert (caught.why, caught.details) == (Why.BETRAYS_A_VISIT, ("items.1",))
    told = replace(DRAFT, items=(replace(secret, problem="没有人上班"),), opening="暗访发现：")
    assert refused(house, told).details == ("opening",)
    openly = seen_in(house, report_id, "上午没有人上班")
    assert house.submitted(replace(DRAFT, items=(openly,)))


@pytest.mark.parametrize(
    "words", ["9:30到现场", "9点半没有开门", "三点，没有人", "7月14日", "昨天", "从县城到廉桥镇"]
)
def test_these_words_tell_when_and_which_way_somebody_came(words):
    assert trace_of_a_visit(words)


@pytest.mark.parametrize(
    "words",
    ["路肩悬空，护栏缺失。", "缺3点要求的公示", "请于7月20日前加固", "井盖破损2处"],
)
def test_these_words_tell_no_time_and_no_way(words):
    assert trace_of_a_visit(words) == ""


def test_nobody_waits_for_the_word_file_of_a_submission(house):
    """The trial lies outside every transaction: others write meanwhile."""
    letter_id, render = house.draft(), house.word.render
    meanwhile = []

    def slowly(content, template):
        meanwhile.append(house.draft())
        return render(content, template)

    house.word.render = slowly
    send_to_signer(house.database, house.desk, letter_id, house.doing(letter_id, "clerk"))
    assert len(meanwhile) == 1
    assert house.letter(letter_id).state == "submitted"


def test_a_letter_that_changed_during_its_trial_is_not_frozen(house):
    letter_id = house.draft()
    with house.database.read() as connection:
        doing = house.doing(letter_id, "clerk")
        tried = trial(house.desk, ready_content(connection, house.desk, letter_id, doing))
    other = replace(DRAFT, items=(replace(ITEM, problem="路面塌陷。"),))
    house.do(save_letter, letter_id, "clerk", other)
    now_seen = house.doing(letter_id, "clerk")
    with pytest.raises(Refused) as caught, house.database.write() as connection:
        submit(connection, house.desk, letter_id, tried, now_seen)
    assert caught.value.why is Why.CHANGED
    assert house.letter(letter_id).state == "draft"
