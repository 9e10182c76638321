"""Each matter is answered and closed alone; reports and letters go many to many; nothing leaks."""

from dataclasses import replace

import pytest

from casework.letters.answering import Outcome, answer_item, close_item, reopen_item
from casework.letters.gate import Refused, Why
from casework.letters.sending import Receipt, contest, receive, uphold
from casework.letters.states import State
from storage.letters.answers import AnswerFile, answers_of
from storage.letters.items import letters_of_report
from storage.letters.rows import letters_in
from storage.letters.sendings import deliveries_of
from tests.support.letter_house import DRAFT, ITEM

SOLVED = Outcome("solved", "路肩已加固")


def two_matters(house):
    first, second = house.report("欧阳志强", 1), house.report("罗某某", 2)
    items = (
        replace(ITEM, report_ids=(first, second)),
        replace(ITEM, problem="没有护栏", report_ids=(second,)),
    )
    return replace(DRAFT, items=items), (first, second)


def test_a_letter_ends_with_the_last_of_its_matters(house):
    draft, _ = two_matters(house)
    letter_id = house.received(draft)
    first, second = house.items(letter_id)
    house.do(answer_item, letter_id, None, first, house.answer())
    assert house.letter(letter_id).state == State.RECEIVED
    assert not house.do(close_item, letter_id, "clerk", first, SOLVED)
    house.do(answer_item, letter_id, "clerk", second, house.answer())
    assert house.letter(letter_id).state == State.ANSWERED
    assert house.do(close_item, letter_id, "clerk", second, Outcome("lasting", "转长期"))
    assert house.letter(letter_id).state == State.DONE


def test_a_matter_without_an_answer_or_an_outcome_in_words_stays_open(house):
    draft, _ = two_matters(house)
    letter_id = house.received(draft)
    first, second = house.items(letter_id)
    house.do(answer_item, letter_id, None, first, house.answer())
    for item, outcome, why in (
        (second, SOLVED, Why.WRONG_STATE),
        (first, Outcome("solved", " "), Why.NOTE_MISSING),
        (first, Outcome("forgotten", "x"), Why.NOTE_MISSING),
        (first + second, SOLVED, Why.UNKNOWN),
    ):
        with pytest.raises(Refused) as caught:
            house.do(close_item, letter_id, "clerk", item, outcome)
        assert caught.value.why is why


def test_an_ended_letter_opened_again_waits_for_a_new_answer_under_its_number(house):
    letter_id = house.done()
    number, (item,) = house.letter(letter_id).number, house.items(letter_id)
    house.do(reopen_item, letter_id, "clerk", item, note="照片显示还没好")
    again = house.letter(letter_id)
    assert (again.state, again.number) == (State.RECEIVED, number)
    house.do(answer_item, letter_id, None, item, house.answer())
    assert house.do(close_item, letter_id, "clerk", item, SOLVED)


def test_one_report_stands_in_many_letters_and_one_letter_holds_many(house):
    draft, (first, second) = two_matters(house)
    one, other = house.draft(draft), house.signed(replace(draft, items=draft.items[:1]))
    with house.database.read() as connection:
        assert [each.letter_id for each in letters_of_report(connection, first)] == [one, other]
        held = letters_of_report(connection, second)
    assert [each.letter_id for each in held] == [one, one, other]
    assert held[-1].number == house.letter(other).number


def test_letters_are_listed_by_state_the_newest_first_page_by_page(house):
    first, second, _ = house.draft(), house.draft(), house.submitted()
    with house.database.read() as connection:
        page = letters_in(connection, [State.DRAFT], limit=1)
        following = letters_in(connection, [State.DRAFT], limit=5, before=page[0].id)
    assert [each.id for each in page + following] == [second, first]


def test_another_letters_matter_is_never_reached(house):
    mine, others = house.received(), house.received()
    with pytest.raises(Refused) as caught:
        house.do(answer_item, mine, None, house.items(others)[0], house.answer())
    assert caught.value.why is Why.UNKNOWN


def test_answers_with_files_are_all_kept_and_who_is_named_is_sealed(house):
    letter_id = house.received()
    (item,) = house.items(letter_id)
    file = AnswerFile("cd" * 32, "整改后.jpg", "image/jpeg")
    house.do(answer_item, letter_id, None, item, replace(house.answer(), files=(file,)))
    house.do(answer_item, letter_id, None, item, replace(house.answer(), measures="又加了护栏"))
    with house.database.read() as connection:
        first, second = answers_of(connection, house.vault, letter_id)
        sealed = connection.exec_driver_sql("SELECT person FROM letter_answers").scalars().all()
    assert (first.files, second.measures) == ((file,), "又加了护栏")
    assert first.person == "刘某 13900000000"
    assert not any("刘某".encode() in bytes(value) for value in sealed)


def test_a_receipt_is_kept_apart_with_its_person_sealed(house):
    letter_id = house.received()
    with house.database.read() as connection:
        (main,) = deliveries_of(connection, house.vault, letter_id)
        sealed = connection.exec_driver_sql("SELECT person FROM letter_receipts").scalar_one()
    assert (main.person, main.received_on) == ("刘某", house.today())
    assert "刘某".encode() not in bytes(sealed)


@pytest.mark.parametrize("before", ["delivered", "received"])
def test_a_unit_returns_a_letter_once_and_what_is_upheld_stays_where_it_was(house, before):
    letter_id = getattr(house, before)()
    due = house.letter(letter_id).due
    house.do(contest, letter_id, None, note="不是我单位的路")
    house.do(uphold, letter_id, "director", note="按任务分工由你单位牵头")
    assert (house.letter(letter_id).state, house.letter(letter_id).due) == (before, due)
    with pytest.raises(Refused) as caught:
        house.do(contest, letter_id, None, note="还是不是")
    assert caught.value.why is Why.CONTESTED_BEFORE
    if before == State.DELIVERED:
        house.do(receive, letter_id, None, Receipt(house.today(), "刘某", ""))
