"""Faults on demand: each trouble strikes the next occasions it was set for, and then is over."""

import socket
import threading
from io import BytesIO

import pytest
import requests
from PIL import Image

from simulator.server import SimulatorServer
from simulator.settings import SimulatorSettings
from tests.parts.simulator.client import Client
from tests.parts.simulator.receiver import OFFICIAL, WORK, ReceiverServer

MEDIA = "/official/cgi-bin/media/get"


@pytest.fixture
def openid(observer):
    return observer["openid"]


@pytest.fixture
def fetch(sim, openid):
    """Give a function that fetches one sent photo once more."""
    sim.send("official", openid, type="image")
    media_id = sim.chat("official", openid)[0]["media_id"]
    token = sim.official_token()
    return lambda: sim.get(MEDIA, access_token=token, media_id=media_id)


def test_a_refused_callback_never_reaches_the_service(sim, service, openid):
    sim.fault("callback_refused", times=2)
    report = sim.send("official", openid, type="text", text="好")
    assert report["statuses"] == [None, None, 200]
    assert len(service.received) == 1


@pytest.mark.parametrize("kind", ["callback_hang_up", "callback_answer_lost"])
def test_a_lost_answer_makes_the_platform_repeat_the_message(sim, service, openid, kind):
    sim.fault(kind)
    report = sim.send("official", openid, type="text", text="好")
    assert report["statuses"] == [None, 200]
    assert report["reply"] == "收到"
    assert len(service.received) == 2
    assert len({got.fields["MsgId"] for got in service.received}) == 1


def test_a_service_that_does_not_answer_in_time_is_asked_four_times(service, clock, observer):
    the_end = threading.Event()
    service.before_answer = the_end.wait
    with ReceiverServer(service) as server:
        settings = SimulatorSettings(server.url, OFFICIAL, WORK, deadline_seconds=0.1, now=clock)
        with SimulatorServer(settings) as simulator:
            client = Client(simulator.url)
            report = client.send("work", observer["userid"], type="text", text="好")
            client.session.close()
        the_end.set()
    assert [one["trouble"] for one in report["tries"]] == ["timeout"] * 4
    assert report["state"] == "failed"


def test_a_service_that_is_down_is_an_honest_failure(clock, observer):
    settings = SimulatorSettings("http://127.0.0.1:9", OFFICIAL, WORK, now=clock)
    with SimulatorServer(settings) as simulator:
        client = Client(simulator.url)
        report = client.send("official", observer["openid"], type="text", text="好")
        check = client.post("/control/verify", {"channel": "official"}).json()
        client.session.close()
    assert [one["trouble"] for one in report["tries"]] == ["refused"] * 4
    assert check["ok"] is False


def test_a_service_that_hangs_up_is_told_from_one_that_is_down(clock, observer):
    with socket.create_server(("127.0.0.1", 0)) as rude:

        def hang_up_four_times():
            for _ in range(4):
                rude.accept()[0].close()

        hanging_up = threading.Thread(target=hang_up_four_times)
        hanging_up.start()
        url = f"http://127.0.0.1:{rude.getsockname()[1]}"
        with SimulatorServer(SimulatorSettings(url, OFFICIAL, WORK, now=clock)) as simulator:
            client = Client(simulator.url)
            report = client.send("work", observer["userid"], type="text", text="好")
            client.session.close()
        hanging_up.join()
    assert [one["trouble"] for one in report["tries"]] == ["broken"] * 4


def test_a_slow_road_still_delivers(sim, openid):
    sim.fault("callback_slow", seconds=0.01)
    assert sim.send("official", openid, type="text", text="好")["statuses"] == [200]
    assert sim.get("/control/faults").json() == []


@pytest.mark.parametrize("channel", ["official", "work"])
def test_a_forged_signature_is_noticed(sim, service, observer, channel):
    sim.fault("callback_forged", times=4)
    sender = observer["openid" if channel == "official" else "userid"]
    report = sim.send(channel, sender, type="text", text="好")
    assert report["statuses"] == [403] * 4
    assert not any(got.genuine for got in service.received)


def test_a_stale_delivery_carries_an_old_timestamp_under_a_right_signature(
    sim, service, clock, openid
):
    sim.fault("callback_stale", seconds=600)
    sim.send("official", openid, type="text", text="好")
    (got,) = service.received
    assert got.genuine
    assert int(got.query["timestamp"]) == int(clock().timestamp()) - 600
    assert int(got.fields["CreateTime"]) == int(clock().timestamp())


def test_duplicates_are_sent_at_the_same_time_and_shown_once(sim, service, openid):
    everyone_is_here = threading.Barrier(3, timeout=10)
    service.before_answer = everyone_is_here.wait
    sim.fault("callback_duplicated", copies=3)
    report = sim.send("official", openid, type="text", text="好")
    assert report["statuses"] == [200, 200, 200]
    assert report["replies"] == ["收到"] * 3
    assert sorted(one["copy"] for one in report["tries"]) == [1, 2, 3]
    assert len({got.fields["MsgId"] for got in service.received}) == 1
    assert len({got.body for got in service.received}) == 3
    assert [one["via"] for one in sim.chat("official", openid)] == ["message", "passive"]


@pytest.mark.parametrize(
    ("order", "arrived"),
    [("given", ["一", "二", "三"]), ("reversed", ["三", "二", "一"])],
)
def test_held_messages_arrive_in_the_order_asked_for(sim, service, openid, order, arrived):
    sim.fault("callback_held", times=3)
    for text in ("一", "二", "三"):
        assert sim.send("official", openid, type="text", text=text)["state"] == "held"
    assert service.received == []
    released = sim.post("/control/release", {"order": order}).json()
    assert [one["state"] for one in released] == ["delivered"] * 3
    assert [got.fields["Content"] for got in service.received] == arrived
    assert sim.post("/control/release", {"order": order}).json() == []


def test_held_messages_can_be_let_go_all_at_once(sim, service, openid):
    sim.fault("callback_held", times=2)
    for text in ("一", "二"):
        sim.send("official", openid, type="text", text=text)
    sim.post("/control/release", {"order": "together"})
    assert sorted(got.fields["Content"] for got in service.received) == ["一", "二"]


def test_what_is_held_is_forgotten_by_a_reset(sim, service, openid):
    sim.fault("callback_held")
    sim.send("official", openid, type="text", text="好")
    sim.post("/control/reset", {})
    assert sim.post("/control/release", {}).json() == []
    assert sim.chat("official", openid) == []
    assert service.received == []


@pytest.mark.parametrize("errcode", [-1, 40001, 42001, 45009, 45015, 45047, 48001])
def test_an_errcode_on_demand_strikes_the_path_it_names(sim, fetch, errcode):
    sim.fault("api_error", path="/cgi-bin/media/get", errcode=errcode, times=2)
    assert fetch().json()["errcode"] == errcode
    assert sim.official_token()
    assert fetch().json()["errcode"] == errcode
    assert fetch().headers["Content-Type"] == "image/jpeg"


def test_a_server_error_a_reset_and_a_delay_on_demand(sim, fetch):
    sim.fault("api_status", status=502)
    assert fetch().status_code == 502
    sim.fault("api_reset")
    with pytest.raises(requests.ConnectionError):
        fetch()
    sim.fault("api_slow", seconds=0.01)
    assert fetch().status_code == 200
    counted = sim.get("/control/calls").json()["official /cgi-bin/media/get"]
    assert counted == {"502": 1, "file": 1, "reset": 1}


def test_a_fault_of_one_channel_spares_the_other(sim, fetch):
    sim.fault("api_status", channel="work")
    assert fetch().status_code == 200
    assert len(sim.get("/control/faults").json()) == 1


def test_an_outage_refuses_everything_until_it_is_over(sim, fetch, clock):
    sim.fault("outage", seconds=300)
    assert [fetch().status_code for _ in range(3)] == [503] * 3
    clock.advance(seconds=299)
    assert fetch().status_code == 503
    clock.advance(seconds=1)
    assert fetch().status_code == 200


def test_an_outage_can_cut_connections_and_be_ended_by_hand(sim, fetch):
    sim.fault("outage", seconds=300, status=0)
    for _ in range(2):
        with pytest.raises(requests.ConnectionError):
            fetch()
    sim.delete("/control/faults")
    assert fetch().status_code == 200


def test_media_expire_before_their_time_for_good(sim, fetch):
    sim.fault("media_expired")
    assert fetch().json()["errcode"] == 40007
    assert fetch().json()["errcode"] == 40007


def test_all_media_can_be_expired_at_once(sim, fetch):
    assert sim.post("/control/media/expire", {}).json() == {"expired": 1}
    assert fetch().json()["errcode"] == 40007


def test_a_truncated_photo_cannot_be_decoded(sim, fetch):
    sim.fault("media_damaged", damage="truncated")
    with pytest.raises(OSError, match="truncated"):
        Image.open(BytesIO(fetch().content)).load()
    Image.open(BytesIO(fetch().content)).load()


def test_an_error_page_comes_under_the_photos_content_type(sim, fetch):
    sim.fault("media_damaged", damage="html")
    answer = fetch()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"<html>")


def test_a_photo_comes_under_a_wrong_content_type(sim, fetch):
    sim.fault("media_damaged", damage="wrong_type")
    answer = fetch()
    assert answer.headers["Content-Type"].startswith("text/plain")
    Image.open(BytesIO(answer.content)).load()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_small_on_the_wire_and_huge_unpacked(sim, fetch):
    sim.fault("media_damaged", damage="bomb")
    content = fetch().content
    assert len(content) < 100_000
    with pytest.raises(Image.DecompressionBombError):
        Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ({"kind": "flood"}, "kind"),
        ({"kind": "api_error", "tims": 3}, "tims"),
        ({"kind": "api_error", "times": "3"}, "times"),
        ({"kind": "api_error", "times": 0}, "times"),
        ({"kind": "api_error", "channel": "sms"}, "channel"),
        ({"kind": "media_damaged", "damage": "wet"}, "damage"),
        ({"kind": "callback_duplicated", "copies": 1000}, "copies"),
    ],
)
def test_a_fault_that_makes_no_sense_is_told_which_field(sim, fault, complaint):
    answer = sim.post("/control/faults", fault)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]
