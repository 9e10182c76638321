"""催办 on one tap, by telephone, by the clock: what leaves, what never does, what is read."""

from datetime import date, time

from casework.ends.tasks import Kind
from casework.letters.sending import ask_extension, grant_extension
from storage.people.staff import set_password_hash
from tests.support.office_house import PASSWORD
from tests.support.quick_staff import quick_hash
from tests.support.urging_house import LIAISON, MOBILE, add_contact, answer_all, switch_on

EARLY, LAST, AFTER = date(2026, 7, 17), date(2026, 7, 21), date(2026, 7, 22)  # T-2, T, T+1
WORDS = "您有1件待办，请登录或致电办公室"
TASKS = "/office/tasks"


def tap(clerk, letter_id: int, page: str = TASKS) -> str:
    place = "tasks" if page == TASKS else "letter"
    return clerk.press(
        f"/office/letters/{letter_id}/urge", page, follow_redirects=True, **{"from": place}
    ).text


def test_one_tap_sends_the_one_sentence_once_a_day_and_says_what_became_of_it(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk()
    add_contact(house.letters)
    house.on(EARLY)
    page = clerk.read(TASKS)
    assert f"{LIAISON}（科长）" in page
    assert f"tel:{MOBILE}" in page
    told = tap(clerk, letter_id)
    assert "已交系统发送" in told
    assert "到期前两天催办：<b>等待发送</b>" in told
    assert house.posted() == [("unit", "c0ffee00", WORDS)]
    assert house.office.hints == [("outbox", 0)]
    letter = f"/office/letters/{letter_id}"
    assert "今天已经催过" in tap(clerk, letter_id, letter)
    house.on(LAST)
    assert "已交系统发送" in tap(clerk, letter_id, letter)
    assert len(house.posted()) == 2
    assert clerk.read(letter).count("催办：<b>等待发送</b>") == 2


def test_nothing_is_sent_too_early_off_hours_or_about_an_answered_letter(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk()
    add_contact(house.letters)
    house.on(date(2026, 7, 16))
    assert "还不到催办的时候" in tap(clerk, letter_id)
    for day, hour in ((EARLY, time(13)), (EARLY, time(20)), (date(2026, 7, 18), time(9))):
        house.on(day, hour)
        assert "现在不是上班时间" in tap(clerk, letter_id)
    house.on(LAST)
    answer_all(house.letters, letter_id)
    assert "不用催了" in tap(clerk, letter_id)
    assert house.posted() == []


def test_a_unit_that_no_message_reaches_is_rung_and_the_call_is_kept_with_its_result(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk()
    house.on(EARLY)
    assert "没有登记接收来函的联络人" in tap(clerk, letter_id)
    assert house.kinds() == [Kind.RING, Kind.SOON]
    add_contact(house.letters, "0739-5026059")
    told = tap(clerk, letter_id)
    assert "没有可用的手机号" in told
    assert "tel:0739-5026059" in told
    assert "反馈时间是7月21日，快到了。" in told
    assert "刘某（签收人）" in told


def test_a_call_is_kept_with_its_result_and_ends_its_task_once_somebody_was_reached(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk(texts=False)
    add_contact(house.letters)
    house.on(EARLY)
    tap(clerk, letter_id)
    ring = next(task for task in house.open() if task.kind == Kind.RING)
    call = f"{TASKS}/{ring.id}/call"
    assert clerk.press(call, TASKS, outcome="reached").status_code == 422
    assert clerk.press(call, TASKS, words="打了").status_code == 422
    clerk.press(call, TASKS, outcome="missed", whom=LIAISON)
    assert Kind.RING in house.kinds()
    clerk.press(call, TASKS, outcome="reached", whom=LIAISON, words="周五反馈")
    assert house.kinds() == [Kind.SOON]
    assert "刚才有人办过了" in clerk.press(call, TASKS, outcome="missed").text
    page = clerk.read(f"/office/letters/{letter_id}")
    assert f"给{LIAISON}：<b>打通了</b>，周五反馈" in page
    assert f"给{LIAISON}：<b>没打通</b>" in page
    tap(clerk, letter_id)
    assert house.kinds() == [Kind.SOON]  # the stage's call was made
    house.on(AFTER)
    assert house.kinds() == [Kind.CALL]


def test_a_unit_passes_a_letter_on_by_telephone_too(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk()
    letter = f"/office/letters/{letter_id}"
    assert "请写单位同事的姓名和电话" in clerk.press(f"{letter}/hand", letter, person="张某").text
    told = clerk.press(f"{letter}/hand", letter, person="张某", phone="13800000000").text
    assert "单位转交张某（13800000000）经办" in told
    assert "张某（现在经手）" in told


def test_the_clock_urges_each_stage_once_from_the_day_it_was_switched_on(house):
    letter_id = house.letters.received()
    add_contact(house.letters)
    house.on(EARLY)
    house.tick()
    assert house.posted() == []  # off by default
    house.on(date(2026, 7, 20))
    switch_on(house.letters)
    house.tick()
    assert house.posted() == []  # that stage began before
    for day, hour, sent in (
        (LAST, 7, 0),
        (LAST, 9, 1),
        (LAST, 15, 1),
        (AFTER, 9, 2),
        (AFTER, 16, 2),
    ):
        house.on(day, time(hour))
        house.tick()
        assert len(house.posted()) == sent, (day, hour)
    later = date(2026, 7, 31)
    house.letters.do(ask_extension, letter_id, None, later, note="汛期")
    house.letters.do(grant_extension, letter_id, "director")
    house.on(later)
    house.tick()
    assert len(house.posted()) == 3
    switch_on(house.letters, on=False)
    house.on(date(2026, 8, 3))
    house.tick()
    assert len(house.posted()) == 3


def test_what_a_clerk_sent_or_nobody_can_get_is_not_sent_by_the_clock(house):
    letter_id, clerk = house.letters.received(), house.urging_clerk()
    switch_on(house.letters)
    house.on(EARLY)
    house.tick()
    assert house.kinds() == [Kind.RING, Kind.SOON]
    add_contact(house.letters)
    house.tick()
    assert house.posted() == []
    house.on(LAST)
    tap(clerk, letter_id)
    house.tick()
    assert len(house.posted()) == 1


def test_only_the_director_switches_it_looks_before_and_takes_it_back(house):
    page = "/office/settings/urging"
    with house.database.write() as connection:
        for role in ("director", "convenor"):
            set_password_hash(connection, house.letters.staff[role], quick_hash(PASSWORD))
    clerk = house.urging_clerk()
    assert "自动催办由主任开关" in clerk.read(page)
    for name in ("lili", "convenor"):
        other = house.urging_clerk(name=name)
        tried = other.press(f"{page}/save", "/office/letters", on="yes", note="想开", seen="0")
        assert tried.status_code == 403
    director = house.urging_clerk(name="director", texts=False)
    assert "短信没有开通" in director.read(page)
    assert "先看看影响" in director.read(page)
    assert director.press(f"{page}/preview", page, on="yes", note="").status_code == 422
    preview = director.press(f"{page}/preview", page, on="yes", note="专班会议定的").text
    assert "以前就过期的不补催" in preview
    director.press(f"{page}/save", page, on="yes", note="专班会议定的", seen="0")
    assert "现在：<b>开</b>" in clerk.read(page)
    director.press(f"{page}/restore", page, seen="1", version="0")
    told = clerk.read(page)
    assert "现在：<b>关</b>" in told
    house.on(LAST)
    director.press(f"{page}/restore", page, seen="2", version="1")
    assert "7月21日起打开" in clerk.read(page)  # what went by meanwhile is not made up for
    assert "专班会议定的" in told


def test_a_liaison_bound_to_this_service_is_told_by_wechat_without_short_messages(house):
    house.office.observer("刘某", MOBILE, openid="oLiu")
    letter_id, clerk = house.letters.received(), house.urging_clerk(texts=False)
    add_contact(house.letters)
    house.on(LAST)
    assert "已交系统发送" in tap(clerk, letter_id)
    assert house.posted() == [("official", "oLiu", WORDS)]
    assert "发消息催一下" not in clerk.read(TASKS)  # today it was
