"""The first tagger, through its real data."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tagger import count_words
from catalogue.data_files import DATA, CatalogueError, read_files
from catalogue.geography.places import Place
from catalogue.project_files import read_project_files
from catalogue.tagging.tagger import Tagger, load_tagger
from catalogue.tagging.tagger_files import TaggerFiles
from catalogue.tagging.training import all_examples

NOTES = [
    json.loads(line)
    for line in (Path(__file__).parent / "notes.jsonl").read_text(encoding="utf-8").splitlines()
]

RESETTLEMENT = """
code = "resettlement"
name = "经开区征拆安置"
short = "征拆安置"
tier = "市本级"
tier_confirmed = false
level = "local"
lead_unit = "市经开区征拆中心"
source = "office"
[words]
strong = ["安置房", "分房"]
"""


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def test_the_wall_of_a_home_for_the_elderly_about_to_fall_is_understood_whole(tagger):
    tag = tagger.tag("黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭")

    assert (tag.project, tag.kind, tag.urgent) == ("elder-relief", "problem", True)
    assert (tag.county, tag.township) == ("邵东市", "黑田铺镇")
    assert not tag.ask


@pytest.mark.parametrize(
    "text",
    ["", "   ", "😂😂😂", "https://mp.weixin.qq.com/s/abc", "\x00\ufffd", "。。。？？", "[微笑]"],
)
def test_a_note_without_readable_words_is_chat_and_asks_nothing(tagger, text):
    tag = tagger.tag(text)

    assert (tag.project, tag.kind, tag.urgent, tag.ask) == (None, "chat", False, False)


def test_the_place_sent_with_a_note_says_where_when_the_text_does_not(tagger):
    tag = tagger.tag("这里的路烂了", Place(27.2589, 111.7482, "邵东市廉桥镇某村"))

    assert (tag.county, tag.township) == ("邵东市", "廉桥镇")


def test_a_point_alone_gives_the_county(tagger):
    assert tagger.tag("这里的路烂了", Place(27.111, 111.037)).county == "隆回县"


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("村医两个月没上班", "health-facility"),
        ("村医保服务点没开门", "medical-insurance"),
        ("在湘易办上备案看病一直不过", "medical-insurance"),
        ("查宫颈的结果没告诉我们", "women-screening"),
        ("孕妇产检要排队", "health-facility"),
        ("小区楼道电线老化", "old-community"),
        ("村里电线老化", "rural-power"),
        ("水库边养猪，粪水往里流", "water-source"),
        ("水库放不出水", "rural-water"),
        ("敬老院没装电梯", "elder-relief"),
        ("残联给的扶手松了", "disability-support"),
        ("工地欠我们工资", None),
        ("物业费涨了", None),
        ("养老保险认证不过", None),
    ],
)
def test_words_that_two_projects_share_are_told_apart_by_their_company(tagger, text, project):
    assert tagger.tag(text).project == project


@pytest.mark.parametrize(
    "text",
    [
        "变压器冒烟着火了",
        "组里停水三天了",
        "小区里煤气味好重",
        "水库坝脚往外冒浑水",
        "卫生院的针头丢在门口，细伢子在捡",
    ],
)
def test_a_present_danger_is_urgent(tagger, text):
    assert tagger.tag(text).urgent


@pytest.mark.parametrize(
    "text",
    ["村道上有个坑", "弯道没护栏", "窗口态度差", "停电没通知", "报销的钱没到", "消防演练搞得好"],
)
def test_an_ordinary_fault_is_not_urgent(tagger, text):
    assert not tagger.tag(text).urgent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建议在弯道装面镜子", "suggestion"),
        ("今年山塘还清不清淤？", "question"),
        ("产业路今天开工", "info"),
        ("路修通了，再不用踩泥巴，感谢", "praise"),
        ("自来水三天两头停", "problem"),
        ("早上好", "chat"),
    ],
)
def test_the_kind_follows_from_how_it_is_said(tagger, text, kind):
    assert tagger.tag(text).kind == kind


def test_a_further_project_named_outright_goes_to_also(tagger):
    tag = tagger.tag("残疾人专场招聘会在残联门口")

    assert tag.project == "employment"
    assert tag.also == ("disability-support",)


def test_a_report_that_names_no_project_asks(tagger):
    tag = tagger.tag("进度太慢了")

    assert tag.ask
    assert tag.kind == "problem"


def test_the_three_best_come_first_to_last_and_the_first_is_the_project(tagger):
    tag = tagger.tag("敬老院的电梯坏了")

    chances = [chance for _, chance in tag.ranked]
    assert chances == sorted(chances, reverse=True)
    assert tag.ranked[0] == (tag.project, tag.confidence)


def test_the_reasons_name_the_words_that_decided(tagger):
    reasons = tagger.tag("黑田铺镇敬老院后墙快倒了").reasons

    assert "“敬老院”→养老服务" in reasons
    assert "“快倒”→紧急" in reasons
    assert "“黑田铺镇”→邵东市黑田铺镇" in reasons


def test_of_a_long_text_the_beginning_is_read(tagger):
    long = "隆回县的敬老院后墙裂了，" + "啊" * 20_000 + "隔离网破了"

    assert tagger.tag(long) == tagger.tag(long[:1000])


@given(st.text(max_size=300))
def test_no_text_whatever_raises(tagger, text):
    tag = tagger.tag(text)

    assert 0 <= tag.confidence <= 1
    assert len(tag.ranked) == 3


def test_on_labelled_notes_it_is_far_better_than_counting_words(tagger):
    projects = read_project_files()
    right = sum(tagger.tag(note["text"]).project == note["project"] for note in NOTES)
    counted = sum(count_words(note["text"], projects) == note["project"] for note in NOTES)

    assert right >= 0.95 * len(NOTES)
    assert right - counted >= 0.1 * len(NOTES)


def test_on_labelled_notes_it_hears_every_danger_and_seldom_cries_wolf(tagger):
    called = [note for note in NOTES if tagger.tag(note["text"]).urgent]

    assert all(note in called for note in NOTES if note["urgent"])
    assert sum(not note["urgent"] for note in called) <= 2


def test_on_labelled_notes_kind_and_county_hold(tagger):
    tags = [(tagger.tag(note["text"]), note) for note in NOTES]

    assert all(tag.county == note["county"] for tag, note in tags)
    assert sum(tag.kind == note["kind"] for tag, note in tags) >= 0.87 * len(NOTES)


def test_no_labelled_note_is_among_the_sentences_it_learned_from():
    files = read_files(DATA, TaggerFiles)
    learned = {example.text for example in all_examples(files, read_project_files())}

    assert not learned & {note["text"] for note in NOTES}


def test_a_fifteenth_project_is_learned_from_its_file_alone(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "projects" / "resettlement.toml").write_text(
        RESETTLEMENT, encoding="utf-8"
    )

    tag = load_tagger(tmp_path / "data").tag("安置房分房的名单没公布")

    assert tag.project == "resettlement"


def test_mistakes_of_all_the_taggers_files_are_named_at_once(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    settings = tmp_path / "data" / "tagger.toml"
    settings.write_text(settings.read_text().replace("text_limit = 1000", 'text_limit = "long"'))
    kinds = tmp_path / "data" / "kinds.toml"
    kinds.write_text(kinds.read_text() + "\n[rumour]\n")

    with pytest.raises(CatalogueError) as caught:
        load_tagger(tmp_path / "data")

    assert "tagger.text_limit" in str(caught.value)
    assert "kinds.rumour" in str(caught.value)
