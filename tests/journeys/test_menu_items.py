"""Tapping the menu: every item answers an observer and a stranger, and nothing is doubled."""

import pytest

from catalogue.menu import load_menu
from catalogue.wording import observer, observer_binding, observer_strangers
from tests.support.clock import HandClock
from tests.support.phone import BLACKFIELD, Phone
from tests.support.world import World

CLICKS = [item.key for item in load_menu().items() if item.type == "click"]
PICKED = (
    "<MsgType>event</MsgType><Event>pic_photo_or_album</Event><EventKey>相册</EventKey>"
    "<SendPicsInfo><Count>2</Count>{lists}</SendPicsInfo>"
)
ONE = "<item><PicMd5Sum>1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b</PicMd5Sum></item>"
CHOSEN = (
    "<MsgType>event</MsgType><Event>location_select</Event><EventKey>位置</EventKey>"
    "<SendLocationInfo><Location_X>27.25</Location_X><Location_Y>111.74</Location_Y>"
    "<Scale>15</Scale><Label>黑田铺镇</Label><Poiname></Poiname></SendLocationInfo>"
)


def tap(phone: Phone, key: str) -> str:
    return phone.does("CLICK" if phone.channel == "official" else "click", key)


@pytest.fixture(params=["official", "work"])
def observers(request: pytest.FixtureRequest, world: World) -> Phone:
    return world.observers_phone("lisi", request.param)


def test_every_item_answers_an_observer_with_and_without_a_report(
    observers: Phone, clock: HandClock
) -> None:
    without = {key: tap(observers, key) for key in CLICKS}
    clock.advance(minutes=1)
    observers.sends_photo()
    reported = {key: tap(observers, key) for key in CLICKS}
    for told in (*without.values(), *reported.values()):
        assert told
        assert told != observer.CHAT
    assert without["找办公室"].startswith("专班办公室：0739-1234567。")
    for key in ("进度", "补充", "撤回", "完成", "我的"):
        assert "0714-1" in reported[key], key


def test_a_tap_on_withdraw_asks_for_the_word_because_fingers_slip(
    observers: Phone, world: World
) -> None:
    observers.sends_photo()
    assert tap(observers, "撤回") == (
        "要撤回0714-1号（照片1张）吗？要撤回，请打字发“撤回”；点错了不用管。"
    )
    assert world.report().state == "collecting"
    assert observers.says("撤回") == observer.withdrawn("0714-1")


def test_an_item_of_an_older_menu_gets_the_kind_line(observers: Phone) -> None:
    assert tap(observers, "V1001_OLD") == observer.CHAT


def test_every_item_answers_a_stranger_and_holds_nothing(world: World) -> None:
    stranger = world.phone("oNew")
    said = {key: tap(stranger, key) for key in CLICKS}
    assert said.pop("绑定") == observer_binding.HOW_TO_BIND
    assert set(said.values()) == {observer_strangers.STRANGER}


@pytest.mark.parametrize(
    "lists",
    [
        f"<PicList>{ONE}</PicList><PicList>{ONE}</PicList>",
        f"<PicList>{ONE}{ONE}</PicList>",
        "<PicList></PicList>",
    ],
    ids=["two lists", "two items", "an empty list"],
)
def test_picked_photos_come_as_messages_and_their_event_is_silent(
    observers: Phone, world: World, lists: str
) -> None:
    assert observers.sends(PICKED.format(lists=lists), numbered=False) == ""
    assert observers.sends_photo().startswith("收到照片，编号0714-1。")
    assert observers.sends_photo() == ""
    assert world.report().photos == 2


def test_a_chosen_place_counts_once(observers: Phone, world: World) -> None:
    assert observers.sends(CHOSEN, numbered=False) == ""
    assert "0714-1" in observers.sends_place(*BLACKFIELD)
    assert world.report().places == 1
