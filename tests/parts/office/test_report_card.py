"""The card on a report's page: what fills it, what is only a reference, and a clerk's changes."""

import re
from datetime import timedelta

import pytest

from casework.page_links import opened
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders.index_words import WordsIndexer
from storage.desk.card_rows import card_answers_of, keep_card_answers
from storage.intake.card_ledger import NewCardAnswer
from tests.support.office_house import Clerk


@pytest.fixture
def report(house):
    report = house.report(
        house.observer(), 32, project="rural-roads", county="隆回县", township="小沙江镇"
    )
    house.said(report, "产业路修到一半了，路面宽3米")
    house.photo(report)
    WordsIndexer(load_projects(), load_cards()).index(house.database, house.clock())
    return report


def card_on(page: str) -> str:
    return re.sub(r"\s+", " ", page[page.index('id="card"') :].split("</section>", maxsplit=1)[0])


def line_of(page: str, label: str) -> str:
    found = re.search(rf"<dt>{re.escape(label)}</dt>(.*?)</div>", card_on(page))
    return re.sub(r"<[^>]+>", "", found.group(1)) if found else ""


def send(clerk, report, **changes):
    path = f"/office/reports/{report}"
    page = clerk.read(path)
    seen = dict(re.findall(r'name="was-([\w-]+)" value="([^"]*)"', page))
    fields = {f"was-{key}": value for key, value in seen.items()}
    fields |= {key.replace("_", "-"): value for key, value in changes.items()}
    version = re.search(r'name="version" value="([^"]+)"', page).group(1)
    return clerk.press(f"{path}/card", seen_on=path, **{"version": version} | fields)


def answers_of(house, report):
    with house.database.read() as connection:
        answers = card_answers_of(connection, [report]).get(report, [])
    return [(answer.field, answer.value, answer.by, answer.who) for answer in answers]


def test_the_card_shows_what_is_known_and_from_where(clerk, house, report):
    page = clerk.read(f"/office/reports/{report}")

    assert "2023-1.1" in card_on(page)
    assert "小沙江镇" in line_of(page, "乡镇（街道）")
    assert "1张" in line_of(page, "现场照片")
    assert "3米 从话里读到：“产业路修到一半了，路面宽3米”" in line_of(page, "路面净宽（三处平均）")
    assert "50%到75%" in line_of(page, "形象进度（现场目测）")
    assert "还缺</span> 公示牌" in card_on(page)


def test_a_standard_that_is_only_believed_is_a_reference(clerk, report):
    page = clerk.read(f"/office/reports/{report}")

    assert (
        "双车道不小于6.0米（JTG 2111 小交通量农村公路工程技术标准；参考，待办公室核定）"
        in line_of(page, "路面净宽（三处平均）")
    )
    assert "（邵阳市工作专报2023年第14期（武冈“五个一”））" in card_on(page)


def test_a_clerk_copies_the_link_to_the_observers_page(clerk, house, report):
    other = Clerk(house.app(pages_at="https://guancha.example.cn").test_client())
    other.log_in()

    page = other.read(f"/office/reports/{report}")

    address = re.search(r'value="https://guancha\.example\.cn/c/([^"]+)"', page)
    link = opened(address[1], "card", house.vault, house.clock())
    assert (link.subject, link.expires.month) == (report, 8)
    assert "填卡链接" not in clerk.read(f"/office/reports/{report}")  # nobody could open it


def test_a_report_of_no_project_has_no_card(clerk, house):
    report = house.report(house.observer(), 33)
    assert 'id="card"' not in clerk.read(f"/office/reports/{report}")


def test_a_clerk_fills_and_corrects_and_it_is_recorded(clerk, house, report):
    page = send(clerk, report, signboard="没有", width="三米五", damage="裂缝、断板").text

    assert "采集卡已保存。" in page
    assert "改了采集卡" in page
    assert "3.5米 办公室改（李莉）" in line_of(page, "路面净宽（三处平均）")
    assert "要紧的齐了" in card_on(page)
    assert ("signboard", "no", "clerk", "李莉") in answers_of(house, report)


def test_a_clerks_word_outlasts_what_is_read_or_answered_later(clerk, house, report):
    send(clerk, report, width="三米五")
    house.said(report, "路面宽6米")
    later = house.clock() + timedelta(minutes=1)
    answer = NewCardAnswer(
        report,
        "width",
        "rural-roads",
        "2023-1.1",
        "5",
        up_to="",
        about=False,
        unit="m",
        said="5米",
        by="observer",
        at=later,
    )
    with house.database.write() as connection:
        keep_card_answers(connection, [answer])

    page = clerk.read(f"/office/reports/{report}")

    assert "3.5米" in line_of(page, "路面净宽（三处平均）")


def test_a_field_can_be_emptied(clerk, house, report):
    page = send(clerk, report, width="").text

    assert line_of(page, "路面净宽（三处平均）") == ""
    assert "路面净宽" in card_on(page).split("</p>")[0]


def test_what_makes_no_sense_is_named_and_the_rest_is_saved(clerk, house, report):
    page = send(clerk, report, width="三百米", surface="水泥", thickness="很厚").text

    assert (
        "这几栏看不懂或者超出范围，没有保存：路面净宽（三处平均）“三百米”、路面厚度（断面可见时）“很厚”。"
        in page
    )
    assert "水泥" in line_of(page, "路面类型")
    assert "3米" in line_of(page, "路面净宽（三处平均）")


def test_two_clerks_cannot_overwrite_each_other_unseen(clerk, house, report):
    send(clerk, report, width="4米")

    page = send(clerk, report, **{"was-width": "3米", "width": "5米", "signboard": "有"}).text

    assert "这几栏刚刚有人改过，您的没有保存：路面净宽（三处平均）“5米”" in page
    assert "4米" in line_of(page, "路面净宽（三处平均）")
    assert "有" in line_of(page, "公示牌（责任单位、开竣工时间、投资、监督电话）")


def test_a_form_of_another_version_changes_nothing(clerk, house, report):
    page = send(clerk, report, version="2022-1.1", width="5米").text

    assert "这条的项目或采集卡刚刚换过" in page
    assert not any(by == "clerk" for _, _, by, _ in answers_of(house, report))


def test_an_unchanged_form_writes_nothing(clerk, house, report):
    before = answers_of(house, report)
    assert "采集卡没有改动。" in send(clerk, report).text
    assert answers_of(house, report) == before


def test_nobody_changes_a_card_without_a_session(house, report):
    page = house.app().test_client().post(f"/office/reports/{report}/card", data={"width": "5米"})
    assert page.status_code in {302, 303, 400}
    assert not any(by == "clerk" for _, _, by, _ in answers_of(house, report))
