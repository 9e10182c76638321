"""One spelling for dialect, misheard words and odd characters."""

import pytest

from catalogue.data_files import DATA, read_files
from catalogue.tagging.misheard import Misheard, SoundsFile
from catalogue.tagging.normalise import Spelling, plain
from catalogue.tagging.tagger import load_tagger
from catalogue.tagging.tagger_files import TaggerFiles


@pytest.fixture(scope="module")
def spelling():
    files = read_files(DATA, TaggerFiles)
    return Spelling.of(files.normalisation, files.sounds, ["敬老院", "水源地"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("冇得水恰", "。没有水吃。"),
        ("恰好路过", "。恰好路过。"),
        ("两爱几时查", "。两癌几时查。"),
        ("ＡＰＰ　打不开！！", "。app,打不开。"),
        ("水压3.5公斤", "。水压3.5公斤。"),
        ("修了没？", "。修了没?。"),
        ("看 https://mp.weixin.qq.com/s/x 这里[微笑]", "。看,这里。"),
    ],
)
def test_a_text_is_brought_into_one_spelling(spelling, written, read):
    assert spelling.sentence(plain(written)) == read


@pytest.mark.parametrize("text", ["", " \n", "😂😂", "？！。", "https://a.cn/b", "[强]"])
def test_a_text_without_words_is_empty(spelling, text):
    assert spelling.sentence(plain(text)) == ""


@pytest.mark.parametrize("written", ["敬佬院", "净老怨", "敬劳院", "进脑院"])
def test_a_long_term_is_known_by_its_sound(spelling, written):
    assert spelling.sentence(f"{written}的墙") == "。敬老院的墙。"


def test_a_spared_word_and_a_sound_of_two_terms_stay_as_written():
    sounds = SoundsFile(spared=["菜市场"], groups=["菜采", "市石", "老劳"])
    misheard = Misheard(sounds, ["采石场", "老人机", "劳人机"])

    assert misheard.correct("菜市场") == "菜市场"
    assert misheard.correct("采市场") == "采石场"
    assert misheard.correct("劳人机") == "劳人机"


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("两爱查完冇得结果", "women-screening"),
        ("适老画的扶手松了", "elder-relief"),
        ("老久小区的下水堵了", "old-community"),
        ("残连讲冇得指标", "disability-support"),
        ("以保窗口冇人", "medical-insurance"),
        ("我们院子的体改拖了半年", "old-community"),
    ],
)
def test_misheard_terms_lead_to_their_project(text, project):
    assert load_tagger().tag(text).project == project
