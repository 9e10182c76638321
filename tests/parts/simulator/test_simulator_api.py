"""The stand-in's API paths keep the platforms' limits and speak their error codes."""

import pytest

from tests.parts.simulator.receiver import OFFICIAL, WORK


def push(sim, token, openid, text="已处理"):
    body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
    return sim.post("/official/cgi-bin/message/custom/send", body, access_token=token).json()


def push_work(sim, token, touser, text="已处理", **more):
    body = {"touser": touser, "msgtype": "text", "text": {"content": text}}
    body |= {"agentid": WORK.agent_id} | more
    return sim.post("/work/cgi-bin/message/send", body, access_token=token).json()


def plain_token(sim, secret=OFFICIAL.app_secret, app_id=OFFICIAL.app_id):
    query = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    return sim.get("/official/cgi-bin/token", **query).json()


def forced_token(sim):
    body = {
        "grant_type": "client_credential",
        "appid": OFFICIAL.app_id,
        "secret": OFFICIAL.app_secret,
        "force_refresh": True,
    }
    return sim.post("/official/cgi-bin/stable_token", body).json()


def sent_photo(sim, channel, sender):
    sim.send(channel, sender, type="image")
    return sim.chat(channel, sender)[0]["media_id"]


def test_a_stable_token_is_the_same_until_five_minutes_before_its_end(sim, clock):
    first = sim.official_token()
    clock.advance(minutes=114)
    assert sim.official_token() == first
    clock.advance(minutes=1)
    assert sim.official_token() != first


def test_a_new_plain_token_kills_the_one_before_after_five_minutes(sim, clock, observer):
    first = plain_token(sim)["access_token"]
    stable = sim.official_token()
    second = plain_token(sim)
    assert second["expires_in"] == 7200
    assert push(sim, first, observer["openid"])["errcode"] == 45015
    clock.advance(minutes=5)
    assert push(sim, first, observer["openid"])["errcode"] == 40001
    assert push(sim, second["access_token"], observer["openid"])["errcode"] == 45015
    assert push(sim, stable, observer["openid"])["errcode"] == 45015


def test_a_forced_refresh_kills_the_old_token_at_once_and_is_rationed(sim, clock, observer):
    old = sim.official_token()
    new = forced_token(sim)["access_token"]
    assert push(sim, old, observer["openid"])["errcode"] == 40001
    assert push(sim, new, observer["openid"])["errcode"] == 45015
    assert forced_token(sim)["errcode"] == 45011
    for _ in range(19):
        clock.advance(seconds=30)
        assert "access_token" in forced_token(sim)
    clock.advance(seconds=30)
    assert forced_token(sim)["errcode"] == 45009


@pytest.mark.parametrize(
    ("app_id", "secret", "errcode"), [("wx?", "s", 40013), (OFFICIAL.app_id, "wrong", 40125)]
)
def test_wrong_credentials_of_the_official_account(sim, app_id, secret, errcode):
    assert plain_token(sim, secret, app_id)["errcode"] == errcode


def test_wecom_gives_one_token_per_app_and_refuses_wrong_secrets(sim, clock):
    first = sim.work_token()
    assert sim.work_token() == first
    clock.advance(hours=2)
    assert sim.work_token() != first
    wrong = sim.get("/work/cgi-bin/gettoken", corpid=WORK.corp_id, corpsecret="wrong").json()
    assert wrong["errcode"] == 40001


def test_bad_tokens_are_told_apart(sim, clock, observer):
    token = sim.official_token()
    assert push(sim, "", observer["openid"])["errcode"] == 41001
    assert push(sim, "invented", observer["openid"])["errcode"] == 40014
    clock.advance(hours=2)
    assert push(sim, token, observer["openid"])["errcode"] == 42001
    work = sim.work_token()
    sim.post("/control/tokens/expire", {})
    assert push_work(sim, work, observer["userid"])["errcode"] == 42001


def test_five_messages_follow_a_message_within_48_hours(sim, clock, observer):
    openid, token = observer["openid"], sim.official_token()
    assert push(sim, token, openid)["errcode"] == 45015
    sim.send("official", openid, type="text", text="你好")
    assert [push(sim, token, openid)["errcode"] for _ in range(6)] == [0] * 5 + [45047]
    sim.send("official", openid, type="text", text="你好")
    assert push(sim, token, openid)["errcode"] == 0
    clock.advance(hours=48)
    assert push(sim, sim.official_token(), openid)["errcode"] == 45015
    pushed = [one for one in sim.chat("official", openid) if one["via"] == "pushed"]
    assert [one["text"] for one in pushed] == ["已处理"] * 6


@pytest.mark.parametrize("event", ["subscribe", "SCAN", "CLICK"])
def test_three_messages_follow_an_opening_event_within_a_minute(sim, clock, observer, event):
    openid, token = observer["openid"], sim.official_token()
    sim.send("official", openid, type="event", event=event)
    assert [push(sim, token, openid)["errcode"] for _ in range(4)] == [0] * 3 + [45047]
    clock.advance(minutes=1)
    assert push(sim, token, openid)["errcode"] == 45015


def test_who_cannot_be_written_to(sim, observer):
    openid, token = observer["openid"], sim.official_token()
    assert push(sim, token, "oNobody")["errcode"] == 40003
    sim.send("official", "oNobody", type="text", text="你好")
    assert push(sim, token, "oNobody")["errcode"] == 0
    sim.send("official", openid, type="event", event="unsubscribe")
    assert push(sim, token, openid)["errcode"] == 43004
    sim.send("official", openid, type="event", event="subscribe")
    assert push(sim, token, openid)["errcode"] == 0


def test_a_push_must_be_a_short_text(sim, observer):
    openid, token = observer["openid"], sim.official_token()
    sim.send("official", openid, type="text", text="你好")
    assert push(sim, token, openid, "好" * 683)["errcode"] == 45002
    assert push(sim, token, openid, "")["errcode"] == 44004
    path = "/official/cgi-bin/message/custom/send"
    odd = {"touser": openid, "msgtype": "song"}
    assert sim.post(path, odd, access_token=token).json()["errcode"] == 40008
    assert sim.post(path, [], access_token=token).json()["errcode"] == 47001


def test_wecom_names_invalid_users_beside_errcode_zero(sim, observer):
    token, userid = sim.work_token(), observer["userid"]
    partly = push_work(sim, token, f"{userid}|nobody|noone")
    assert (partly["errcode"], partly["invaliduser"]) == (0, "nobody|noone")
    assert push_work(sim, token, "nobody")["errcode"] == 81013
    assert push_work(sim, token, userid, agentid=7)["errcode"] == 301002
    assert [one["text"] for one in sim.chat("work", userid)] == ["已处理"]


def test_wecom_cuts_at_2048_bytes_and_drops_the_31st_of_a_minute(sim, clock, observer):
    token, userid = sim.work_token(), observer["userid"]
    assert push_work(sim, token, userid, "好" * 700)["errcode"] == 0
    assert sim.chat("work", userid)[0]["text"] == "好" * 682
    for _ in range(35):
        assert push_work(sim, token, userid)["errcode"] == 0
    assert len(sim.chat("work", userid)) == 30
    clock.advance(minutes=1)
    push_work(sim, token, userid)
    assert len(sim.chat("work", userid)) == 31


def test_wecom_swallows_duplicates_only_when_asked_to_check(sim, clock, observer):
    token, userid = sim.work_token(), observer["userid"]
    push_work(sim, token, userid)
    for _ in range(2):
        push_work(sim, token, userid, enable_duplicate_check=1)
    assert len(sim.chat("work", userid)) == 2
    clock.advance(seconds=1800)
    push_work(sim, token, userid, enable_duplicate_check=1)
    assert len(sim.chat("work", userid)) == 3


@pytest.mark.parametrize("channel", ["official", "work"])
def test_a_photo_can_be_fetched_for_three_days(sim, clock, observer, channel):
    sender = observer["openid" if channel == "official" else "userid"]
    media_id = sent_photo(sim, channel, sender)
    path = f"/{channel}/cgi-bin/media/get"
    token = sim.official_token() if channel == "official" else sim.work_token()
    photo = sim.get(path, access_token=token, media_id=media_id)
    assert photo.headers["Content-Type"] == "image/jpeg"
    disposition = f'attachment; filename="{media_id}.jpg"'
    assert photo.headers["Content-Disposition"] == disposition
    assert photo.content.startswith(b"\xff\xd8\xff")
    clock.advance(days=3)
    token = sim.official_token() if channel == "official" else sim.work_token()
    assert sim.get(path, access_token=token, media_id=media_id).json()["errcode"] == 40007
    assert sim.get(path, access_token=token).json()["errcode"] == 41006


def test_the_bare_root_tells_the_platforms_apart_by_token(sim, observer):
    official = sent_photo(sim, "official", observer["openid"])
    work = sent_photo(sim, "work", observer["userid"])
    for token, media_id in ((sim.official_token(), official), (sim.work_token(), work)):
        fetched = sim.get("/cgi-bin/media/get", access_token=token, media_id=media_id)
        assert fetched.headers["Content-Type"] == "image/jpeg"
    crossed = sim.get("/cgi-bin/media/get", access_token=sim.work_token(), media_id=official)
    assert crossed.json()["errcode"] == 40007


def test_a_video_of_the_official_account_is_an_address_and_wecoms_the_bytes(sim, observer):
    sim.send("official", observer["openid"], type="video")
    sim.send("work", observer["userid"], type="video")
    official = sim.chat("official", observer["openid"])[0]["media_id"]
    work = sim.chat("work", observer["userid"])[0]["media_id"]
    path = "/cgi-bin/media/get"
    told = sim.get(path, access_token=sim.official_token(), media_id=official).json()
    film = sim.get(told["video_url"].removeprefix(sim.base))
    assert film.headers["Content-Type"] == "video/mp4"
    bytes_at_once = sim.get(path, access_token=sim.work_token(), media_id=work)
    assert bytes_at_once.content == film.content


def test_wecom_wants_range_above_twenty_megabytes(sim, observer):
    content = b"\xff\xd8\xff" + bytes(20 * 1024 * 1024)
    upload = sim.session.post(
        sim.base + "/control/upload?channel=work",
        data=content,
        headers={"Content-Type": "image/jpeg"},
        timeout=10,
    )
    query = {"access_token": sim.work_token(), "media_id": upload.json()["media_id"]}
    whole = sim.get("/work/cgi-bin/media/get", **query)
    assert whole.json()["errcode"] == 830002
    part = sim.session.get(
        sim.base + "/work/cgi-bin/media/get",
        params=query,
        headers={"Range": "bytes=0-9"},
        timeout=10,
    )
    assert (part.status_code, part.content) == (206, content[:10])


def test_calls_are_counted_by_path_and_outcome(sim, observer):
    token = sim.official_token()
    push(sim, token, observer["openid"])
    push(sim, token, observer["openid"])
    assert sim.get("/control/calls").json() == {
        "official /cgi-bin/message/custom/send": {"45015": 2},
        "official /cgi-bin/stable_token": {"0": 1},
    }
    sim.post("/control/reset", {})
    assert sim.get("/control/calls").json() == {}
