"""Calls that are forged, replayed, stale, too large or misdirected; and what the log says."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.tables.intake import deliveries, quarantine
from storage.tables.work import troubles
from tests.support.clock import HandClock
from tests.support.phone import AES_KEY, APP_ID, TOKEN, Call, Phone, open_response
from tests.support.world import World

ROAD = "隆回县小沙江镇的通村公路塌了半边"


@pytest.fixture
def call(phone: Phone, clock: HandClock) -> Call:
    return phone.text_push(ROAD).seal(clock())


def with_query(call: Call, **changed: str) -> Call:
    return replace(call, query=call.query | changed)


def test_a_forged_signature_is_refused_and_leaves_no_trace(call: Call, world: World) -> None:
    assert world.post(with_query(call, msg_signature="0" * 40)) == (403, "")
    assert world.rows(deliveries) == world.rows(quarantine) == []


def test_a_changed_body_is_refused(call: Call, world: World) -> None:
    changed = replace(call, body=call.body.replace(b"<Encrypt>", b"<Encrypt>A", 1))
    assert world.post(changed) == (403, "")


def test_dropping_the_encryption_does_not_downgrade(world: World, call: Call) -> None:
    bare = {key: value for key, value in call.query.items() if key != "encrypt_type"}
    assert world.post(replace(call, query=bare)) == (403, "")


def test_a_call_for_the_other_channel_is_refused(call: Call, world: World) -> None:
    assert world.post(replace(call, path="/wechat/work")) == (403, "")


@pytest.mark.parametrize("missing", ["timestamp", "nonce", "msg_signature"])
def test_a_call_without_its_parameters_is_refused(call: Call, world: World, missing: str) -> None:
    query = {key: value for key, value in call.query.items() if key != missing}
    assert world.post(replace(call, query=query)) == (403, "")


def test_the_same_bytes_within_the_window_bring_the_kept_answer_only(
    call: Call, world: World, clock: HandClock
) -> None:
    first = world.post(call)
    clock.advance(minutes=4, seconds=59)
    again = world.post(call)
    texts = {open_response("official", *answer).inner for answer in (first, again)}
    assert len(texts) == 1
    assert world.report().notes == 1


def test_a_stale_call_is_refused_and_kept_once(call: Call, world: World, clock: HandClock) -> None:
    clock.advance(minutes=5, seconds=1)
    assert world.post(call) == (403, "")
    assert world.post(call) == (403, "")
    (kept,) = world.rows(quarantine)
    assert (kept.channel, kept.state, kept.received_at) == ("official", "kept", clock())
    assert world.rows(deliveries) == []


def test_a_call_from_the_future_is_stale_too(phone: Phone, world: World) -> None:
    ahead = world.clock() + timedelta(minutes=5, seconds=1)
    assert world.post(phone.text_push(ROAD).seal(ahead)) == (403, "")
    assert len(world.rows(quarantine)) == 1


def test_a_forged_old_call_is_not_kept(call: Call, world: World, clock: HandClock) -> None:
    clock.advance(minutes=6)
    world.post(with_query(call, msg_signature="0" * 40))
    assert world.rows(quarantine) == []


def test_three_stale_calls_in_a_row_alarm_the_office_once(
    phone: Phone, world: World, clock: HandClock
) -> None:
    wrong = timedelta(minutes=6)
    for _ in range(2):
        world.post(phone.text_push(ROAD).seal(clock() - wrong))
    phone.says("谢谢")
    clock.advance(seconds=1)
    for _ in range(2):
        world.post(phone.text_push(ROAD).seal(clock() - wrong))
    assert world.rows(troubles) == []
    for _ in range(3):
        world.post(phone.text_push(ROAD).seal(clock() - wrong))
    (trouble,) = world.rows(troubles)
    assert "核对服务器时间" in trouble.sentence


def test_a_stale_call_is_replayed_once_with_its_own_time_and_answered_by_the_outbox(
    phone: Phone, world: World, clock: HandClock
) -> None:
    said_at = clock()
    call = phone.text_push(ROAD).seal(clock())
    clock.advance(minutes=30)
    world.post(call)
    (kept,) = world.rows(quarantine)
    clock.advance(hours=1)
    assert world.replays.replay_refused(kept.id)
    assert not world.replays.replay_refused(kept.id)
    assert world.report().opened_at == said_at
    (text,) = world.posted()
    assert text.startswith("0714-1号：隆回县小沙江镇，农村公路")


def test_the_platforms_four_stale_tries_of_one_message_are_one_report_and_one_answer(
    phone: Phone, world: World, clock: HandClock
) -> None:
    push = phone.text_push(ROAD)
    then = clock()
    clock.advance(minutes=6)
    for seconds in range(4):
        world.post(push.seal(then + timedelta(seconds=seconds)))
    for kept in world.rows(quarantine):
        assert world.replays.replay_refused(kept.id)
    assert world.report().notes == 1
    assert len(world.posted()) == 1


def test_too_large_a_body_is_refused_before_anything_else(call: Call, world: World) -> None:
    assert world.post(replace(call, body=call.body + b" " * 65536)) == (413, "")
    assert world.rows(deliveries) == []


def test_other_channels_and_methods_are_not_there(world: World) -> None:
    client = world.app.test_client()
    assert client.post("/wechat/weibo").status_code == 404
    assert client.get("/wechat/").status_code == 404
    for method in (client.put, client.delete, client.patch):
        assert method("/wechat/official").status_code == 405


def test_a_channel_that_is_not_configured_does_not_exist(
    database_url: str, clock: HandClock, tmp_path
) -> None:
    sections = {"channels": {"work": None}}
    with World(database_url, clock, tmp_path, **sections) as world:
        assert world.app.test_client().post("/wechat/work").status_code == 404
        assert world.app.test_client().get("/wechat/work").status_code == 404


def test_what_cannot_be_read_is_kept_and_answered_200(
    phone: Phone, world: World, clock: HandClock
) -> None:
    for inner in ("<xml><FromUserName>oA", "no markup at all", "<xml></xml>"):
        assert phone.delivers(replace(phone.text_push(""), inner=inner)).status == 200
    assert [row.state for row in world.rows(deliveries)] == ["done"] * 3
    assert world.reports() == []


def test_unknown_kinds_and_events_are_kept_and_answered_200(phone: Phone, world: World) -> None:
    assert phone.sends("<MsgType>hologram</MsgType>") == (
        "这种消息我看不懂。请发照片、语音、位置，或者打字。"
    )
    assert phone.does("some_event_of_2031") == ""
    assert len(world.rows(deliveries)) == 2


def test_no_line_of_the_log_holds_a_secret_or_what_a_person_said(
    phone: Phone, world: World, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone.sends_photo()
    phone.says(ROAD)
    call = phone.text_push(ROAD).seal(clock())
    world.post(with_query(call, msg_signature="f" * 40))
    world.post(replace(call, body=b"x" * 70000))
    clock.advance(minutes=10)
    world.post(call)
    refusals = [record for record in caplog.records if "refused" in record.getMessage()]
    assert len(refusals) == 3
    secrets = (TOKEN, AES_KEY, APP_ID, "s" * 32, "f" * 40, "小沙江", "oA", call.query["nonce"])
    assert [secret for secret in secrets if secret in caplog.text] == []
