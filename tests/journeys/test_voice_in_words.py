"""A voice on its way: a number, a clerk's ears, words in the report, one answer to its observer."""

import re

import pytest

from storage.tables.media import transcript_versions, transcripts
from storage.tables.reports import items
from storage.tables.staff import staff_acts
from tests.parts.media.recordings import AMR
from tests.parts.media.voice_rooms import VoiceHouse
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World

WORDS = "邵东市黑田铺镇大塘村的路又烂了，下雨天娃娃上学走不得"
TOLD = f"0714-1号语音已听写：“{WORDS}”。邵东市黑田铺镇，农村公路，问题。不对的话直接回话更正。"


@pytest.fixture
def house(world: World) -> VoiceHouse:
    return VoiceHouse(world)


def forms(page: str) -> list[dict[str, str]]:
    """Return the hidden fields of every form that types up a voice."""
    found = re.findall(
        r'action="(/office/voices/\d+)".*?name="version" value="(\d+)"', page, re.DOTALL
    )
    return [{"path": path, "version": version} for path, version in found]


def typed(clerk, text: str, page: str = "/office/voices", **fields):
    [form] = forms(clerk.read(page))
    return clerk.press(
        form["path"], page, text=text, version=form["version"], **({"from": "queue"} | fields)
    )


def test_a_voice_is_typed_up_and_its_observer_hears_once_under_the_same_number(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    assert phone.sends_voice() == (
        "语音存好了（编号0714-1），由办公室同志听写。方便的话补一句在哪里、什么事。"
    )
    house.fetch(AMR)
    clerk = house.clerk()
    assert "还有1条没听" in clerk.read("/office/voices")
    answer = typed(clerk, f"  {WORDS}\n")
    assert "存好了，正在告诉观察员" in answer.text
    assert "没有等着听写的语音" in answer.text
    assert world.posted() == [TOLD]
    report = world.report()
    assert (report.excerpt, report.county, report.township) == (WORDS, "邵东市", "黑田铺镇")
    assert (report.kind, report.tagged_by) == ("problem", "tagger")
    page = clerk.read(f"/office/reports/{report.id}")
    assert WORDS in page
    assert "听写了语音" in page


def test_what_an_observer_has_said_already_is_not_asked_for_again(phone: Phone) -> None:
    phone.says("邵东市黑田铺镇大塘村的路烂了")
    assert phone.sends_voice() == "语音存好了（编号0714-1），由办公室同志听写。"


def test_only_the_missing_half_is_asked_for(phone: Phone) -> None:
    phone.sends_place(27.25, 111.74, "湖南省邵东市黑田铺镇")
    assert phone.sends_voice().endswith("方便的话补一句什么事。")


def test_words_keep_the_order_in_which_they_were_said(
    phone: Phone, world: World, house: VoiceHouse, clock: HandClock
) -> None:
    phone.says("先说第一句，水不干净")
    clock.advance(seconds=20)
    phone.sends_voice()
    clock.advance(seconds=20)
    phone.says("再说第三句，已经三天了")
    house.fetch(AMR)
    typed(house.clerk(), "中间是语音，大塘村六组")
    assert (
        world.report().excerpt
        == "先说第一句，水不干净 中间是语音，大塘村六组 再说第三句，已经三天了"
    )


def test_a_clerks_earlier_tags_outrank_what_is_heard(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    world.run("UPDATE reports SET project='rural-power', county='隆回县', tagged_by='clerk'")
    typed(house.clerk(), WORDS)
    report = world.report()
    assert (report.project, report.county, report.excerpt) == ("rural-power", "隆回县", WORDS)
    assert "隆回县" in world.posted()[0]


def test_an_urgent_voice_alarms_the_duty_staff_when_it_is_typed_up(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    answer = typed(house.clerk(), "黑田铺镇敬老院着火了，老人还在里面，快来人")
    assert "正在通知值班同志" in answer.text
    alarm, told = sorted(world.rows_of_outbox(), key=lambda row: row.purpose)
    assert (alarm.purpose, alarm.recipient) == ("alarm", "zhiban")
    assert "0714-1号" in alarm.text
    assert "着火" not in alarm.text
    assert "紧急" in told.text
    assert world.report().urgent


def test_the_second_of_two_clerks_is_told_and_keeps_the_words(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    first, second = house.clerk(), house.clerk("wangfang", "王芳")
    [form] = forms(second.read("/office/voices"))
    typed(first, WORDS)
    late = second.press(form["path"], "/office/voices", text="另一种听法", version=form["version"])
    assert late.status_code == 409
    assert "别的同志刚刚处理过" in late.text
    assert "另一种听法" in late.text  # in the form
    assert WORDS in late.text
    assert world.posted() == [TOLD]


def test_the_same_form_sent_twice_is_one_transcript(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    clerk = house.clerk()
    [form] = forms(clerk.read("/office/voices"))
    for _ in range(2):
        answer = clerk.press(form["path"], "/office/voices", text=WORDS, version=form["version"])
    assert "已经存好了" in answer.text
    assert world.posted() == [TOLD]
    assert len([act for act in world.rows(staff_acts) if act.act == "voice.typed"]) == 1


def test_nothing_and_far_too_much_are_refused_with_a_sentence_and_kept_in_the_form(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    clerk = house.clerk()
    assert "还没有写字" in typed(clerk, " \n ").text
    long = typed(clerk, "长" * 5000)
    assert "太长了：有5000字，最多2000字" in long.text
    assert "长" * 5000 in long.text
    assert world.posted() == []
    assert world.report().excerpt == ""


def test_a_correction_keeps_the_words_it_replaces_and_tells_the_observer_nothing_more(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    clerk = house.clerk()
    typed(clerk, WORDS)
    [voice] = world.rows(transcripts)
    typed(clerk, "改成这一句", f"/office/voices/{voice.media_id}")
    assert [version.text for version in world.rows(transcript_versions)] == [WORDS]
    assert world.report().excerpt == "改成这一句"
    assert [item.text for item in world.rows(items)] == ["改成这一句"]
    assert len(world.posted()) == 1


def test_what_nobody_can_understand_is_asked_for_in_words_once(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    clerk = house.clerk()
    [form] = forms(clerk.read("/office/voices"))
    for _ in range(2):
        clerk.press(f"{form['path']}/unclear", "/office/voices", version=form["version"])
    assert world.posted() == ["0714-1号的语音我们没听清，麻烦您打字再说一遍。"]
    assert "没有等着听写的语音" in clerk.read("/office/voices")
    typed(clerk, WORDS, form["path"])  # the clerk listened once more
    assert world.posted()[1] == TOLD


def test_a_withdrawn_report_waits_for_nobodys_ears(
    phone: Phone, world: World, house: VoiceHouse
) -> None:
    phone.sends_voice()
    house.fetch(AMR)
    clerk = house.clerk()
    [form] = forms(clerk.read("/office/voices"))
    phone.says("撤回")
    assert "没有等着听写的语音" in clerk.read("/office/voices")
    late = clerk.press(form["path"], "/office/voices", text=WORDS, version=form["version"])
    assert "已经撤回或合并" in late.text
    assert world.posted() == []


def test_a_voice_nobody_sent_is_not_there(house: VoiceHouse) -> None:
    clerk = house.clerk()
    answer = clerk.press("/office/voices/4711", text="有吗", version="0")
    assert answer.status_code == 404
