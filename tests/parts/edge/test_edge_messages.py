"""Every message type and event of the two platforms becomes one of our own messages."""

import json
import math
from datetime import UTC, datetime

import pytest
from edge_platform import NOW, OFFICIAL, SAMPLES, WORK, official_call, official_json_call, work_call

from bot.envelope import open_delivery
from bot.inbound import message_facts, to_message
from handlers.messages import (
    Clicked,
    Consented,
    Entered,
    File,
    Followed,
    Link,
    Located,
    Note,
    Origin,
    Photo,
    Picked,
    Place,
    Scanned,
    SendFinished,
    Unfollowed,
    Unsupported,
    Video,
    Voice,
)

SENT = datetime(2026, 7, 14, 8, 15, 32, tzinfo=UTC)
OA = Origin("official", "oia2TjuEGTNoeX76QEjQNrcURxG8", SENT)
WC = Origin("work", "LiGuihua", SENT)
MEDIA = "6EuYqFh1pCrYkTvFmE4WtGqsKFbHkPSgW0vYS8d1oKwYNkC3x5vZrjTf2Dqk9b0z"
TEMPLATE = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3"
THUMB = "HJ2b1kYy0m3rSg7eE5vXwq8LzNcPtRaUo4iFhBdKsQxWjVnGfM9l6uAZpTOyICc2"

UNDERSTOOD = {
    "official_text": Note(OA, "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"),
    "official_text_face": Note(OA, "路灯修好了/::) 谢谢/::<"),
    "official_text_from_menu_message": Note(OA, "满意"),
    "official_text_from_article": Note(OA, "这里也是"),
    "official_text_custom_sticker": Unsupported(OA, "sticker"),
    "official_text_empty": Unsupported(OA, "text"),
    "official_image": Photo(OA, MEDIA),
    "official_voice": Voice(OA, MEDIA, "amr", ""),
    "official_voice_with_transcript": Voice(OA, MEDIA, "amr", "水管又爆了。"),
    "official_video": Video(OA, MEDIA, THUMB),
    "official_shortvideo": Video(OA, MEDIA, THUMB),
    "official_location": Place(OA, 27.258765, 111.744812, "邵东市黑田铺镇"),
    "official_link": Link(
        OA, "重点民生实事进度", "截至六月底", "http://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=1#rd"
    ),
    "official_file": File(OA, "走访记录.docx"),
    "official_subscribe": Followed(OA, ""),
    "official_subscribe_by_qr": Followed(OA, "invite-7K2M"),
    "official_unsubscribe": Unfollowed(OA),
    "official_scan": Scanned(OA, "invite-7K2M"),
    "official_location_report": Located(OA, 27.236088, 111.467857, 119.38504),
    "official_click": Clicked(OA, "我的"),
    "official_pic_sysphoto": Picked(OA, 1),
    "official_pic_photo_or_album": Picked(OA, 2),
    "official_pic_weixin": Picked(OA, 3),
    "official_location_select": Picked(OA, 1),
    "official_subscribe_msg_popup_event": Consented(OA, (TEMPLATE, TEMPLATE), ()),
    "official_subscribe_msg_change_event": Consented(OA, (), ()),  # switched on: no consent yet
    "official_subscribe_msg_sent_event": SendFinished(OA, "1864323726461255680", "success"),
    "official_template_sent": SendFinished(OA, "200163840", "success"),
    "official_template_blocked": SendFinished(OA, "200163840", "failed:user block"),
    "official_template_failed": SendFinished(OA, "200163840", "failed: system failed"),
    "official_template_limited": SendFinished(OA, "200163840", "failed:freq limit"),
    "work_text": Note(WC, "进度太慢了"),
    "work_image": Photo(WC, MEDIA),
    "work_voice": Voice(WC, MEDIA, "amr", ""),
    "work_video": Video(WC, MEDIA, THUMB),
    "work_location": Place(WC, 27.258765, 111.744812, "邵东市黑田铺镇"),
    "work_link": Link(WC, "重点民生实事进度", "截至六月底", "https://mp.weixin.qq.com/s/x"),
    "work_subscribe": Followed(WC, ""),
    "work_unsubscribe": Unfollowed(WC),
    "work_enter_agent": Entered(WC),
    "work_location_report": Located(WC, 27.236, 111.467, 30.0),
    "work_click": Clicked(WC, "我的"),
    "work_pic_sysphoto": Picked(WC, 1),
    "work_pic_weixin_two_lists": Picked(WC, 2),
    "work_location_select": Picked(WC, 1),
}
EVENTS_WITHOUT_USE = {
    "official": [
        "view",
        "view_miniprogram",
        "scancode_push",
        "scancode_waitmsg",
        "masssendjobfinish",
        "publishjobfinish",
        "kf_create_session",
        "kf_close_session",
        "kf_switch_session",
        "qualification_verify_success",
        "naming_verify_fail",
    ],
    "work": [
        "view",
        "view_miniprogram",
        "scancode_push",
        "scancode_waitmsg",
        "batch_job_result",
        "change_contact_create_user",
        "change_contact_delete_party",
        "change_contact_update_tag",
        "open_approval_change",
        "share_agent_change",
        "share_chain_change",
        "template_card_event",
        "template_card_menu_event",
        "inactive_alert",
        "close_inactive_agent",
        "reopen_inactive_agent",
        "low_active_alert",
        "low_active",
        "active_restored",
    ],
}


def unused_event(channel, name):
    event = "change_contact" if name.startswith("change_contact") else name
    return Unsupported(OA if channel == "official" else WC, f"event:{event}")


EXPECTED = UNDERSTOOD | {
    f"{channel}_{name}": unused_event(channel, name)
    for channel, names in EVENTS_WITHOUT_USE.items()
    for name in names
}


def received(name):
    content = (SAMPLES / f"{name}.xml").read_bytes()
    channel = name.partition("_")[0]
    keys, call = (
        (OFFICIAL, official_call(content)) if channel == "official" else (WORK, work_call(content))
    )
    return channel, open_delivery(keys, call.query, call.body, NOW)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_push_becomes_its_message(name):
    channel, opened = received(name)
    assert opened.unreadable == ""
    assert to_message(channel, opened.fields, NOW) == EXPECTED[name]


def test_every_sample_has_its_expectation():
    assert {path.stem for path in SAMPLES.glob("*.xml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(n for n in EXPECTED if n.startswith("official")))
def test_the_json_form_of_a_push_becomes_the_same_message(name):
    _, opened = received(name)
    numbers = {
        key: int(value) if isinstance(value, str) and value.isdigit() else value
        for key, value in opened.fields.items()
    }
    call = official_json_call(numbers)
    as_json = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert as_json.is_json
    assert to_message("official", as_json.fields, NOW) == EXPECTED[name]


def test_the_identifying_fields_of_a_message_are_told():
    _, opened = received("official_text")
    facts = message_facts(opened.fields)
    assert (facts.kind, facts.msg_id) == ("text", "24838202715031556")
    assert (facts.sender, facts.receiver) == (OA.sender, "gh_7f083739789a")
    assert (facts.create_time, facts.event, facts.event_key) == ("1784016932", "", "")


def test_the_identifying_fields_of_an_event_are_told():
    _, opened = received("official_scan")
    facts = message_facts(opened.fields)
    assert (facts.kind, facts.msg_id, facts.event) == ("event", "", "scan")
    assert facts.event_key == "invite-7K2M"


def message(**fields):
    base = {"FromUserName": OA.sender, "CreateTime": "1784016932", "MsgType": "text"}
    return to_message("official", base | fields, NOW)


@pytest.mark.parametrize(
    "create_time",
    [None, "", "0", "-1784016932", "later", "1.784e9", "１７８４０１６９３２", "9" * 5000, [], {}],
)
def test_an_unreadable_time_is_replaced_by_the_time_of_arrival(create_time):
    assert message(CreateTime=create_time, Content="路").origin.sent_at == NOW


@pytest.mark.parametrize("create_time", ["1262304000", "1784103341", "9999999999"])
def test_an_absurd_time_is_replaced_by_the_time_of_arrival(create_time):
    assert message(CreateTime=create_time, Content="路").origin.sent_at == NOW


@pytest.mark.parametrize("create_time", ["1784016932", 1784016932, "1784016932123"])
def test_a_time_in_seconds_or_milliseconds_is_understood(create_time):
    assert message(CreateTime=create_time, Content="路").origin.sent_at == SENT


def test_words_keep_their_inside_and_lose_their_ends():
    assert message(Content=" \n 墙裂了，\n\n 两米长 \t").text == "墙裂了，\n\n 两米长"


@pytest.mark.parametrize("content", [None, "", "  \n", "\x00\x01", [], {"b": "x"}])
def test_words_that_say_nothing_are_unsupported(content):
    assert message(Content=content) == Unsupported(OA, "text")


def test_characters_no_database_takes_are_left_out():
    assert message(Content="墙\x00裂\ud800了\x1b👨‍👩‍👧").text == "墙裂了👨‍👩‍👧"


def test_a_doubled_field_counts_with_its_first_text():
    assert message(MsgType=["text", "image"], Content=["一", "二"]) == Note(OA, "一")


def test_a_doubled_type_on_the_wire_counts_with_its_first():
    xml = (SAMPLES / "official_image.xml").read_bytes()
    call = official_call(xml.replace(b"<MsgType>", b"<MsgType>image</MsgType><MsgType>x"))
    opened = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert to_message("official", opened.fields, NOW) == Photo(OA, MEDIA)


@pytest.mark.parametrize("kind", ["TEXT", " Text "])
def test_types_count_in_any_case(kind):
    assert message(MsgType=kind, Content="路") == Note(OA, "路")


@pytest.mark.parametrize("broken", [None, "", "north", "27,25", "nan", "inf", "1e999", [], {}])
def test_a_broken_position_is_not_a_number(broken):
    place = message(MsgType="location", Location_X=broken, Location_Y="111.7")
    assert math.isnan(place.latitude)
    assert place.longitude == 111.7


def test_a_position_outside_the_world_is_left_to_the_handler():
    place = message(MsgType="location", Location_X="111.7", Location_Y="-527")
    assert (place.latitude, place.longitude) == (111.7, -527.0)


def test_a_scene_is_a_number_where_the_code_was_made_with_one():
    scanned = message(MsgType="event", Event="SCAN", EventKey=123)
    assert scanned == Scanned(OA, "123")


@pytest.mark.parametrize(
    ("sent", "count"),
    [
        (None, 0),
        ("", 0),
        ([], 0),
        ({"Count": "4"}, 4),
        ({"Count": "many"}, 0),
        ({"Count": "9" * 400}, 0),
        ({"Count": "1", "PicList": {"item": [{}, {}, {}]}}, 3),
        ({"PicList": [{"PicMd5Sum": "1b"}, {"PicMd5Sum": "2c"}]}, 2),
        ({"Count": "2", "PicList": {"item": ""}}, 2),
    ],
)
def test_picked_photos_are_counted_in_every_form(sent, count):
    assert message(MsgType="event", Event="pic_weixin", SendPicsInfo=sent) == Picked(OA, count)


def test_an_unknown_type_keeps_its_name():
    assert message(MsgType="music") == Unsupported(OA, "music")


@pytest.mark.parametrize("event", [None, "", "made_up_next_year"])
def test_an_unknown_event_keeps_its_name(event):
    assert message(MsgType="event", Event=event) == Unsupported(OA, f"event:{event or ''}")


@pytest.mark.parametrize("sender", [None, "", "  ", [], {}])
def test_a_push_without_a_sender_is_unsupported(sender):
    assert message(FromUserName=sender, Content="路") == Unsupported(
        Origin("official", "", SENT), "text"
    )


def test_nothing_at_all_is_unsupported():
    assert to_message("work", {}, NOW) == Unsupported(Origin("work", "", NOW), "")


def test_a_sample_is_what_the_platform_would_send():
    """The table above would prove nothing if the samples lost their fields on the way."""
    _, opened = received("official_subscribe_msg_popup_event")
    assert json.dumps(opened.fields).count("VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3") == 2
