"""Hostile and broken content: nothing raises, nothing is expanded, what is genuine is kept."""

from datetime import UTC, datetime

import pytest
from edge_platform import (
    COMPATIBLE,
    NOW,
    OFFICIAL,
    PLAIN,
    SAMPLES,
    TEXT,
    WORK,
    Call,
    encrypt,
    encrypt_raw,
    official_call,
    official_sealed,
    plain_call,
    query_for,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery_key import delivery_key
from bot.envelope import Opened, Refused, answer_echo, open_delivery
from bot.inbound import message_facts, to_message
from bot.inbound_events import to_event
from handlers.messages import Origin

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
BOMB = f"<!DOCTYPE xml [{LAUGHS}]><xml><Content>&l9;</Content></xml>"
XXE = '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>'


def opened(content):
    call = official_call(content)
    return open_delivery(OFFICIAL, call.query, call.body, NOW)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not a push",
        "<xml>",
        "<xml><Content>cut",
        "<xml>words only</xml>",
        "<xml><Content>a & b</Content></xml>",
        "<xml><Content>\x00</Content></xml>",
        "<xml><Content>&unknown;</Content></xml>",
        "<html><body>hello</body></html>",
        "<xml></xml><xml></xml>",
        BOMB,
        XXE,
        "<!DOCTYPE xml><xml><Content>no entities</Content></xml>",
        "<?xml version='1.0'?><!DOCTYPE xml SYSTEM 'http://example.invalid/x.dtd'><xml></xml>",
        "<!-- before --><xml></xml>",
        "<xml>" + "<a>" * 6000 + "</a>" * 6000 + "</xml>",
        '{"Content": "cut',
        '{"Content": ' + "[" * 20000 + "]" * 20000 + "}",
        '{"Content": {"a": ' * 30 + "1" + "}" * 60,
        "[1, 2]",
        '"text"',
    ],
)
def test_genuine_content_that_cannot_be_read_is_kept_as_it_is(content):
    kept = opened(content)
    assert kept.fields == {}
    assert kept.unreadable == content


def test_nesting_of_twenty_thousand_is_over_the_cap_in_plain_mode():
    deep = b"<xml>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</xml>"
    call = plain_call(deep)
    with pytest.raises(Refused, match="too-large"):
        open_delivery(PLAIN, call.query, call.body, NOW)


def test_bytes_that_are_no_utf_8_are_kept_readable():
    broken = b"<xml><Content>\xff\xfe</Content></xml>"
    framed = b"r" * 16 + len(broken).to_bytes(4, "big") + broken + OFFICIAL.app_id.encode()
    count = 32 - len(framed) % 32
    call = official_sealed(encrypt_raw(framed + bytes([count]) * count))
    kept = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert kept.unreadable == r"<xml><Content>\xff\xfe</Content></xml>"


def test_a_person_may_write_about_doctypes_and_entities():
    words = "<!DOCTYPE html> &lt; <!ENTITY> '; DROP TABLE reports; -- =1+1 ../../etc"
    content = TEXT.decode().replace("嗲嗲们在下面吃饭", words)
    assert words in opened(content).fields["Content"]


def test_an_xml_declaration_may_stand_in_front():
    content = b'\n<?xml version="1.0" encoding="UTF-8"?>\n' + TEXT
    assert opened(content).fields == opened(TEXT).fields


def test_json_cannot_smuggle_in_what_no_database_takes():
    fields = opened('{"Content": "\\u0000a\\ud800", "k\\u0000": [true, null, 1.50, 1e400]}').fields
    assert fields == {"Content": "a", "k": ["true", "", "1.50", "1e400"]}


def test_a_number_of_five_thousand_digits_is_only_text():
    assert opened('{"MsgId": ' + "7" * 5000 + "}").fields == {"MsgId": "7" * 5000}


odd_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.sampled_from(["text", "event", "location", "pic_weixin", "SCAN", "1784016932", "27.2"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
KNOWN_NAMES = [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "Content",
    "MsgId",
    "Event",
    "EventKey",
    "MediaId",
    "Format",
    "Recognition",
    "ThumbMediaId",
    "Location_X",
    "Location_Y",
    "Label",
    "Title",
    "Description",
    "Url",
    "Latitude",
    "Longitude",
    "Precision",
    "SendPicsInfo",
    "PicList",
    "Count",
    "item",
    "MsgID",
    "Status",
]
odd_fields = st.dictionaries(st.sampled_from(KNOWN_NAMES), odd_values)


@given(fields=odd_fields, kind=st.sampled_from(["text", "image", "location", "event", "x", None]))
def test_no_fields_make_the_translation_raise(fields, kind):
    fields = fields | {"MsgType": kind} if kind else fields
    message = to_message("official", fields, NOW)
    assert message.origin.sent_at.tzinfo is UTC
    message.origin.sender.encode()
    assert len(delivery_key("wx1", fields)) == 32
    assert message_facts(fields).kind == message_facts(fields).kind.lower()


@given(fields=odd_fields, event=st.sampled_from(["subscribe", "pic_weixin", "location", "scan"]))
def test_no_fields_make_an_event_raise(fields, event):
    origin = Origin("work", "LiGuihua", datetime(2026, 7, 14, tzinfo=UTC))
    assert to_event(origin, event, fields).origin == origin


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"<xml>", b"{", b'{"a":']))
def test_whatever_was_sealed_and_signed_is_opened(content, start):
    raw = start + content
    framed = b"r" * 16 + len(raw).to_bytes(4, "big") + raw + OFFICIAL.app_id.encode()
    count = 32 - len(framed) % 32
    call = official_sealed(encrypt_raw(framed + bytes([count]) * count))
    delivery = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert isinstance(delivery, Opened)
    assert delivery.unreadable or isinstance(delivery.fields, dict)
    to_message("official", delivery.fields, NOW)


@given(blocks=st.binary(max_size=160))
def test_any_signed_ciphertext_is_opened_or_refused(blocks):
    call = official_sealed(encrypt_raw(blocks + b"\x01" * (-len(blocks) % 16)))
    with pytest.raises(Refused):
        open_delivery(OFFICIAL, call.query, call.body, NOW)


parameters = st.dictionaries(
    st.sampled_from(
        ["timestamp", "nonce", "signature", "msg_signature", "encrypt_type", "echostr"]
    ),
    st.text(st.characters(exclude_categories=()), max_size=40)
    | st.sampled_from(["aes", "1784016940", "0" * 40]),
)


@given(query=parameters, body=st.binary(max_size=200))
@pytest.mark.parametrize("keys", [OFFICIAL, COMPATIBLE, PLAIN, WORK])
def test_any_call_of_a_stranger_is_refused_and_nothing_else(keys, query, body):
    with pytest.raises(Refused):
        open_delivery(keys, query, body, NOW)
    with pytest.raises(Refused):
        answer_echo(keys, query, NOW)


@pytest.mark.parametrize("name", ["official_text", "official_location", "official_subscribe_by_qr"])
def test_every_cut_of_a_real_body_is_refused(name):
    call = official_call((SAMPLES / f"{name}.xml").read_bytes())
    end_of_ciphertext = call.body.index(b"</Encrypt>") + len(b"</Encrypt>")
    for length in range(0, end_of_ciphertext, 7):
        with pytest.raises(Refused):
            open_delivery(OFFICIAL, call.query, call.body[:length], NOW)


def test_many_false_ciphertexts_are_not_all_tried():
    sealed = encrypt(TEXT)
    body = "<xml>" + "<Encrypt>QUJD</Encrypt>" * 1000 + f"<Encrypt>{sealed}</Encrypt></xml>"
    call = Call(query_for(sealed), body.encode())
    with pytest.raises(Refused, match="bad-signature"):
        open_delivery(OFFICIAL, call.query, call.body, NOW)
