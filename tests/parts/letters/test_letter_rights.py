"""Nobody signs what they wrote, in another's role, twice, or anything but what was frozen."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import update

from casework.letters.content import content_hash, read_content
from casework.letters.drafting import item_from, save_letter, void_letter
from casework.letters.gate import Doing, Refused, Why
from casework.letters.sending import deliver, seal
from casework.letters.signing import SignedPaper, bring_scan, confirm_scan, sign
from casework.letters.submitting import take_back
from storage.letters.rows import events_of
from storage.letters.signatures import newest_signature
from storage.tables.letters import letter_signatures, letters
from storage.tables.staff import staff
from tests.support.letter_house import DRAFT, DUBAN, ITEM, submit_now

ROLES = ("clerk", "director", "convenor", "deputy_convenor", "auditor", "admin")


def refused(house, act, letter_id, role, *given, **more):
    before = house.letter(letter_id)
    with pytest.raises(Refused) as caught:
        house.do(act, letter_id, role, *given, **more)
    assert house.letter(letter_id) == before
    return caught.value


def test_only_the_role_that_the_letter_names_signs_it(house):
    tixing, duban = house.submitted(), house.submitted(replace(DUBAN, way="console"))
    for letter_id, role in product((tixing, duban), ROLES):
        named = house.letter(letter_id).signer_role
        if role != named:
            seen = house.letter(letter_id).content_hash
            assert refused(house, sign, letter_id, role, seen).why is Why.WRONG_ROLE
    assert house.do(sign, tixing, "director", house.letter(tixing).content_hash)
    assert house.do(sign, duban, "convenor", house.letter(duban).content_hash)


def test_a_director_does_not_sign_what_the_director_wrote_or_changed(house):
    own = house.draft(role="director")
    house.do(submit_now, own, "clerk")
    changed = house.draft()
    house.do(save_letter, changed, "director", DRAFT)
    house.do(submit_now, changed, "clerk")
    for letter_id in (own, changed):
        seen = house.letter(letter_id).content_hash
        assert refused(house, sign, letter_id, "director", seen).why is Why.OWN_LETTER


def test_an_account_that_was_closed_signs_nothing(house):
    letter_id = house.submitted()
    with house.database.write() as connection:
        closed = update(staff).where(staff.c.id == house.staff["director"]).values(active=False)
        connection.execute(closed)
    seen = house.letter(letter_id).content_hash
    assert refused(house, sign, letter_id, "director", seen).why is Why.WRONG_ROLE


def test_who_brought_a_scan_does_not_confirm_it(house):
    letter_id = house.submitted(DUBAN)
    house.do(bring_scan, letter_id, "clerk", house.paper())
    assert refused(house, confirm_scan, letter_id, "clerk").why is Why.SAME_OFFICER
    assert house.do(confirm_scan, letter_id, "other") == "邵东民生保障督〔2026〕1号"
    with house.database.read() as connection:
        held = newest_signature(connection, house.vault, letter_id)
        stored = connection.execute(letter_signatures.select()).one()
    assert (held.state, held.name, held.remark) == ("held", "周某", "同意，请抓紧。")
    assert "同意".encode() not in stored.remark


def test_the_signature_binds_what_was_frozen_and_the_template(house):
    letter_id = house.submitted()
    seen = house.letter(letter_id).content_hash
    assert refused(house, sign, letter_id, "director", "0" * 64).why is Why.OTHER_CONTENT
    kept, house.word.kept = house.word.kept, set()
    assert refused(house, sign, letter_id, "director", seen).why is Why.OTHER_CONTENT
    house.word.kept = kept
    other = house.letter(letter_id).content.replace("路肩悬空", "路面完好")
    with house.database.write() as connection:
        connection.execute(update(letters).values(content=other))
    assert refused(house, sign, letter_id, "director", seen).why is Why.OTHER_CONTENT


def test_a_scan_of_an_earlier_wording_cannot_be_confirmed(house):
    letter_id = house.submitted(DUBAN)
    house.do(bring_scan, letter_id, "clerk", house.paper())
    with house.database.write() as connection:
        connection.execute(update(letter_signatures).values(content_hash="0" * 64))
    assert refused(house, confirm_scan, letter_id, "other").why is Why.OTHER_CONTENT


def test_a_letter_for_paper_is_not_signed_in_the_console_nor_the_other_way_round(house):
    paper, console = house.submitted(DUBAN), house.submitted()
    seen = house.letter(paper).content_hash
    assert refused(house, sign, paper, "convenor", seen).why is Why.OTHER_WAY
    assert refused(house, bring_scan, console, "clerk", house.paper()).why is Why.OTHER_WAY


def test_a_paper_dated_in_the_future_is_refused(house):
    letter_id = house.submitted(DUBAN)
    ahead = SignedPaper("ab" * 32, house.today().replace(year=2030), "")
    assert refused(house, bring_scan, letter_id, "clerk", ahead).why is Why.BAD_DAY


def test_the_second_of_two_who_saw_the_same_version_is_told(house):
    letter_id = house.submitted()
    seen = house.letter(letter_id)
    late = Doing(house.staff["director"], seen.version, house.clock())
    house.do(take_back, letter_id, "clerk")
    with pytest.raises(Refused) as caught, house.database.write() as connection:
        sign(connection, house.desk, letter_id, seen.content_hash, late)
    assert caught.value.why is Why.CHANGED


def test_all_that_is_missing_is_told_at_once(house):
    empty = replace(DRAFT, title="", unit="", ground="", opening="", reason="", items=())
    bare = house.draft(replace(empty, signer_role="clerk", secret_free=False))
    caught = refused(house, submit_now, bare, "clerk")
    assert caught.why is Why.INCOMPLETE
    lacking = {"title", "unit", "ground", "opening", "reason", "items", "signer", "secrecy"}
    assert set(caught.details) == lacking


def test_what_the_office_has_not_confirmed_never_enters_a_letter(house):
    letter_id = house.draft()
    with house.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM letter_policy_words")
    assert refused(house, submit_now, letter_id, "clerk").details == ("series.han",)


def test_an_observers_name_keeps_a_letter_from_leaving(house):
    report_id = house.report("欧阳志强")
    with house.database.read() as connection:
        words = ("欧阳志强说路肩悬空", "廉桥镇", "rural-roads", "请加固。")
        item = item_from(connection, report_id, words)
    letter_id = house.draft(replace(DRAFT, items=(item,)))
    caught = refused(house, submit_now, letter_id, "clerk")
    assert (caught.why, caught.details) == (Why.NAMES_AN_OBSERVER, ("items.1",))
    clean = replace(item, problem="路肩悬空")
    house.do(save_letter, letter_id, "clerk", replace(DRAFT, items=(clean,)))
    house.do(submit_now, letter_id, "clerk")
    printed = read_content(house.letter(letter_id).content)
    assert printed.items[0].seen == "7月13日至19日期间"
    assert content_hash(printed) == house.letter(letter_id).content_hash


def test_a_secret_visit_tells_no_time(house):
    report_id = house.report()
    with house.database.read() as connection:
        item = item_from(connection, report_id, ("a", "b", "c", "d"), covert=True)
    assert item.seen == ""


def test_a_template_that_does_not_fit_is_told_and_nothing_is_frozen(house):
    house.word.mistakes = ("缺“主送”",)
    letter_id = house.draft(replace(DRAFT, items=(ITEM,)))
    caught = refused(house, submit_now, letter_id, "clerk")
    assert (caught.why, caught.details) == (Why.TEMPLATE, ("缺“主送”",))


def test_a_void_letter_keeps_its_number_and_says_why(house):
    letter_id = house.signed()
    number = house.letter(letter_id).number
    house.do(void_letter, letter_id, "director", note="主送单位写错")
    assert house.letter(letter_id).number == number
    following = house.signed()
    assert house.letter(following).number_seq == 2
    with house.database.read() as connection:
        last = events_of(connection, letter_id)[-1]
    assert (last.act, last.who, last.note) == ("void", "director", "主送单位写错")


def test_an_unnumbered_letter_cannot_be_written_as_sent_even_by_hand(house):
    letter_id = house.submitted()
    with pytest.raises(Exception, match="numbered"), house.database.write() as connection:
        connection.execute(
            update(letters).where(letters.c.id == letter_id).values(state="delivered")
        )


def test_the_unit_can_do_nothing_that_is_the_offices(house):
    letter_id = house.signed()
    assert refused(house, seal, letter_id, None).why is Why.WRONG_ROLE
    assert refused(house, deliver, letter_id, None, None).why is Why.WRONG_STATE
