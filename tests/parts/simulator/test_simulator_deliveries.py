"""The stand-in sends what people do, sealed and signed as the platform does."""

import pytest

from simulator.xml import to_xml

CHANNELS = ("official", "work")
FORGED_REPLY = to_xml({"Encrypt": "x", "MsgSignature": "1", "TimeStamp": 1, "Nonce": "2"})


def address(observer, channel):
    return observer["openid"] if channel == "official" else observer["userid"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_text_arrives_signed_and_its_answer_is_shown(sim, service, observer, channel):
    sender = address(observer, channel)
    report = sim.send(channel, sender, type="text", text="墙裂了 <b> ]]> 😀")
    (got,) = service.received
    assert got.genuine
    assert got.fields["Content"] == "墙裂了 <b> ]]> 😀"
    assert got.fields["FromUserName"] == sender
    assert got.fields["MsgId"] == str(report["msg_id"])
    assert (report["state"], report["statuses"], report["reply"]) == ("delivered", [200], "收到")
    bubbles = [(one["via"], one["text"]) for one in sim.chat(channel, sender)]
    assert bubbles == [("message", "墙裂了 <b> ]]> 😀"), ("passive", "收到")]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"type": "image"}, {"MsgType": "image"}),
        ({"type": "voice"}, {"MsgType": "voice", "Format": "amr"}),
        ({"type": "video"}, {"MsgType": "video"}),
        ({"type": "shortvideo"}, {"MsgType": "shortvideo"}),
        (
            {"type": "location", "latitude": 27.11, "longitude": 111.0, "label": "隆回"},
            {"Location_X": "27.11", "Location_Y": "111.0", "Label": "隆回", "Scale": "15"},
        ),
        ({"type": "link", "title": "t", "url": "http://x"}, {"Title": "t", "Url": "http://x"}),
        (
            {"type": "file", "title": "表.xlsx", "size": 7},
            {"Title": "表.xlsx", "FileTotalLen": "7"},
        ),
        ({"type": "other", "fields": {"MsgType": "finder", "Odd": "1"}}, {"Odd": "1"}),
    ],
)
def test_every_message_type_has_the_platforms_fields(sim, service, observer, channel, form, fields):
    sim.send(channel, address(observer, channel), **form)
    (got,) = service.received
    assert got.genuine
    assert fields.items() <= got.fields.items()
    assert "MsgId" in got.fields


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (
            {"event": "subscribe", "event_key": "qrscene_7", "ticket": "T"},
            {"Event": "subscribe", "EventKey": "qrscene_7", "Ticket": "T"},
        ),
        ({"event": "unsubscribe"}, {"Event": "unsubscribe"}),
        ({"event": "SCAN", "event_key": "7", "ticket": "T"}, {"EventKey": "7"}),
        ({"event": "enter_agent"}, {"Event": "enter_agent"}),
        ({"event": "LOCATION", "latitude": 27.1, "longitude": 111.2}, {"Latitude": "27.1"}),
        ({"event": "brand_new", "fields": {"Odd": "1"}}, {"Event": "brand_new", "Odd": "1"}),
    ],
)
def test_events_carry_no_message_id(sim, service, observer, channel, form, fields):
    report = sim.send(channel, address(observer, channel), type="event", **form)
    (got,) = service.received
    assert fields.items() <= got.fields.items()
    assert "MsgId" not in got.fields
    assert report["msg_id"] is None


def test_a_scanned_code_is_a_scan_of_a_follower_and_a_follow_of_anybody_else(
    sim, service, observer
):
    sim.send("official", observer["openid"], type="scan", scene="K7")
    sim.send("official", "oNewcomer", type="scan", scene="K7")
    sim.send("official", "oNewcomer", type="scan", scene="K7")
    came = [(got.fields["Event"], got.fields["EventKey"]) for got in service.received]
    assert came == [("SCAN", "K7"), ("subscribe", "qrscene_K7"), ("SCAN", "K7")]


def test_wecom_writes_menu_events_in_lower_case(sim, service, observer):
    for channel in CHANNELS:
        sim.send(channel, address(observer, channel), type="event", event="CLICK", event_key="k")
    assert [got.fields["Event"] for got in service.received] == ["CLICK", "click"]


def test_two_picked_photos_arrive_as_repeated_lists(sim, service, observer):
    sim.send("work", observer["userid"], type="event", event="pic_sysphoto", pictures=2)
    (got,) = service.received
    assert got.genuine
    # the first level joins the nested text: the count and the digests
    assert got.fields["SendPicsInfo"].startswith("2")
    assert len(got.fields["SendPicsInfo"]) == 1 + 2 * 32


@pytest.mark.parametrize("mode", ["secure", "compatible", "plain"])
@pytest.mark.parametrize("push_format", ["xml", "json"])
def test_each_mode_and_format_of_the_official_account_is_understood(
    sim, service, observer, mode, push_format
):
    report = sim.send(
        "official", observer["openid"], type="text", text="好", mode=mode, format=push_format
    )
    (got,) = service.received
    assert got.genuine
    assert got.fields["Content"] == "好"
    assert ("encrypt_type" in got.query) == (mode != "plain")
    assert report["reply"] == "收到"


def test_the_address_check_passes_on_both_channels(sim):
    for channel in CHANNELS:
        answer = sim.post("/control/verify", {"channel": channel}).json()
        assert answer == {"ok": True, "status": 200, "trouble": ""}


def test_a_refused_delivery_is_repeated_three_times_each_sealed_anew(sim, service, observer):
    service.statuses = [500, 502, 503, 500]
    report = sim.send("official", observer["openid"], type="text", text="墙裂了")
    assert report["statuses"] == [500, 502, 503, 500]
    assert report["state"] == "failed"
    assert len({got.body for got in service.received}) == 4
    assert len({got.query["nonce"] for got in service.received}) == 4
    assert len({(g.fields["MsgId"], g.fields["CreateTime"]) for g in service.received}) == 1
    last = sim.chat("official", observer["openid"])[-1]
    assert (last["via"], last["text"]) == ("notice", "该公众号暂时无法提供服务，请稍后再试")


def test_the_answer_of_a_later_try_is_shown(sim, service, observer):
    service.statuses = [500]
    report = sim.send("work", observer["userid"], type="text", text="墙裂了")
    assert (report["statuses"], report["reply"]) == ([500, 200], "收到")


@pytest.mark.parametrize("silence", ["", "success"])
def test_silence_is_delivered_and_shows_nothing(sim, service, observer, silence):
    service.raw_reply = silence
    report = sim.send("official", observer["openid"], type="text", text="好")
    assert (report["state"], report["reply"]) == ("delivered", None)


@pytest.mark.parametrize(
    "broken",
    [
        '{"ok": true}',
        "<html>",
        "<xml><Encrypt>x</Encrypt></xml>",
        "<xml><ToUserName>a</ToUserName></xml>",
        "<xml><Encrypt>x</Encrypt><MsgSignature>1</MsgSignature><TimeStamp>1</TimeStamp></xml>",
        FORGED_REPLY,
    ],
)
def test_an_answer_the_platform_would_refuse_is_a_failure_without_a_repeat(
    sim, service, observer, broken
):
    service.raw_reply = broken
    report = sim.send("official", observer["openid"], type="text", text="好")
    assert report["statuses"] == [200]
    assert report["state"] == "failed"
    assert report["tries"][0]["trouble"]


def test_too_long_an_answer_is_cut_by_wecom_and_refused_by_the_official_account(
    sim, service, observer
):
    service.text = "好" * 700
    assert sim.send("work", observer["userid"], type="text", text="?")["reply"] == "好" * 682
    assert sim.send("official", observer["openid"], type="text", text="?")["state"] == "failed"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"channel": "telegram", "sender": "x", "type": "text", "text": "a"}, "channel"),
        ({"channel": "work", "sender": "x", "type": "song"}, "type"),
        ({"channel": "work", "sender": "x", "type": "text"}, "text"),
        ({"channel": "work", "sender": "x", "type": "location", "latitude": "27"}, "latitude"),
        ({"channel": "work", "sender": "x", "type": "image", "photo": "no.jpg"}, "photo"),
        ({"channel": "work", "sender": "x", "type": "scan", "scene": "K7"}, "Official Account"),
        ({"channel": "official", "sender": "x", "type": "other"}, "MsgType"),
        ({"channel": "official", "sender": "x", "type": "text", "text": "a", "mode": "no"}, "mode"),
        (["not an object"], "JSON object"),
    ],
)
def test_a_request_that_makes_no_sense_is_told_which_field(sim, body, complaint):
    answer = sim.post("/control/send", body)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]
