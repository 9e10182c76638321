"""menu/create, menu/get and menu/delete with the platforms' limits, and people who tap."""

import pytest

from tests.parts.simulator.client import Client
from tests.parts.simulator.receiver import WORK

CLICK = {"type": "click", "name": "进度", "key": "进度"}
SNAP = {"type": "pic_photo_or_album", "name": "相册", "key": "album"}
PLACE = {"type": "location_select", "name": "位置", "key": "place"}
MENU = {"button": [{"name": "随手拍", "sub_button": [CLICK, SNAP, PLACE]}]}


def official(sim: Client, body: object) -> int:
    token = sim.official_token()
    return sim.post("/official/cgi-bin/menu/create", body, access_token=token).json()["errcode"]


def work(sim: Client, body: object, agent: int = WORK.agent_id) -> int:
    query = {"access_token": sim.work_token(), "agentid": agent}
    return sim.post("/work/cgi-bin/menu/create", body, **query).json()["errcode"]


def below(*subs: dict) -> dict:
    return {"button": [{"name": "一", "sub_button": list(subs)}]}


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        (MENU, 0),
        ({"button": [CLICK]}, 0),
        ({"button": []}, 40016),
        ({"button": [CLICK] * 4}, 40016),
        ({"menu": MENU}, 40016),
        ({"button": [CLICK | {"type": "dance"}]}, 40017),
        ({"button": [CLICK | {"name": "六个字的名字"}]}, 40018),
        ({"button": [CLICK | {"key": ""}]}, 40019),
        ({"button": [{"type": "view", "name": "网", "url": ""}]}, 40020),
        (below(below(CLICK)["button"][0]), 40022),
        (below(*[CLICK] * 6), 40023),
        (below(CLICK | {"type": "dance"}), 40024),
        (below(CLICK | {"name": "字" * 21}), 40025),
        (below(CLICK | {"key": "k" * 129}), 40026),
        (below({"type": "view", "name": "网", "url": "x" * 1025}), 40027),
    ],
)
def test_a_menu_is_taken_or_refused_with_the_platforms_number(sim, body, errcode):
    assert official(sim, body) == errcode
    assert work(sim, body) == errcode


def test_wecom_takes_shorter_names_and_only_its_own_app(sim):
    longer = below(CLICK | {"name": "字" * 14})
    assert official(sim, longer) == 0
    assert work(sim, longer) == 40025
    assert work(sim, MENU, agent=7) == 301002


def test_a_published_menu_can_be_read_and_deleted(sim):
    official(sim, MENU)
    query = {"access_token": sim.official_token()}
    assert sim.get("/official/cgi-bin/menu/get", **query).json() == {"menu": MENU}
    assert sim.get("/official/cgi-bin/menu/delete", **query).json()["errcode"] == 0
    assert sim.get("/official/cgi-bin/menu/get", **query).json()["errcode"] == 46003
    assert sim.get("/control/menu", channel="official").json() == {"button": []}


def test_an_unverified_account_may_publish_no_menu(sim):
    sim.fault("api_error", errcode=48001, path="/cgi-bin/menu/create")
    assert official(sim, MENU) == 48001


@pytest.mark.parametrize("channel", ["official", "work"])
def test_a_tap_sends_the_event_and_what_was_picked(sim, service, observer, channel):
    official(sim, MENU)
    work(sim, MENU)
    sender = observer["openid" if channel == "official" else "userid"]
    who = {"channel": channel, "sender": sender}
    sim.post("/control/tap", who | {"key": "进度"})
    sim.post("/control/tap", who | {"key": "album", "photos": ["old-wall.jpg", "old-wall.jpg"]})
    place = {"latitude": 27.2, "longitude": 111.4, "label": "大祥区"}
    sim.post("/control/tap", who | {"key": "place", **place})
    click = "CLICK" if channel == "official" else "click"
    kinds = [(got.fields["MsgType"], got.fields.get("Event", "")) for got in service.received]
    assert kinds == [
        ("event", click),
        ("event", "pic_photo_or_album"),
        ("image", ""),
        ("image", ""),
        ("event", "location_select"),
        ("location", ""),
    ]


def test_an_item_that_is_not_in_the_menu_cannot_be_tapped(sim, observer):
    form = {"channel": "official", "sender": observer["openid"], "key": "进度"}
    refusal = sim.post("/control/tap", form)
    assert refusal.status_code == 400
    assert "no item" in refusal.json()["error"]
