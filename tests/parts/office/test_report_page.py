"""A report's page: what was said, why it was tagged so, and what a clerk may change."""

import json
import re

import pytest
from sqlalchemy import select

from storage.desk.corrections import corrections_of
from storage.report_pages import report_detail
from storage.tables.work import outbox


@pytest.fixture
def report(house):
    return house.report(
        house.observer(),
        32,
        project="elder-relief",
        also='["health-facility"]',
        kind="problem",
        county="邵东市",
        township="黑田铺镇",
        urgent=True,
        confidence=0.87,
        reasons=json.dumps(["“敬佬院”→养老服务", "“快倒了”→紧急"]),
    )


@pytest.fixture
def form(clerk, report):
    """The tag form as the page gives it, ready to be changed and sent."""

    def fields(**changes):
        page = clerk.read(f"/office/reports/{report}")
        hidden = dict(re.findall(r'name="(was_\w+)" value="([^"]*)"', page))
        now = {name.removeprefix("was_"): value for name, value in hidden.items()}
        now["also"] = now["also"].split(",") if now["also"] else []
        return hidden | now | changes

    return fields


def send(clerk, report, fields):
    path = f"/office/reports/{report}"
    return clerk.press(f"{path}/tags", seen_on=path, **fields)


def tags_of(house, report):
    with house.database.read() as connection:
        return report_detail(connection, report).tags


def changes_of(house, report):
    with house.database.read() as connection:
        return [change[:4] for change in corrections_of(connection, report)]


def test_the_conversation_stands_in_the_order_of_time(clerk, house, report):
    house.said(report, "敬佬院后墙快倒了", answer="0714-32号：照片1张，邵东市黑田铺镇。")
    house.later(seconds=30)
    house.pushed("已收3张照片", report_id=report)
    house.later(seconds=30)
    house.said(report, "嗲嗲们在下面吃饭")
    page = clerk.read(f"/office/reports/{report}")
    words = ["后墙快倒了", "0714-32号：照片1张", "已收3张照片", "嗲嗲们在下面吃饭"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_messages_of_one_second_keep_their_answers_beside_them(clerk, house, report):
    for number in (1, 2, 3):
        house.said(report, f"第{number}句", answer=f"答第{number}句")
    page = clerk.read(f"/office/reports/{report}")
    assert re.findall(r'class="bubble">(答?第\d句)<', page) == [
        "第1句",
        "答第1句",
        "第2句",
        "答第2句",
        "第3句",
        "答第3句",
    ]


def test_a_pushed_message_says_whether_it_arrived_and_why_not(clerk, house, report):
    house.pushed("已收3张照片", report_id=report)
    house.pushed(
        "值班同志已收到",
        report_id=report,
        state="undelivered",
        cause="超过48小时没有说话",
        sent_at=None,
    )
    page = clerk.read(f"/office/reports/{report}")
    assert "已送达" in page
    assert "未送达：超过48小时没有说话" in page


def test_an_alarm_to_the_staff_is_told_from_words_to_the_observer(clerk, house, report):
    house.pushed("紧急：0714-32号", recipient="zhangsan", report_id=report)
    house.pushed("紧急：0714-32号", recipient="oA", purpose="alarm", report_id=report)
    house.pushed("已通知值班同志", recipient="oA", report_id=report)
    assert clerk.read(f"/office/reports/{report}").count("发给值班同志") == 2


def test_the_page_says_why_it_was_tagged_so(clerk, report):
    page = clerk.read(f"/office/reports/{report}")
    assert "“敬佬院”→养老服务" in page
    assert "系统判断，把握87%" in page


def test_photos_have_a_larger_view_and_missing_ones_say_why(clerk, house, report):
    photo = house.photo(report)
    house.photo(report, state="wanted")
    house.photo(report, state="expired")
    page = clerk.read(f"/office/reports/{report}")
    assert f'href="#photo-{photo}"' in page
    assert f"/office/photos/{photo}/shown.jpg" in page
    assert "正在取" in page
    assert "没取到，平台已删除" in page


def test_photos_that_follow_each_other_share_one_bubble(clerk, house, report):
    for _ in range(3):
        house.photo(report)
    house.said(report, "后墙快倒了")
    house.photo(report)
    page = clerk.read(f"/office/reports/{report}")
    bubbles = re.findall(r'<p class="bubble picture">.*?</p>', page)
    assert [bubble.count("<img") for bubble in bubbles] == [3, 1]


def test_a_correction_is_saved_and_recorded_field_by_field(clerk, house, report, form):
    page = send(clerk, report, form(project="rural-water", township="廉桥镇", urgent=""))
    assert "改好了" in page.text
    tags = tags_of(house, report)
    assert (tags.project, tags.township, tags.urgent) == ("rural-water", "廉桥镇", False)
    assert tags.also == ("health-facility",)
    assert changes_of(house, report) == [
        ("project", "elder-relief", "rural-water", "李莉"),
        ("township", "黑田铺镇", "廉桥镇", "李莉"),
        ("urgent", "1", "", "李莉"),
    ]
    assert "办公室核定" in page.text


def test_a_project_may_be_taken_away_and_others_added(clerk, house, report, form):
    send(clerk, report, form(project="", also=["rural-roads", "health-facility"]))
    tags = tags_of(house, report)
    assert tags.project is None
    assert set(tags.also) == {"rural-roads", "health-facility"}


def test_the_main_project_is_not_also_a_side_project(clerk, house, report, form):
    send(clerk, report, form(also=["elder-relief", "health-facility"]))
    assert tags_of(house, report).also == ("health-facility",)


def test_saving_without_a_change_records_nothing(clerk, house, report, form):
    assert "没有改动" in send(clerk, report, form()).text
    assert changes_of(house, report) == []


def test_a_form_opened_before_somebody_elses_change_is_refused(clerk, house, report, form):
    mine = form(county="新宁县")
    send(clerk, report, form(township="廉桥镇"))
    answer = send(clerk, report, mine)
    assert answer.status_code == 409
    assert "刚刚在别处改过" in answer.text
    assert 'value="廉桥镇"' in answer.text
    assert tags_of(house, report).county == "邵东市"


@pytest.mark.parametrize(
    "nonsense", [{"project": "no-such"}, {"kind": "joke"}, {"county": "火星县"}]
)
def test_what_was_not_on_offer_is_refused(clerk, house, report, form, nonsense):
    assert send(clerk, report, form(**nonsense)).status_code == 400
    assert changes_of(house, report) == []


def test_looking_at_an_urgent_report_changes_nothing(clerk, house, report):
    clerk.read(f"/office/reports/{report}")
    with house.database.read() as connection:
        assert report_detail(connection, report).urgent_seen_at is None


def test_taking_an_urgent_report_tells_its_observer_once(clerk, house, report):
    house.said(report, "敬佬院后墙快倒了")
    path = f"/office/reports/{report}"
    assert "已记下" in clerk.press(f"{path}/urgent", seen_on=path).text
    assert "已经有人看过" in clerk.press(f"{path}/urgent", seen_on=path).text
    assert "看到了紧急信息，正在处理" in clerk.read(path)
    with house.database.read() as connection:
        posted = connection.execute(select(outbox.c.recipient, outbox.c.text)).all()
        assert report_detail(connection, report).urgent_seen_at == house.clock()
    assert posted == [("oA", "0714-32号：值班同志已收到。")]
    assert house.hints == [("outbox", 0)]


def test_whoever_acts_on_an_urgent_report_at_the_board_has_seen_it(clerk, house, report):
    house.said(report, "敬佬院后墙快倒了")
    act = {"act": "verify", "verdict": "true", "version": 0}
    clerk.press(f"/office/board/{report}/do", seen_on="/office/board", **act)
    with house.database.read() as connection:
        assert report_detail(connection, report).urgent_seen_at == house.clock()
        assert list(connection.scalars(select(outbox.c.text))) == ["0714-32号：值班同志已收到。"]


def test_what_its_observer_is_adding_to_waits_at_the_board(clerk, house):
    coming = house.report(house.observer(phone="13900002468", openid="oB"), 33, state="collecting")
    page = clerk.read(f"/office/board?report={coming}")
    assert "几分钟后收齐了再办" in page
    assert "起草函件" not in page
    assert 'data-key="1"' not in page


def test_a_report_that_is_not_urgent_cannot_be_taken(clerk, house):
    calm = house.report(house.observer(phone="13900002468", openid="oB"), 33)
    clerk.press(f"/office/reports/{calm}/urgent", seen_on=f"/office/reports/{calm}")
    with house.database.read() as connection:
        assert connection.execute(select(outbox.c.id)).all() == []


@pytest.mark.parametrize("path", ["/office/reports/999", "/office/reports/x", "/office/nothing"])
def test_what_is_not_there_gets_one_clear_page(clerk, path):
    answer = clerk.client.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
