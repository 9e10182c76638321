"""Templates, subscription notices, the group's robot and uploads, with the platforms' limits."""

import base64
import hashlib

import pytest

from tests.support.waiting import wait_until

GOOD = {"character_string1": "0714-36", "thing2": "下周动工", "time3": "2026年7月14日 12:05"}
TEMPLATE = "/official/cgi-bin/message/template/send"
BIZSEND = "/official/cgi-bin/message/subscribe/bizsend"
ROBOT = "/work/cgi-bin/webhook/send"


def send(sim, openid, data=GOOD, path=TEMPLATE, template="T1", **more):
    fields = {key: {"value": text} for key, text in data.items()}
    body = {"touser": openid, "template_id": template, "data": fields, **more}
    return sim.post(path, body, access_token=sim.official_token()).json()


def events(service):
    return [got.fields for got in service.received if got.fields["MsgType"] == "event"]


def shown(sim, observer):
    return [
        one["text"] for one in sim.chat("official", observer["openid"]) if one["via"] == "pushed"
    ]


def test_a_template_needs_no_window_and_its_event_tells_that_it_arrived(sim, service, observer):
    answer = send(sim, observer["openid"])
    assert answer["errcode"] == 0
    assert shown(sim, observer) == ["咨询回复通知\n0714-36\n下周动工\n2026年7月14日 12:05"]
    wait_until(lambda: events(service))
    [event] = events(service)
    assert (event["Event"], event["Status"]) == ("TEMPLATESENDJOBFINISH", "success")
    assert event["MsgID"] == str(answer["msgid"])


def test_a_blocked_template_is_taken_and_its_event_tells_that_it_failed(sim, service, observer):
    sim.fault("notice_failed", word="failed:user block")
    assert send(sim, observer["openid"])["errcode"] == 0
    wait_until(lambda: events(service))
    assert events(service)[0]["Status"] == "failed:user block"
    assert shown(sim, observer) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"thing2": "墙" * 21},
        {"thing2": "😀" * 11},
        {"thing2": "下周\n动工"},
        {"thing2": ""},
        {"character_string1": "三十六号"},
        {"time3": "昨天"},
        {"remark": "请知悉"},
    ],
)
def test_a_field_the_template_does_not_take_is_refused(sim, observer, wrong):
    assert send(sim, observer["openid"], GOOD | wrong)["errcode"] == 47003
    assert shown(sim, observer) == []


def test_templates_are_for_followers_and_known_ids(sim, observer):
    assert send(sim, observer["openid"], template="T9")["errcode"] == 40037
    assert send(sim, "oNobody")["errcode"] == 40003
    sim.send("official", observer["openid"], type="event", event="unsubscribe")
    assert send(sim, observer["openid"])["errcode"] == 43004


def test_a_message_named_by_its_client_arrives_once_in_ten_minutes(sim, clock, observer):
    first = send(sim, observer["openid"], client_msg_id="c1")
    assert send(sim, observer["openid"], client_msg_id="c1")["msgid"] == first["msgid"]
    assert len(shown(sim, observer)) == 1
    clock.advance(minutes=10)
    assert send(sim, observer["openid"], client_msg_id="c1")["msgid"] != first["msgid"]


def test_a_subscription_notice_costs_a_consent(sim, service, observer):
    ask = {"data": {"thing1": "本月还差一条"}, "path": BIZSEND, "template": "S1"}
    assert send(sim, observer["openid"], **ask)["errcode"] == 43101
    sim.send("official", observer["openid"], type="consent", accept=False)
    assert send(sim, observer["openid"], **ask)["errcode"] == 43101
    sim.send("official", observer["openid"], type="consent")
    assert [send(sim, observer["openid"], **ask)["errcode"] for _ in range(2)] == [0, 43101]
    assert shown(sim, observer) == ["任务提醒\n本月还差一条"]
    wait_until(lambda: len(events(service)) == 3)
    assert events(service)[1]["Event"] == "subscribe_msg_popup_event"


def test_an_unverified_account_may_neither_send_nor_fetch(sim, observer):
    sim.send("official", observer["openid"], type="image")
    photo = sim.chat("official", observer["openid"])[0]["media_id"]
    sim.fault("unverified", channel="official")
    token = sim.official_token()
    query = {"access_token": token, "media_id": photo}
    assert sim.get("/official/cgi-bin/media/get", **query).json()["errcode"] == 48001
    assert send(sim, observer["openid"])["errcode"] == 48001


def robot(sim, content="0714-36号", kind="text", key="simulator-robot"):
    body = {"msgtype": kind, kind: {"content": content}}
    return sim.post(ROBOT, body, key=key).json()["errcode"]


def test_the_group_sees_what_its_robot_says_twenty_times_a_minute(sim, clock):
    assert [robot(sim) for _ in range(21)] == [0] * 20 + [45009]
    clock.advance(minutes=1)
    assert robot(sim, "第二分钟") == 0
    assert len(sim.get("/control/group").json()) == 21
    assert "第二分钟" in sim.get("/group").text


def test_the_robots_own_limits(sim):
    assert robot(sim, key="stolen") == 93000
    assert robot(sim, "好" * 683) == robot(sim, "好" * 1366, kind="markdown") == 45002
    assert robot(sim, "好" * 1365, kind="markdown") == 0
    assert robot(sim, "") == 44004
    assert robot(sim, kind="news") == 40008


def test_the_robot_shows_pictures_of_at_most_two_megabytes_with_their_own_md5(sim):
    def show(data: bytes, md5: str | None = None) -> int:
        told = md5 or hashlib.md5(data).hexdigest()
        held = {"base64": base64.b64encode(data).decode(), "md5": told}
        body = {"msgtype": "image", "image": held}
        return sim.post(ROBOT, body, key="simulator-robot").json()["errcode"]

    head = b"\x89PNG\r\n\x1a\n"
    assert show(head + bytes((2 << 20) - 8)) == 0
    assert show(head + bytes((2 << 20) - 7)) == 40009
    assert show(head, md5="0" * 32) == show(b"GIF89a") == 40009
    assert sim.get("/control/group").json()[-1]["text"] == "［图片］"


def upload(sim, channel, kind, content, name):
    token = sim.official_token() if channel == "official" else sim.work_token()
    answer = sim.session.post(
        f"{sim.base}/{channel}/cgi-bin/media/upload",
        params={"access_token": token, "type": kind},
        files={"media": (name, content)},
        timeout=10,
    )
    return answer.json()


def test_uploads_have_types_and_sizes(sim):
    photo = b"\xff\xd8\xff" + bytes(100)
    for channel in ("official", "work"):
        kept = upload(sim, channel, "image", photo, "a.jpg")
        token = sim.official_token() if channel == "official" else sim.work_token()
        query = {"access_token": token, "media_id": kept["media_id"]}
        assert sim.get(f"/{channel}/cgi-bin/media/get", **query).content == photo
        assert upload(sim, channel, "image", photo, "a.bmp")["errcode"] == 40005
        assert upload(sim, channel, "image", bytes((10 << 20) + 1), "a.jpg")["errcode"] == 40006
        assert upload(sim, channel, "voice", bytes((2 << 20) + 1), "a.amr")["errcode"] == 40006
        assert upload(sim, channel, "video", b"", "a.mp4")["errcode"] == 41005
    assert upload(sim, "official", "file", photo, "a.pdf")["errcode"] == 40004
    assert upload(sim, "official", "thumb", bytes((64 << 10) + 1), "a.jpg")["errcode"] == 40006
    assert upload(sim, "work", "file", b"12345", "a.pdf")["errcode"] == 40006


def test_a_clock_that_is_off_stamps_query_and_message_alike(sim, service, clock, observer):
    sim.fault("clock_skew", seconds=600)
    sim.send("official", observer["openid"], type="text", text="好")
    ahead = str(int(clock().timestamp()) + 600)
    [got] = service.received
    assert (got.query["timestamp"], got.fields["CreateTime"]) == (ahead, ahead)


def test_while_pushes_are_away_a_message_is_lost_after_its_retries(sim, service, clock, observer):
    sim.fault("push_outage", seconds=48 * 3600)
    lost = sim.send("official", observer["openid"], type="text", text="好")
    assert (lost["state"], lost["statuses"]) == ("failed", [None] * 4)
    token = sim.official_token()
    body = {"touser": observer["openid"], "msgtype": "text", "text": {"content": "好"}}
    path = "/official/cgi-bin/message/custom/send"
    assert sim.post(path, body, access_token=token).json()["errcode"] == 0
    clock.advance(hours=48)
    assert sim.send("official", observer["openid"], type="text", text="好")["state"] == "delivered"
    assert len(service.received) == 1
