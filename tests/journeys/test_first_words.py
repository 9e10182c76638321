"""From the first photo to the summary: the number at once, silence in a burst, one summing up."""

from tests.support.clock import HandClock
from tests.support.phone import BLACKFIELD, Phone
from tests.support.world import World

WALL = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"


def test_a_photo_without_text_gets_its_number_and_one_question(phone: Phone) -> None:
    answer = phone.sends_photo()
    assert answer == "收到照片，编号0714-1。请说一句：在哪里、什么事？打字、语音、位置都行。"


def test_a_wall_about_to_fall_is_answered_with_the_alarm_and_what_to_do_first(
    phone: Phone, world: World
) -> None:
    for _ in range(3):
        phone.sends_photo()
    assert phone.says(WALL) == (
        "0714-1号：照片3张，邵东市黑田铺镇，养老服务，问题，紧急。"
        "正在通知值班同志。请先让老人离开，危急打119。哪里不对直接讲。"
    )
    (alarm,) = world.posted()
    assert "0714-1" in alarm


def test_the_alarm_goes_out_once_a_report(phone: Phone, world: World) -> None:
    phone.says(WALL)
    answer = phone.says("墙还在掉砖，快塌了，危险")
    assert "正在通知" not in answer
    assert len(world.posted()) == 1


def test_with_nobody_on_duty_nobody_is_said_to_be_told(
    database_url: str, clock: HandClock, tmp_path
) -> None:
    with World(database_url, clock, tmp_path, office={"duty_wecom": []}) as world:
        answer = world.observers_phone().says(WALL)
        assert "通知" not in answer
        assert "0739-1234567" in answer
        assert world.posted() == []


def test_further_photos_of_a_burst_are_met_with_silence(phone: Phone, world: World) -> None:
    phone.sends_photo()
    assert [phone.sends_photo() for _ in range(4)] == [""] * 4
    assert world.report().photos == 5


def test_the_summary_of_a_burst_follows_twenty_seconds_after_its_last_photo(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    clock.advance(seconds=15)
    phone.sends_photo()
    clock.advance(seconds=15)
    phone.sends_photo()
    clock.advance(seconds=19)
    world.sweep()
    assert world.posted() == []
    clock.advance(seconds=1)
    world.sweep()
    world.sweep()
    assert world.posted() == ["0714-1号：已收3张照片。请说一句：在哪里、什么事？"]


def test_a_single_photo_has_nothing_to_sum_up(phone: Phone, world: World, clock: HandClock) -> None:
    phone.sends_photo()
    clock.advance(minutes=1)
    world.sweep()
    assert world.posted() == []


def test_a_reply_that_tells_the_counts_makes_the_summary_superfluous(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    phone.sends_photo()
    assert "照片2张" in phone.says("隆回县小沙江镇的村道塌了半边")
    clock.advance(minutes=1)
    world.sweep()
    assert [text for text in world.posted() if "已收" in text] == []


def test_photos_after_the_words_are_counted_in_the_next_reply(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    phone.says("隆回县小沙江镇的通村公路坑坑洼洼")
    phone.sends_photo()
    phone.sends_photo()
    assert "照片3张" in phone.says("隆回县小沙江镇的通村公路坑坑洼洼，摩托车都过不去")
    clock.advance(minutes=1)
    world.sweep()
    assert world.posted() == []


def test_a_voice_after_a_burst_does_not_swallow_the_summary(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    phone.sends_photo()
    assert phone.sends_voice() == (
        "语音存好了（编号0714-1），由办公室同志听写。方便的话补一句在哪里、什么事。"
    )
    clock.advance(seconds=20)
    world.sweep()
    assert world.posted() == ["0714-1号：已收2张照片。"]


def test_a_place_is_told_with_the_photos(phone: Phone) -> None:
    phone.sends_photo()
    phone.sends_photo()
    assert phone.sends_place(*BLACKFIELD) == (
        "0714-1号：照片2张、位置1个，邵东市黑田铺镇。请说一句：在哪里、什么事？"
    )


def test_a_video_gets_a_number_and_is_kept(phone: Phone, world: World) -> None:
    assert phone.sends_video().startswith("收到视频，编号0714-1。")
    assert phone.sends_voice().startswith("语音存好了（编号0714-1），")
    report = world.report()
    assert (report.videos, report.voices) == (1, 1)


def test_places_that_cannot_be_are_asked_for_again_and_open_nothing(
    phone: Phone, world: World
) -> None:
    for lat, lon in ((0, 0), (91, 111), (27.2, 181), (39.9, 116.4), ("nan", "x"), ("", "")):
        assert phone.sends_place(lat, lon, "邵东市黑田铺镇").startswith("这个位置不在邵阳市")
    assert world.reports() == []


def test_a_matter_outside_the_projects_is_said_to_be_outside_and_is_kept(
    phone: Phone, world: World
) -> None:
    assert phone.says("红绿灯时间太短,老人过不去") == (
        "0714-1号收到。这件事不在重点民生实事里，办公室照样看、能转就转；不计入本月信息。"
    )
    assert world.report().project is None


def test_chat_gets_one_kind_line_and_no_draft(phone: Phone, world: World) -> None:
    assert phone.says("外婆屋里的杨梅熟了").startswith("您好，我在。")
    assert world.reports() == []


def test_a_greeting_after_a_photo_is_no_matter_outside_the_projects(
    phone: Phone, world: World
) -> None:
    phone.sends_photo()
    answer = phone.says("您好，我是老李")
    assert "不在重点民生实事里" not in answer
    assert "0714-1" in answer
    assert "在哪里、什么事" in answer
    assert "养老服务" in phone.says(WALL)
    assert world.report().notes >= 1


def test_thanks_are_met_with_silence(phone: Phone, world: World) -> None:
    for thanks in ("好", "好的", "谢谢", "谢谢！", "👍", "👍🏻👍🏻", "[强]", "收到🙏", "好 谢谢"):
        assert phone.says(thanks) == ""
    assert world.reports() == []


def test_a_bare_greeting_gets_the_kind_line_also_in_the_middle_of_a_report(
    phone: Phone, world: World
) -> None:
    phone.sends_photo()
    for greeting in ("您好", "在吗？", "你好！"):
        assert phone.says(greeting).startswith("您好，我在。")
    assert world.report().notes == 0


def test_a_file_that_cannot_be_fetched_is_said_so(phone: Phone, world: World) -> None:
    answer = phone.sends("<MsgType>file</MsgType><Title>检查表.xlsx</Title>")
    assert answer.startswith("聊天里发的文件“检查表.xlsx”我们取不下来，没有收到内容。")
    assert world.reports() == []


def test_a_shared_article_is_kept_with_a_number(phone: Phone, world: World) -> None:
    assert phone.sends_link("村里的路终于通了").startswith("链接记下了（编号0714-1）。")
    assert world.report().notes == 1
