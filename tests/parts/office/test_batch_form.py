"""What a clerk writes on a batch's page, and what is proposed before the clerk has looked."""

from datetime import UTC, datetime

import pytest

from casework.entry.batch_proposal import match_senders
from casework.entry.entry_keys import form_key, part_key, transcript_keys
from office.entry.batch_form import photo_numbers
from storage.people.people import ObserverCard

AT = datetime(2026, 7, 14, 1, 30, tzinfo=UTC)


def card(observer_id: int, name: str) -> ObserverCard:
    values = dict.fromkeys(ObserverCard.__dataclass_fields__) | {"id": observer_id, "name": name}
    return ObserverCard(**values)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ()),
        ("3", (3,)),
        ("1-3,5", (1, 2, 3, 5)),
        ("1 - 3、5", (1, 2, 3, 5)),
        ("1到2 4", (1, 2, 4)),
        ("2,2", (2,)),
        ("5-3", ()),
        ("甲", None),
        ("1-", None),
        ("1234", None),
    ],
)
def test_photos_are_named_by_numbers_and_spans(typed, numbers):
    assert photo_numbers(typed) == numbers


@pytest.mark.parametrize(
    ("nickname", "observer_id"),
    [
        ("张三", 1),
        ("第一组-张三丰", 2),  # the longer name is the likelier one
        ("邵东张三13900001234", 1),
        ("李四", None),  # two of them
        ("王主任", None),
        ("阿强", 9),  # as a clerk has said before
        ("", None),
    ],
)
def test_a_name_in_the_group_is_matched_only_where_it_is_sure(nickname, observer_id):
    cards = [card(1, "张三"), card(2, "张三丰"), card(3, "李四"), card(4, "李四"), card(5, "王")]
    assert match_senders([nickname], cards, {"阿强": 9}) == {nickname: observer_id}


def test_a_line_keeps_its_key_whatever_copy_it_comes_from():
    again = transcript_keys([("张三 ", AT.replace(second=31), "墙 裂了\r\n！")])
    assert transcript_keys([("张三", AT, "墙裂了!")]) == again


def test_equal_lines_of_one_minute_and_all_else_have_keys_of_their_own():
    later = AT.replace(minute=31)
    lines = [("张三", AT, "墙"), ("张三", AT, "墙"), ("李四", AT, "墙"), ("张三", later, "墙"),
             ("张三", None, "墙"), ("张三", AT, "路")]  # fmt: skip
    keys = transcript_keys(lines)
    keys += [part_key(keys[0], 1), part_key(keys[0], 2), form_key(1, AT, "墙", "", [])]
    keys += [form_key(1, AT, "墙", "", ["ab"]), form_key(2, AT, "墙", "", [])]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {32}
