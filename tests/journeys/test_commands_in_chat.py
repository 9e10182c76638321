"""Commands are the whole message and nothing else; numbers may be shortened."""

import pytest

from storage.tables.reports import items
from tests.support.clock import HandClock
from tests.support.phone import Phone, number_in
from tests.support.world import World

ROAD = "隆回县小沙江镇的通村公路塌了半边"
CARE = "新邵县敬老院的屋顶漏水"


def finished_report(phone: Phone, text: str = ROAD) -> str:
    """Report something and finish it; returns its number."""
    number = number_in(phone.says(text))
    phone.says("完成")
    return number


def test_help_names_the_commands_and_says_that_wechats_recall_is_not_heard(phone: Phone) -> None:
    for word in ("帮助", "帮助。", " help ", "?", "？"):
        told = phone.says(word)
        assert "微信自带的撤回我们收不到" in told
        assert "专班办公室：0739-1234567" in told


@pytest.mark.parametrize(
    "note",
    ["进度太慢了，路修了两年", "撤回了补贴，老人没饭吃", "我的老屋后面塌方了", "帮助老人修路"],
)
def test_a_sentence_that_begins_like_a_command_is_a_note(
    phone: Phone, world: World, note: str
) -> None:
    phone.sends_photo()
    phone.says(note)
    assert [item.text for item in world.rows(items)] == ["", note]


@pytest.mark.parametrize(
    "word", ["进度 1", "进度1", "进度　1号", "进度１", "查进度 0714-1", "1", "1号"]
)
def test_a_number_may_be_shortened(phone: Phone, word: str) -> None:
    finished_report(phone)
    answer = phone.says(word)
    assert answer.startswith("0714-1号（隆回县小沙江镇，农村公路，问题）：已收到")


def test_progress_without_a_number_is_of_the_latest(phone: Phone, clock: HandClock) -> None:
    finished_report(phone)
    clock.advance(minutes=1)
    number = finished_report(phone, CARE)
    assert phone.says("进度").startswith(f"{number}号")


def test_progress_claims_nothing_of_the_office_that_nobody_stored(phone: Phone) -> None:
    finished_report(phone)
    assert phone.says("进度").endswith("：已收到，还没有办理结果。")


def test_a_number_of_somebody_else_is_not_found(world: World) -> None:
    number = finished_report(world.observers_phone("oA"))
    stranger_to_it = world.observers_phone("oB")
    said = f"没有找到您的{number}号。发“我的”，看看您最近的编号。"
    assert stranger_to_it.says(f"进度 {number}") == said
    assert stranger_to_it.says(f"撤回 {number}") == said
    assert stranger_to_it.says(f"补充 {number}") == said
    assert world.report().state == "received"


@pytest.mark.parametrize("number", ["999999", "0230-1", "9999-999999", "000000"])
def test_a_number_that_cannot_be_is_not_found(phone: Phone, number: str) -> None:
    assert phone.says(f"进度 {number}").startswith(f"没有找到您的{number}号。")


def test_withdrawing_works_while_collecting_and_long_after(
    phone: Phone, world: World, clock: HandClock
) -> None:
    number = finished_report(phone)
    clock.advance(days=40)
    phone.sends_photo()
    assert phone.says("撤回").endswith("号已撤回，办公室不再处理。")
    assert phone.says(f"撤回 {number}") == f"{number}号已撤回，办公室不再处理。"
    assert [report.state for report in world.reports()] == ["withdrawn", "withdrawn"]
    assert phone.says(f"撤回 {number}") == f"{number}号已撤回，不用再撤。"


def test_an_old_number_is_found_among_very_many(
    phone: Phone, world: World, clock: HandClock
) -> None:
    number = finished_report(phone)
    for _ in range(45):
        clock.advance(hours=1)
        phone.sends_photo()
        phone.says("完成")
    assert phone.says(f"撤回 {number}") == f"{number}号已撤回，办公室不再处理。"
    assert "您7月报了46件：" in phone.says("我的")


def test_withdrawing_is_no_new_beginning_for_the_next_photo(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    phone.says("撤回")
    clock.advance(seconds=5)
    assert phone.sends_photo().startswith("收到照片，编号0714-2。")


def test_withdrawing_with_nothing_there_says_so(phone: Phone) -> None:
    assert phone.says("撤回").startswith("您还没有报过情况。")


def test_adding_to_a_number_takes_that_report_up_again(
    phone: Phone, world: World, clock: HandClock
) -> None:
    number = finished_report(phone)
    clock.advance(hours=5)
    finished_report(phone, CARE)
    assert phone.says(f"补充 {number}") == f"好，接着说{number}号，发照片或打字都行。"
    clock.advance(seconds=30)
    phone.sends_photo()
    first, second = world.reports()
    assert (first.photos, first.state) == (1, "collecting")
    assert (second.photos, second.state) == (0, "received")


def test_adding_words_to_a_number_in_one_message(phone: Phone, world: World) -> None:
    number = finished_report(phone)
    assert number in phone.says(f"补充 {number} 车子都过不去了")
    assert world.report().notes == 2


@pytest.mark.parametrize(
    "words", ["补充一点，墙也裂了", "补充：路边没有护栏", "补充几句 那里没有灯"]
)
def test_adding_without_a_number_joins_the_latest(
    phone: Phone, world: World, clock: HandClock, words: str
) -> None:
    finished_report(phone)
    clock.advance(hours=5)
    number = finished_report(phone, CARE)
    clock.advance(hours=1)
    assert number in phone.says(words)
    assert [report.notes for report in world.reports()] == [1, 2]


def test_adding_without_a_number_joins_a_draft_that_the_clock_has_not_closed_yet(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says(CARE)
    clock.advance(minutes=10, seconds=1)
    phone.says("补充一点，厨房也漏")
    phone.sends_photo()
    assert (world.report().notes, world.report().photos) == (2, 1)


def test_supplementary_insurance_is_a_subject_and_no_command(
    phone: Phone, world: World, clock: HandClock
) -> None:
    finished_report(phone)
    clock.advance(hours=1)
    phone.says("补充医疗保险的报销比例，隆回县的群众不清楚")
    assert len(world.reports()) == 2


def test_adding_to_a_withdrawn_number_is_refused_kindly(phone: Phone) -> None:
    number = finished_report(phone)
    phone.says(f"撤回 {number}")
    assert phone.says(f"补充 {number}").startswith(f"{number}号已撤回，加不进去了。")


def test_mine_lists_this_month_newest_first(phone: Phone, clock: HandClock) -> None:
    finished_report(phone)
    clock.advance(minutes=1)
    finished_report(phone, CARE)
    _, listed = phone.says("我的").split("您7月报了2件：\n")
    lines = listed.splitlines()
    assert [number_in(line) for line in lines] == ["0714-2", "0714-1"]
    clock.advance(days=31)
    assert "您8月还没有报过情况。" in phone.says("我的")


def test_correcting_by_command_is_recorded_and_told(phone: Phone, world: World) -> None:
    number = finished_report(phone)
    assert phone.says("改 项目 养老服务") == f"改好了。{number}号：隆回县小沙江镇，养老服务，问题。"
    assert phone.says(f"改 {number} 地点 邵东市黑田铺镇").startswith("改好了。")
    assert "紧急。正在通知值班同志。" in phone.says("改 紧急")
    report = world.report()
    assert (report.project, report.county, report.tagged_by) == (
        "elder-relief",
        "邵东市",
        "observer",
    )


def test_correcting_in_plain_words(phone: Phone, world: World) -> None:
    phone.says(CARE)
    assert phone.says("不是养老，是农村公路").startswith("改好了。0714-1号：")
    assert world.report().project == "rural-roads"
    assert phone.says("不是新邵县，是邵东市黑田铺镇").startswith("改好了。")
    assert (world.report().county, world.report().township) == ("邵东市", "黑田铺镇")


def test_kind_and_urgency_are_corrected_in_plain_words_too(phone: Phone, world: World) -> None:
    phone.says(CARE)
    assert phone.says("不是问题，是建议").startswith("改好了。0714-1号：新邵县，养老服务，建议")
    answer = phone.says("很紧急！")
    assert answer.endswith("紧急。正在通知值班同志。请先让老人离开，危急打119。")
    assert len(world.posted()) == 1
    assert phone.says("不急").endswith("养老服务，建议。")
    assert (world.report().kind, world.report().urgent) == ("suggestion", False)


def test_denying_the_project_asks_for_the_right_one(phone: Phone, world: World) -> None:
    phone.says(CARE)
    assert phone.says("不是养老服务").startswith("好，那是哪一类？")
    assert phone.says("不对。").startswith("对不起。0714-1号哪里不对？请这样发：“改 项目")
    assert phone.says("你搞错了").startswith("对不起。0714-1号哪里不对？")
    assert world.report().notes == 1


def test_a_correction_of_nothing_opens_nothing(phone: Phone, world: World) -> None:
    for words in ("不是养老，是残疾人", "不是信息，是建议", "紧急", "不是养老"):
        phone.says(words)
    assert world.reports() == []


def test_a_new_matter_told_as_a_contrast_is_no_correction(
    phone: Phone, world: World, clock: HandClock
) -> None:
    finished_report(phone)
    clock.advance(hours=3)
    phone.says("不是我们村，是隔壁黑田铺镇的桥断了")
    assert [report.county for report in world.reports()] == ["隆回县", "邵东市"]


def test_the_office_has_the_last_word(phone: Phone, world: World) -> None:
    number = finished_report(phone)
    world.run("UPDATE reports SET tagged_by = 'clerk'")
    assert phone.says("改 项目 养老服务") == f"{number}号办公室已经核定过了，要改请联系办公室。"
    assert phone.says("不对") == f"{number}号办公室已经核定过了，要改请联系办公室。"
    assert world.report().project == "rural-roads"


def test_a_menu_item_is_a_command(phone: Phone, world: World) -> None:
    finished_report(phone)
    assert "您7月报了1件：" in phone.does("CLICK", "我的")
    assert phone.does("CLICK", "V1001_OLD_MENU").startswith("您好，我在。")
    assert len(world.reports()) == 1
