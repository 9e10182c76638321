"""One delivery has one key however it is sealed; two deliveries never share one."""

import pytest
from edge_platform import NOW, OFFICIAL, SAMPLES, official_call, official_json_call, official_sealed

from bot.delivery_key import delivery_key
from bot.envelope import open_delivery

FIELDS = {
    "ToUserName": "gh_7f083739789a",
    "FromUserName": "oia2TjuEGTNoeX76QEjQNrcURxG8",
    "CreateTime": "1784016932",
    "MsgType": "text",
    "Content": "墙裂了",
    "MsgId": "24838202715031556",
}
EVENT = {
    "FromUserName": "oia2TjuEGTNoeX76QEjQNrcURxG8",
    "CreateTime": "1784016932",
    "MsgType": "event",
    "Event": "CLICK",
    "EventKey": "我的",
}


def key_of(call):
    opened = open_delivery(OFFICIAL, call.query, call.body, NOW)
    return delivery_key(OFFICIAL.app_id, opened.fields, opened.unreadable)


def test_a_key_is_thirty_two_bytes_and_the_same_in_every_process():
    assert (
        delivery_key("wx1", FIELDS).hex()
        == "1fc9987990024f72d224d0944fc0efe0c9c4af364091daeb3f1eaf3189372d52"
    )


def test_a_retry_sealed_anew_has_the_same_key():
    first, second = official_call(), official_call()
    assert first.body != second.body
    assert key_of(first) == key_of(second)


def test_fifteen_people_under_one_msg_id_have_fifteen_keys():
    """binarywang/WxJava#333: the platform gave one MsgId to many senders."""
    keys = {delivery_key("wx1", FIELDS | {"FromUserName": f"o{n}"}) for n in range(15)}
    assert len(keys) == 15


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_of_a_message_counts(name):
    assert delivery_key("wx1", FIELDS) != delivery_key("wx1", FIELDS | {name: "1"})


@pytest.mark.parametrize("name", sorted(EVENT))
def test_every_field_of_an_event_counts(name):
    assert delivery_key("wx1", EVENT) != delivery_key("wx1", EVENT | {name: "1"})


def test_two_apps_never_share_a_key():
    assert delivery_key("wx1", FIELDS) != delivery_key("wx2", FIELDS)


def test_the_order_of_the_fields_does_not_count():
    backwards = dict(reversed(FIELDS.items()))
    assert list(backwards) != list(FIELDS)
    assert delivery_key("wx1", backwards) == delivery_key("wx1", FIELDS)


def test_the_border_between_two_fields_counts():
    one = FIELDS | {"Event": "ab", "EventKey": "c"}
    other = FIELDS | {"Event": "a", "EventKey": "bc"}
    assert delivery_key("wx1", one) != delivery_key("wx1", other)


@pytest.mark.parametrize(
    "name", ["official_text", "official_location", "official_voice", "official_scan"]
)
def test_the_xml_and_the_json_form_of_one_push_share_a_key(name):
    xml = official_call((SAMPLES / f"{name}.xml").read_bytes())
    fields = open_delivery(OFFICIAL, xml.query, xml.body, NOW).fields
    numbers = fields | {"CreateTime": int(fields["CreateTime"])}
    assert key_of(official_json_call(numbers)) == key_of(xml)


def test_unreadable_deliveries_are_told_apart_by_their_text():
    keys = {key_of(official_call(text)) for text in ("<xml>cut", "<xml>cut off", "")}
    assert len(keys) == 3


def test_the_clear_text_beside_the_sealed_part_does_not_count():
    call = official_call()
    sealed = call.body.decode().partition("[CDATA[")[2]
    sealed = sealed.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    beside = official_sealed(sealed, before="<Content>forged</Content>")
    assert key_of(beside) == key_of(call)
