"""The rules as data: what the papers say, what waits for the office's word, every mistake told."""

import shutil

import pytest

from casework.letters.drafting import propose
from casework.letters.gate import Refused, Why, policy_in_force
from casework.letters.rules_desk import decide_line, unconfirmed_lines
from casework.letters.states import State
from catalogue.data_files import DATA, CatalogueError
from catalogue.letters.policies import letter_policy_for, load_letter_policies
from catalogue.wording import staff_letters
from storage.report_pages import Tags
from tests.support.letter_house import REGION


def policy(region=REGION):
    return letter_policy_for(region, 2023)


def tags(project="rural-water", county="", also=()):
    return Tags(project, also, "problem", county, "", urgent=False)


def test_shaodong_signs_as_its_rules_say():
    rules = policy()
    assert rules.signers(rules.kinds["tixing"]) == ("director",)
    assert rules.kinds["tixing"].sign.grade == "规定"
    for code in ("duban", "onsite"):
        assert rules.signers(rules.kinds[code]) == ("convenor", "deputy_convenor")
        assert (rules.kinds[code].term.days, rules.kinds[code].term.count) == (5, "工作日")
    assert len(rules.grounds) == 6
    assert not rules.kinds["yujing"].on


def test_what_is_only_believed_gives_nobody_a_right():
    rules = policy("隆回县")
    assert {rules.signers(kind) for kind in rules.kinds.values()} == {()}
    assert "series.han" in unconfirmed_lines(rules)


def test_every_line_names_its_source():
    for policies in load_letter_policies().values():
        assert all(line.source for each in policies for line in each.lines().values())


def test_the_offices_word_confirms_a_line_or_changes_it(house):
    director, now = house.staff["director"], house.clock()
    with house.database.write() as connection:
        decide_line(connection, REGION, "kinds.tixing.deputies", {}, director, now)
        rules = decide_line(connection, REGION, "series.han", {"text": "邵东民函"}, director, now)
    assert rules.signers(rules.kinds["tixing"]) == ("director", "deputy_convenor")
    assert (rules.series["han"].text, rules.series["han"].grade) == ("邵东民函", "核定")
    assert house.letter(house.signed()).number == "邵东民函〔2026〕1号"


@pytest.mark.parametrize(
    ("role", "line", "changed", "why"),
    [
        ("clerk", "series.han", {}, Why.WRONG_ROLE),
        ("director", "series.no", {}, Why.UNKNOWN),
        ("director", "kinds.duban.term", {"days": 0}, Why.INCOMPLETE),
        ("director", "kinds.duban.sign", {"roles": ["auditor"]}, Why.INCOMPLETE),
    ],
)
def test_a_word_that_does_not_fit_is_refused_and_changes_nothing(house, role, line, changed, why):
    with house.database.read() as connection:
        before = policy_in_force(connection, REGION, house.clock())
    with pytest.raises(Refused) as caught, house.database.write() as connection:
        decide_line(connection, REGION, line, changed, house.staff[role], house.clock())
    assert caught.value.why is why
    with house.database.read() as connection:
        assert policy_in_force(connection, REGION, house.clock()) == before


def test_shaodong_writes_to_the_leading_unit_and_hints_at_what_is_only_believed():
    sure = propose(policy(), "duban", tags())
    assert (sure.unit, sure.signer_role, sure.way) == ("邵东市水利局", "convenor", "paper")
    believed = propose(policy(), "tixing", tags("rural-roads"), part="trunk-road")
    assert (believed.unit, believed.hints) == ("", ("邵东市公路建设养护中心",))
    assert (believed.signer_role, believed.way) == ("director", "console")


def test_shaoyang_writes_to_the_county_with_a_copy_to_the_leading_unit():
    found = propose(policy("邵阳市"), "jiaoban", tags("gov-service", "洞口县"))
    assert found.unit == "洞口县打好重点民生保障仗工作专班"
    assert found.copies == ("邵阳市行政审批服务局",)
    assert found.ground == "found"


def test_every_mistake_in_the_files_is_told_at_once(tmp_path):
    shutil.copytree(DATA / "letters", tmp_path / "letters")
    first, second = sorted((tmp_path / "letters").glob("*.toml"))[:2]
    first.write_text(first.read_text().replace('series = "du"', 'series = "dx"', 1))
    second.write_text(second.read_text().replace('grade = "规定"', 'grade = "听说"', 1))
    with pytest.raises(CatalogueError) as caught:
        load_letter_policies(tmp_path / "letters")
    assert {first.name, second.name} == {each.split(":")[0] for each in caught.value.mistakes}


def test_a_file_cannot_confirm_itself_nor_name_an_unknown_project(tmp_path):
    shutil.copytree(DATA / "letters", tmp_path / "letters")
    file = next((tmp_path / "letters").glob("*shaodong.toml"))
    text = file.read_text().replace('grade = "规定"', 'grade = "核定"', 1)
    file.write_text(text.replace("rural-power = ", "rural-wind = "))
    with pytest.raises(CatalogueError, match="rural-wind") as caught:
        load_letter_policies(tmp_path / "letters")
    assert any("核定" in mistake for mistake in caught.value.mistakes)


@pytest.mark.parametrize("why", Why)
def test_each_refusal_has_its_sentence(why):
    said = staff_letters.refusal(why.name, ("unit", "kinds.duban.term"))
    assert said.endswith("。")
    assert "{" not in said


def test_each_state_has_its_name():
    assert set(staff_letters.STATES) == {state.value for state in State}
