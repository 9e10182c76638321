"""项目的词: tried before they are saved, taken up without a restart, taken back."""

import pytest
from sqlalchemy import event

from bot.live_tagger import LiveTagger
from catalogue.tagging.own_words import OwnWords, packaged_words, tagger_with
from catalogue.tagging.tagger import load_tagger
from tests.support.forms import press_button

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AT = "/office/settings/words"
ROADS = f"{AT}/rural-roads"
SAID = "嘎嘎子又停了三天"


def ask(browser, **fields):
    return browser.press(f"{ROADS}/preview", ROADS, **{"note": "本地叫法"} | fields).text


def test_a_local_word_is_tried_saved_taken_up_and_taken_back(office, at_desk):
    clerk, live = at_desk(), LiveTagger(office.database)
    office.report(office.observer(), 1, excerpt="嘎嘎子又停了")
    live.refresh()
    assert live.tag(SAID).project != "rural-roads"
    preview = ask(clerk, strong="嘎嘎子、嘎嘎子口", **{"try": SAID})
    assert f"<td>{SAID}</td>" in preview
    assert "有1条会归到别的项目" in preview
    page = press_button(clerk, preview, "确认，保存").text
    assert "几秒钟后" in page
    live.refresh()
    assert live.tag(SAID).project == "rural-roads"
    assert "归到：<b>农村公路</b>" in clerk.read(f"{AT}?try={SAID}")
    press_button(clerk, clerk.read(ROADS), "改回系统自带的")
    live.refresh()
    assert live.tag(SAID) == load_tagger().tag(SAID)


@ON_SQLITE
def test_looking_for_new_words_costs_one_query_and_a_note_none(office):
    said: list[str] = []
    live = LiveTagger(office.database)
    event.listen(
        office.database.reader, "before_cursor_execute", lambda *told: said.append(told[2])
    )
    live.refresh()
    live.tag(SAID)
    assert len(said) == 1


@ON_SQLITE
def test_every_mistake_in_words_is_told(at_desk):
    told = ask(at_desk(), strong="路、嘎嘎子", plain="嘎嘎子", dropped="飞机场", note="")
    for what in ("“路”不行", "“嘎嘎子”写了两处", "“飞机场”不在", "请写明依据"):
        assert what in told


def test_a_dropped_word_speaks_no_more():
    dropped = OwnWords(dropped=("涵洞",))
    assert "涵洞" in packaged_words("rural-roads").strong
    before = load_tagger().tag("涵洞太小").confidence
    assert tagger_with({"rural-roads": dropped}).tag("涵洞太小").confidence < before


def test_without_words_of_its_own_the_office_has_the_packaged_tagger():
    texts = (SAID, "自来水三天没来了", "学校的围墙要倒了", "谢谢")
    assert [tagger_with({}).tag(text) for text in texts] == [
        load_tagger().tag(text) for text in texts
    ]
