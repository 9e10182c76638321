"""函的规则 in the console: confirmed, changed, given back; who is away, and who signs meanwhile."""

import pytest

from casework.letters.drafting import propose
from casework.letters.gate import policy_in_force
from storage.desk.acts import acts_on
from storage.report_pages import Tags
from tests.support.forms import press_button

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REGION = "邵阳市"
AT = "/office/settings/rules"
SEAL = f"{AT}/line/seal"
SIGN = f"{AT}/line/kinds.tishi.sign"


def rules(office):
    with office.database.read() as connection:
        return policy_in_force(connection, REGION, office.clock())


def ask(browser, line, **fields):
    return browser.press(f"{line}/preview", line, **fields).text


def test_a_line_is_settled_with_a_reason_seen_first_and_given_back(office, at_desk):
    director = at_desk("director")
    assert "参考，待办公室核定" in director.read(SEAL)
    preview = ask(director, SEAL, text="邵阳市人民政府办公室", note="主任7月14日定")
    assert "邵阳市人民政府办公室" in preview
    assert not rules(office).seal.confirmed
    press_button(director, preview, "确认，保存")
    seal = rules(office).seal
    assert (seal.text, seal.grade, seal.source) == (
        "邵阳市人民政府办公室",
        "核定",
        "主任7月14日定",
    )
    press_button(director, director.read(SEAL), "改回系统自带的")
    assert not rules(office).seal.confirmed
    with office.database.read() as connection:
        assert [act.detail for act in acts_on(connection, "rule:seal")] == ["packaged", ""]
    press_button(director, director.read(SEAL), "改回这一次的")
    assert rules(office).seal.grade == "核定"


@ON_SQLITE
def test_a_line_of_any_form_is_confirmed_as_it_stands(office, at_desk):
    director = at_desk("director")
    lines = {key: line for key, line in rules(office).lines().items() if key != "seal"}
    front = director.read(AT)
    assert all(f"{AT}/line/{key}" in front for key in lines if not key.startswith("units."))
    of_each_form = {type(line): key for key, line in reversed(lines.items())}
    for key in of_each_form.values():
        line = rules(office).lines()[key]
        typed = {
            name: "yes" if value is True else list(value) if isinstance(value, tuple) else value
            for name, value in line.model_dump(exclude={"grade", "source"}).items()
            if value is not False
        }
        page = ask(director, f"{AT}/line/{key}", note="办公室核定", **typed)
        press_button(director, page, "确认，保存")
        after = rules(office).lines()[key]
        same = line.model_copy(update={"grade": "核定", "source": "办公室核定"})
        assert after == same, key


@ON_SQLITE
@pytest.mark.parametrize(
    ("line", "fields", "told"),
    [
        (SEAL, {"text": "某单位"}, "请写明依据"),
        (SEAL, {"text": " ", "note": "定了"}, "内容不能空"),
        (SIGN, {"note": "定了"}, "至少要有一个岗位"),
        (f"{AT}/line/kinds.tishi.term", {"days": "0", "count": "工作日", "note": "定"}, "1到366"),
        (f"{AT}/line/kinds.tishi.sign", {"roles": "auditor", "note": "定"}, "这样填不行"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(office, at_desk, line, fields, told):
    before = rules(office)
    assert told in ask(at_desk("director"), line, **fields)
    assert rules(office) == before


@ON_SQLITE
def test_a_clerk_looks_and_a_second_window_is_told(office, at_desk):
    clerk, director = at_desk("clerk"), at_desk("director")
    assert "先看看影响" not in clerk.read(SEAL)
    assert clerk.press(f"{SEAL}/save", SEAL, changed='{"source": "x"}').status_code == 403
    first = ask(director, SEAL, text="甲单位", note="定")
    press_button(director, ask(director, SEAL, text="乙单位", note="定"), "确认，保存")
    assert "您的没有保存" in press_button(director, first, "确认，保存").text
    assert rules(office).seal.text == "乙单位"


@ON_SQLITE
def test_while_a_signer_is_away_the_deputy_signs_and_afterwards_not(office, at_desk):
    director = at_desk("director")
    leave = {"role": "director", "first": "2026-07-14", "last": "2026-07-16", "note": "学习"}
    preview = director.press("/office/settings/leave/preview", AT, deputy="convenor", **leave).text
    assert "工作提示函、提醒函、工作交办函改由召集人签发" in preview.replace("、现场督办通知", "")
    page = press_button(director, preview, "确认，保存").text
    assert "2026-07-14至2026-07-16，由召集人代签" in page
    tags = Tags("rural-roads", (), "problem", "洞口县", "", urgent=False)
    found = propose(rules(office), "tishi", tags)
    assert (found.signer_role, found.way) == ("convenor", "paper")
    press_button(director, page, "这次请假作废")
    assert propose(rules(office), "tishi", tags).signer_role == "director"
    press_button(director, director.read(AT), "改回这一版")
    assert propose(rules(office), "tishi", tags).signer_role == "convenor"
    office.later(days=3)
    director.log_in("the-director")
    assert propose(rules(office), "tishi", tags).signer_role == "director"


@ON_SQLITE
def test_a_leave_that_cannot_be_is_told(at_desk):
    director = at_desk("director")
    leave = {"role": "director", "first": "2026-07-16", "last": "2026-07-14", "note": "学习"}
    at = "/office/settings/leave/preview"
    for deputy in ("convenor", "director"):
        page = director.press(at, AT, deputy=deputy, **leave).text
        assert "止不能早于起" in page
    leave |= {"role": "convenor", "last": "2026-07-18"}
    press_button(director, director.press(at, AT, deputy="director", **leave).text, "确认，保存")
    leave |= {"role": "director", "first": "2026-07-18", "last": "2026-07-20"}
    page = director.press(at, AT, deputy="convenor", **leave).text
    assert "召集人2026-07-16至2026-07-18自己也请假，不能代签" in page
