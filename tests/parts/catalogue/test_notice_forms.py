"""A message's values in the fields of a template: short, whole, true and never empty."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.notices import MOST, NoticeForm, filled, fit, kind_of, load_forms

NOON = "2026-07-14T04:05:00+00:00"
FAMILY = "👨‍👩‍👧‍👦"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_long_text_is_cut_with_an_ellipsis_at_twenty_characters():
    long = "黑田铺镇敬老院后墙已由住建局加固完毕请放心"
    assert fit("thing", long) == long[:19] + "…"
    assert fit("thing", "后墙已加固") == "后墙已加固"


def test_no_line_ends_survive():
    assert fit("thing", "后墙\n已加固\r\n 完毕") == "后墙 已加固 完毕"


def test_an_emoji_is_kept_whole_or_left_out():
    assert fit("thing", "墙" * 18 + FAMILY + "好") == "墙" * 18 + "…"
    assert fit("thing", FAMILY + "好") == FAMILY + "好"


@given(st.text(max_size=60))
def test_whatever_is_said_fits_the_field(text):
    shown = fit("thing", text)
    assert units(shown) <= MOST
    assert shown == " ".join(shown.split())
    assert shown.endswith("…") or shown == " ".join(text.split())


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("time", NOON, "2026年7月14日 12:05"),
        ("date", NOON, "2026年7月14日"),
        ("time", "昨天", ""),
        ("number", "36", "36"),
        ("number", "0714-36", ""),
        ("number", "1" * 21, ""),
        ("character_string", "0714-36号", "0714-36"),
        ("character_string", "a" * 21, ""),
        ("phrase", "处理完毕", "处理完毕"),
        ("phrase", "已经处理完毕", ""),
    ],
)
def test_what_cannot_be_cut_truly_is_left_out(kind, value, shown):
    assert fit(kind, value) == shown


def test_every_field_of_every_form_shows_something_the_platform_takes():
    for form in load_forms().values():
        for key, shown in filled(form, {}).items():
            assert shown, key
            assert units(shown) <= MOST
            full = filled(form, {"number": "0714-36", "text": "好", "where": "邵东市", "at": NOON})
            assert full[key], key


def test_a_template_that_numbers_its_fields_otherwise_gets_its_own_keys():
    answer = load_forms()["answer"]
    values = {"number": "0714-36", "text": "下周动工", "at": NOON}
    assert filled(answer, values, ["character_string9", "thing4", "date7"]) == {
        "character_string9": "0714-36",
        "thing4": "下周动工",
        "date7": "2026年7月14日",
    }


def test_a_key_of_an_unknown_kind_is_told():
    assert kind_of("thing12") == "thing"
    assert kind_of("first") == kind_of("thing") == ""
    with pytest.raises(ValueError, match="key"):
        NoticeForm.model_validate(
            {"title": "无", "fields": [{"key": "remark", "from": "text", "empty": "无"}]}
        )


# Replies to a word of a moment ago, whose window is open, and alarms that show no report.
WITHOUT = {
    "alarms: PURPOSE", "alarms: alarm-arrived", "alarms: voice-alarm", "strangers: taken-over",
    "desk: purpose", "making: PURPOSE",  # what goes into a group by its robot
    "sweeps: answer", "sweeps: summary",
}  # fmt: skip


def test_every_message_but_a_reply_has_a_notice_form():
    house = Path(__file__).parents[3]
    without = set()
    for path in [*house.glob("casework/**/*.py"), *house.glob("reminders/**/*.py")]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "OutMessage":
                given = {one.arg: one.value for one in call.keywords}
                purpose = given["purpose"]
                named = getattr(purpose, "value", None) or getattr(purpose, "id", "")
                if "notice" not in given:
                    without.add(f"{path.stem}: {named}")
    assert without == WITHOUT
