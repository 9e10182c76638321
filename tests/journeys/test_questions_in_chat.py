"""An observer asks: the question goes to the tray under a number, and may become a report."""

from datetime import timedelta
from typing import Any

from storage.tables.inquiries import inquiries
from storage.tables.reports import items
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World

QUESTION = "加装电梯要多少户同意？"
OTHER = "山塘清淤归水利局还是农业局管？"


def asked(number: str) -> str:
    return (
        "这是提问，没有算作观察信息，已转办公室，有答复在这里告诉您。"
        f"要当信息报，回“报”。（提问编号{number}）"
    )


def states(world: World) -> list[str]:
    return [row.state for row in world.rows(inquiries)]


def inquiry(world: World) -> Any:
    (only,) = world.rows(inquiries)
    return only


def test_a_question_goes_to_the_tray_and_opens_no_report(phone: Phone, world: World) -> None:
    assert phone.says(QUESTION) == asked("0714-1")
    kept = inquiry(world)
    assert (kept.state, kept.words, kept.channel) == ("open", QUESTION, "official")
    assert world.reports() == []


def test_a_repeated_delivery_asks_once(phone: Phone, world: World) -> None:
    phone.says(QUESTION)
    assert phone.repeats() == asked("0714-1")
    assert states(world) == ["open"]


def test_questions_and_reports_share_one_series_of_numbers(phone: Phone) -> None:
    assert phone.says(QUESTION) == asked("0714-1")
    assert phone.says(OTHER) == asked("0714-2")
    assert "编号0714-3" in phone.sends_photo()


def test_progress_tells_where_a_question_stands(phone: Phone) -> None:
    phone.says(QUESTION)
    waiting = "提问0714-1“加装电梯要多少户同意？”：已转办公室，还没有答复。"
    assert [phone.says(words) for words in ("进度 1", "进度", "1")] == [waiting] * 3


def test_a_number_means_the_later_day_be_it_a_report_or_a_question(
    phone: Phone, clock: HandClock
) -> None:
    phone.says("隆回县小沙江镇的通村公路塌了半边")
    clock.advance(days=1)
    phone.says(QUESTION)
    assert phone.says("进度 1").startswith("提问0715-1")
    assert phone.says("1").startswith("提问0715-1")
    assert phone.says("进度 0714-1").startswith("0714-1号")
    clock.advance(days=1)
    phone.says("隆回县小沙江镇的通村公路坑坑洼洼")
    assert phone.says("进度 1").startswith("0716-1号")


def test_report_it_makes_a_report_of_the_question_under_its_number(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says(QUESTION)
    asked_at = clock()
    clock.advance(hours=1)
    assert phone.says("报") == (
        "好，当信息报了。0714-1号：老旧小区改造，信息。在哪个乡镇、哪个村？发个位置也行。"
    )
    report, kept = world.report(), inquiry(world)
    (item,) = world.rows(items)
    assert (report.seq, report.state, report.opened_at) == (1, "collecting", asked_at)
    assert (item.text, item.sent_at, item.delivery_id) == (QUESTION, asked_at, kept.delivery_id)
    assert (kept.state, kept.report_id) == ("filed", report.id)
    assert "0714-1号" in phone.says("我的")
    assert "邵东市黑田铺镇" in phone.says("在黑田铺镇敬老院")
    assert len(world.reports()) == 1


def test_every_way_to_say_that_it_is_a_report(phone: Phone, world: World) -> None:
    ways = ("报", "报信息", "当信息报", "“报”", "报 5", "报 0714-6")
    for seq, words in enumerate(ways, start=1):
        phone.says(QUESTION)
        assert phone.says(words).startswith(f"好，当信息报了。0714-{seq}号")
        assert phone.says(words) == f"0714-{seq}号已经是信息了，不用再报。"
    assert len(world.reports()) == len(ways)


def test_of_two_questions_the_last_is_meant_unless_a_number_is_said(
    phone: Phone, world: World
) -> None:
    phone.says(QUESTION)
    phone.says(OTHER)
    assert "0714-1号" in phone.says("报 1")
    assert states(world) == ["filed", "open"]
    assert "0714-2号" in phone.says("报")
    assert [report.state for report in world.reports()] == ["received", "collecting"]


def test_after_two_days_only_a_number_makes_it_a_report(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says(QUESTION)
    clock.advance(hours=49)
    assert phone.says("报") == (
        "您最近的提问0714-1过了48小时，没有改动。要当信息报，请回“报 0714-1”。"
    )
    assert world.reports() == []
    assert phone.says("报 0714-1").startswith("好，当信息报了。0714-1号")
    assert world.report().opened_at == clock() - timedelta(hours=49)


def test_photos_sent_after_the_question_come_along_into_its_report(
    phone: Phone, world: World
) -> None:
    phone.says("这个坡道是哪个单位负责")
    assert "编号0714-2" in phone.sends_photo()
    assert "0714-1号：照片1张，残疾人服务" in phone.says("报")
    assert [(row.seq, row.state) for row in world.reports()] == [(2, "merged"), (1, "collecting")]
    phone.sends_photo()
    assert world.reports()[1].photos == 2


def test_photos_that_wait_for_words_keep_the_question_as_theirs(phone: Phone, world: World) -> None:
    phone.sends_photo()
    assert phone.says("这个坡道是哪个单位负责？") == (
        "0714-1号收到（照片1张），您的话记在里面。在哪个乡镇、哪个村？发个位置也行。"
        "要办公室另外答复，回“问办公室”。"
    )
    assert world.report().notes == 1
    assert states(world) == ["filed"]
    assert phone.says("报") == "0714-1号已经是信息了，不用再报。"


def test_the_office_can_be_asked_what_was_kept_as_a_note(phone: Phone, world: World) -> None:
    phone.sends_photo()
    phone.says("这个坡道是哪个单位负责？")
    assert phone.says("问办公室") == "已转办公室，有答复在这里告诉您。（提问编号0714-1）"
    assert phone.says("问办公室") == "提问0714-1已经转给办公室了，有答复在这里告诉您。"
    assert states(world) == ["open"]
    answer = phone.says("进度 1")
    assert answer.startswith("0714-1号（照片1张")
    assert "还没有答复" in answer


def test_words_after_ask_the_office_are_the_question_whatever_they_sound_like(
    phone: Phone, world: World
) -> None:
    phone.sends_photo()
    assert phone.says("问办公室 敬老院的床位") == (
        "已转办公室，有答复在这里告诉您。（提问编号0714-2）"
    )
    assert inquiry(world).words == "敬老院的床位"
    assert world.report().notes == 0


def test_with_nothing_asked_the_words_for_questions_say_so(phone: Phone, world: World) -> None:
    assert phone.says("报") == "没有可以改成信息的提问。要报情况，直接发照片或说一句就行。"
    assert phone.says("报 9") == "没有找到您的9号。发“我的”，看看您最近的编号。"
    assert phone.says("问办公室").startswith("想问什么，直接打字问就行")
    phone.says("隆回县小沙江镇的通村公路塌了半边")
    assert phone.says("报 1") == "0714-1号已经是信息了，不用再报。"
    assert states(world) == []


def test_a_question_is_taken_back_and_no_report_with_it(phone: Phone, world: World) -> None:
    phone.says("隆回县小沙江镇的通村公路塌了半边")
    phone.says("完成")
    phone.says(QUESTION)
    assert phone.says("撤回") == "提问0714-2撤回了，办公室不再答复。"
    assert states(world) == ["closed"]
    assert world.report().state == "received"
    assert phone.says("撤回") == (
        "提问0714-2“加装电梯要多少户同意？”：您已经撤回了。要撤回别的，发“撤回”加编号。"
    )


def test_a_question_takes_no_supplement(phone: Phone, world: World) -> None:
    phone.says(QUESTION)
    told = "0714-1是提问，不是信息。要当信息报，回“报 0714-1”。"
    assert phone.says("补充 1 是六层楼的") == told
    assert phone.says("改 1 项目 养老服务") == told
    assert world.reports() == []


def test_urgent_words_in_a_question_alarm(phone: Phone, world: World) -> None:
    danger = "敬老院后墙快倒了，嗲嗲们在下面吃饭，怎么办？"
    assert "正在通知值班同志" in phone.says(danger)
    phone.says("完成")
    assert "正在通知值班同志" in phone.says(f"问办公室 {danger}")
    assert states(world) == []
    assert len(world.posted()) == 2


def test_the_questions_of_others_are_out_of_reach(phone: Phone, world: World) -> None:
    phone.says(QUESTION)
    other = world.observers_phone("wu", "work")
    assert other.says("进度 1") == "没有找到您的1号。发“我的”，看看您最近的编号。"
    assert other.says("报 1") == "没有找到您的1号。发“我的”，看看您最近的编号。"
    assert states(world) == ["open"]


def test_words_that_only_begin_like_a_command_are_none(phone: Phone, world: World) -> None:
    phone.says("报告一下，黑田铺镇的路修好了")
    phone.says("问办公室的人，说卫生院的事不归他管")
    assert world.report().notes == 2
    assert phone.says("报名什么时候截止？") == asked("0714-2")


def test_the_handbook_answers_at_once_with_its_source(phone: Phone, world: World) -> None:
    assert phone.says("四个一是哪四个？") == (
        "每月反映1条重点民生实事的信息，每月提1条以上建议和意见，每年参加1次以上专项检查等监督活动，"
        "每年写1篇以上综合情况反映或调研材料。（来源：《邵阳市打好重点民生保障仗工作专报》2023年第14期）\n"
        "没答到点上？回“问办公室”。要当信息报，回“报”。（提问编号0714-1）"
    )
    kept = inquiry(world)
    assert (kept.state, kept.handbook_key) == ("answered", "general.four-ones")
    assert phone.says("进度 1").startswith("提问0714-1“四个一是哪四个？”，当时答复：每月反映1条")
    assert phone.repeats().startswith("提问0714-1")
    assert world.reports() == []


def test_what_the_handbook_answered_can_still_be_put_to_the_office(
    phone: Phone, world: World
) -> None:
    phone.says("四个一是哪四个？")
    assert phone.says("问办公室") == "已转办公室，有答复在这里告诉您。（提问编号0714-1）"
    kept = inquiry(world)
    assert (kept.state, kept.answer, kept.handbook_key) == ("open", "", "general.four-ones")


def test_what_is_only_believed_is_marked_so(phone: Phone) -> None:
    assert phone.says("变压器增容要找谁？").startswith("参考，待办公室核定：在邵东市")


def test_photos_that_wait_for_words_get_the_answer_as_well(phone: Phone, world: World) -> None:
    phone.sends_photo()
    answer = phone.says("老旧小区改造归哪个部门管？")
    assert answer.startswith("0714-1号收到（照片1张），您的话记在里面。")
    assert "市住房和城乡建设局" in answer
    assert world.report().notes == 1


def test_the_handbook_can_be_looked_up(phone: Phone, world: World) -> None:
    contents = phone.says("手册")
    assert "老旧小区改造" in contents
    assert "· 观察员“四个一”是什么？" in contents
    page = phone.says("手册 老旧小区")
    assert page.startswith("老旧小区改造：\n· 老旧小区改造谁来干？在邵东市，牵头单位是")
    assert len(page.encode()) <= 2048
    assert phone.says("手册 月亮").startswith("手册里没有“月亮”。")
    assert world.reports() == []
