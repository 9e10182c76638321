"""The answer: no text breaks out of it, none is cut in a character, the platform can open it."""

import json
from datetime import timedelta

import pytest
import xmltodict
from edge_platform import (
    AES_KEY,
    COMPATIBLE,
    NOW,
    OFFICIAL,
    OLD_AES_KEY,
    PLAIN,
    SAMPLES,
    WORK,
    official_call,
    official_json_call,
    plain_call,
    read_reply,
    work_call,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.envelope import open_delivery
from bot.reply import MAX_TEXT, answer_body, fit_bytes, seal_reply, text_reply

ANYTHING = st.text(st.characters(exclude_categories=()))
SENT = NOW - timedelta(seconds=8)


def content_of(xml):
    return xmltodict.parse(xml, strip_whitespace=False)["xml"]["Content"]


def answered(keys, call, text="收到照片，编号0714-32。"):
    opened = open_delivery(keys, call.query, call.body, NOW)
    return answer_body(keys, opened, text, SENT)


def test_the_reply_goes_back_to_its_sender_with_the_time_of_the_message():
    reply = xmltodict.parse(read_reply(answered(OFFICIAL, official_call()), OFFICIAL))["xml"]
    assert reply == {
        "ToUserName": "oia2TjuEGTNoeX76QEjQNrcURxG8",
        "FromUserName": "gh_7f083739789a",
        "CreateTime": "1784016932",
        "MsgType": "text",
        "Content": "收到照片，编号0714-32。",
    }


@pytest.mark.parametrize("keys", [OFFICIAL, COMPATIBLE])
def test_the_official_account_opens_our_envelope(keys):
    assert "编号0714-32" in read_reply(answered(keys, official_call()), keys)


def test_wecom_opens_our_envelope():
    call = work_call((SAMPLES / "work_text.xml").read_bytes())
    reply = xmltodict.parse(read_reply(answered(WORK, call), WORK))["xml"]
    assert reply["ToUserName"] == "LiGuihua"
    assert reply["FromUserName"] == WORK.app_id


def test_a_message_under_the_old_key_is_answered_under_it():
    keys = OFFICIAL.__class__(
        "official", OFFICIAL.app_id, OFFICIAL.token, (AES_KEY, OLD_AES_KEY), "secure"
    )
    body = answered(keys, official_call(aes_key=OLD_AES_KEY))
    assert "编号0714-32" in read_reply(body, keys, aes_key=OLD_AES_KEY)


def test_plain_mode_is_answered_in_plain_text():
    assert content_of(answered(PLAIN, plain_call())) == "收到照片，编号0714-32。"


def test_a_json_push_is_answered_in_json():
    fields = {"ToUserName": "gh_7", "FromUserName": "o1", "MsgType": "text", "Content": "路"}
    body = answered(OFFICIAL, official_json_call(fields), "编号“0714-32”")
    assert json.loads(body)["TimeStamp"] == int(NOW.timestamp())
    assert json.loads(read_reply(body, OFFICIAL)) == {
        "ToUserName": "o1",
        "FromUserName": "gh_7",
        "CreateTime": int(SENT.timestamp()),
        "MsgType": "text",
        "Content": "编号“0714-32”",
    }


def test_twenty_answers_to_one_message_are_the_same_bytes_once_decrypted():
    bodies = {answered(OFFICIAL, official_call()) for _ in range(20)}
    assert len(bodies) == 20
    assert len({read_reply(body, OFFICIAL) for body in bodies}) == 1


@pytest.mark.parametrize("text", ["", "\x00", "\ud800"])
@pytest.mark.parametrize("keys", [OFFICIAL, PLAIN])
def test_nothing_to_say_is_an_empty_body(keys, text):
    call = plain_call() if keys is PLAIN else official_call()
    assert answered(keys, call, text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "]]>",
        "]]]]>>",
        "]]></Content><MsgType><![CDATA[news]]></MsgType><Content><![CDATA[",
        "<![CDATA[x]]>",
        "a ]]",
        "]",
        "&lt;&amp; <b> \" '",
        "第一行\n第二行",
    ],
)
def test_text_cannot_break_out_of_its_element(text):
    assert xmltodict.parse(text_reply("o1", "gh_7", text, NOW), strip_whitespace=False) == {
        "xml": {
            "ToUserName": "o1",
            "FromUserName": "gh_7",
            "CreateTime": str(int(NOW.timestamp())),
            "MsgType": "text",
            "Content": text,
        }
    }


@given(text=ANYTHING, user=ANYTHING)
def test_any_text_makes_a_well_formed_reply(text, user):
    xml = text_reply(user, "gh_7", text, NOW)
    assert not xml or set(xmltodict.parse(xml)["xml"]) == {
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "Content",
    }


@given(nonce=ANYTHING)
def test_any_nonce_makes_an_envelope_that_opens(nonce):
    body = seal_reply(OFFICIAL, "<xml></xml>", AES_KEY, NOW, "n" + nonce.strip() + "n")
    fields = xmltodict.parse(body, strip_whitespace=False)["xml"]
    assert set(fields) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}


@given(size=st.integers(0, 300))
def test_any_length_of_answer_is_padded_as_the_platform_wants(size):
    body = seal_reply(WORK, "x" * size, AES_KEY, NOW, "7")
    assert (read_reply(body, WORK) if size else body) == "x" * size


def test_each_seal_takes_new_random_bytes():
    one, other = (seal_reply(OFFICIAL, "<xml></xml>", AES_KEY, NOW, "7") for _ in range(2))
    assert one != other


def test_a_text_that_fits_is_left_alone():
    exact = "路" * 682 + "ab"
    assert len(exact.encode()) == MAX_TEXT
    assert fit_bytes(exact) == exact


def test_a_text_one_byte_too_long_is_cut_and_says_so():
    cut = fit_bytes("路" * 682 + "abc")
    assert len(cut.encode()) <= MAX_TEXT
    assert cut == "路" * 681 + "…"


def test_a_long_reply_is_cut_inside_its_xml():
    content = content_of(text_reply("o1", "gh_7", "路" * 5000, NOW))
    assert content.endswith("路…")
    assert len(content.encode()) <= MAX_TEXT


@pytest.mark.parametrize(
    "whole",
    [
        "👨‍👩‍👧‍👦",  # joined by U+200D
        "👍🏽",  # with a skin tone
        "🇨🇳",  # two flag letters
        "❤️",  # with a variation selector
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a region's flag
        "é̂",  # combining accents
        "1️⃣",
    ],
)
def test_what_looks_like_one_character_is_kept_whole(whole):
    text = whole * 6
    for limit in range(3, len(text.encode())):
        kept = fit_bytes(text, limit).removesuffix("…")
        assert kept == whole * (len(kept) // len(whole))


def test_flags_in_a_row_are_cut_between_two_flags():
    assert fit_bytes("a" + "🇨🇳" * 3, 1 + 12 + 3) == "a🇨🇳…"


def test_a_heap_of_accents_is_cut_all_the_same():
    assert fit_bytes("a" + "\u0301" * 4000, 100) == "a" + "\u0301" * 48 + "…"


@given(text=ANYTHING, limit=st.integers(3, 60))
def test_no_text_is_longer_than_its_limit_or_changed_otherwise(text, limit):
    fitted = fit_bytes(text, limit)
    assert len(fitted.encode()) <= limit
    assert fitted == fit_bytes(fitted, limit)
    if fitted.endswith("…") and not text.endswith("…"):
        assert fit_bytes(text, 10**6).startswith(fitted[:-1])
