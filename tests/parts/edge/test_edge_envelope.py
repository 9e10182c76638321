"""What is let in, what is refused, and in which order the checks come."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from edge_platform import (
    AES_KEY,
    APP_ID,
    COMPATIBLE,
    NOW,
    OFFICIAL,
    OLD_AES_KEY,
    PLAIN,
    SAMPLES,
    TEXT,
    TOKEN,
    WORK,
    encrypt,
    encrypt_raw,
    official_call,
    official_json_call,
    official_sealed,
    plain_call,
    work_call,
)

from bot.envelope import MAX_BODY, ChannelKeys, Refused, Stale, open_delivery

NOTE = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"


def refusal(keys, call, now=NOW):
    with pytest.raises(Refused) as refused:
        open_delivery(keys, call.query, call.body, now)
    return refused.value


def test_a_sealed_message_of_the_official_account_is_opened():
    call = official_call()
    opened = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert opened.fields["Content"] == NOTE
    assert (opened.timestamp, opened.nonce) == (NOW, "1320562132")
    assert (opened.reply_key, opened.is_json, opened.unreadable) == (AES_KEY, False, "")


def test_a_sealed_message_of_wecom_is_opened():
    call = work_call((SAMPLES / "work_text.xml").read_bytes())
    opened = open_delivery(WORK, call.query, call.body, NOW)
    assert opened.fields["Content"] == "进度太慢了"
    assert opened.reply_key == AES_KEY


def test_a_json_push_is_opened_and_its_numbers_are_kept_as_they_came():
    call = official_json_call({"MsgType": "text", "Content": "在这里", "MsgId": 2**63 + 1})
    opened = open_delivery(OFFICIAL, call.query, call.body, NOW)
    assert opened.fields == {"MsgType": "text", "Content": "在这里", "MsgId": "9223372036854775809"}
    assert opened.is_json


def test_json_may_escape_the_slashes_of_the_ciphertext():
    call = official_json_call({"MsgType": "text", "Content": "路" * 400})
    assert b"/" in call.body
    call.body = call.body.replace(b"/", rb"\/")
    assert open_delivery(OFFICIAL, call.query, call.body, NOW).fields["Content"] == "路" * 400


def test_the_documents_own_example_is_opened():
    """The vector printed in MPDOC …/dev/push/encryption."""
    keys = ChannelKeys("official", "wxba5fad812f8e6fb9", "AAAAA", ("A" * 43,), "secure")
    sealed = (
        "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJG"
        "QqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrf"
        "MZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgR"
        "tWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
    )
    query = {
        "signature": "6c5c811b55cc85e0e1b54100749188c20beb3f5d",
        "timestamp": "1714112445",
        "nonce": "415670741",
        "encrypt_type": "aes",
        "msg_signature": "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    }
    body = json.dumps({"ToUserName": "gh_97417a04a28d", "Encrypt": sealed}).encode()
    opened = open_delivery(keys, query, body, NOW, check_age=False)
    assert opened.fields["Event"] == "debug_demo"
    assert opened.fields["CreateTime"] == "1714112445"


def test_the_signature_counts_in_upper_and_lower_case():
    call = official_call()
    call.query["msg_signature"] = call.query["msg_signature"].upper()
    assert open_delivery(OFFICIAL, call.query, call.body, NOW).fields["Content"] == NOTE


def test_the_previous_key_still_opens_and_answers():
    keys = replace(OFFICIAL, aes_keys=(AES_KEY, OLD_AES_KEY))
    call = official_call(aes_key=OLD_AES_KEY)
    assert open_delivery(keys, call.query, call.body, NOW).reply_key == OLD_AES_KEY


def test_a_key_we_never_had_opens_nothing():
    assert refusal(OFFICIAL, official_call(aes_key=OLD_AES_KEY)).reason == "bad-ciphertext"


def test_a_message_for_another_account_is_refused():
    refused = refusal(OFFICIAL, official_call(receiver="wx0000000000000000"))
    assert (refused.status, refused.reason) == (403, "wrong-receiver")


def test_a_body_over_the_cap_is_refused_before_its_signature_is_looked_at():
    call = official_call()
    call.body += b" " * (MAX_BODY + 1 - len(call.body))
    refused = refusal(OFFICIAL, call)
    assert (refused.status, refused.reason) == (413, "too-large")


def test_a_body_of_just_the_cap_is_read():
    call = official_call()
    call.body += b" " * (MAX_BODY - len(call.body))
    assert open_delivery(OFFICIAL, call.query, call.body, NOW).fields["Content"] == NOTE


@pytest.mark.parametrize("name", ["timestamp", "nonce"])
def test_a_call_without_its_parameters_is_refused(name):
    call = official_call()
    del call.query[name]
    assert refusal(OFFICIAL, call).reason == "bad-parameters"


@pytest.mark.parametrize(
    "timestamp", ["", "now", "-1784016940", "1e9", "１７８４０１６９４０", "9" * 400]
)
def test_a_timestamp_that_is_no_number_of_seconds_is_refused(timestamp):
    call = official_call()
    call.query["timestamp"] = timestamp
    assert refusal(OFFICIAL, call).reason == "bad-parameters"


@pytest.mark.parametrize("given", [None, "", "0" * 40, "签名", "\ud800", "a" * 39])
def test_a_wrong_signature_is_refused(given):
    call = official_call()
    call.query.pop("msg_signature")
    if given is not None:
        call.query["msg_signature"] = given
    assert refusal(OFFICIAL, call).reason == "bad-signature"


def test_the_weaker_signature_does_not_stand_in_for_msg_signature():
    call = official_call()
    call.query["msg_signature"] = call.query["signature"]
    assert refusal(OFFICIAL, call).reason == "bad-signature"


def test_another_ciphertext_under_a_captured_signature_is_refused():
    call = official_call()
    call.body = official_call().body
    assert refusal(OFFICIAL, call).reason == "bad-signature"


def test_a_body_without_ciphertext_is_refused_in_secure_mode():
    call = official_call()
    call.body = TEXT
    assert refusal(OFFICIAL, call).reason == "no-ciphertext"


@pytest.mark.parametrize("keys", [OFFICIAL, COMPATIBLE])
@pytest.mark.parametrize("encrypt_type", [None, "raw", ""])
def test_dropping_encrypt_type_does_not_downgrade(keys, encrypt_type):
    call = plain_call()
    if encrypt_type is not None:
        call.query["encrypt_type"] = encrypt_type
    assert refusal(keys, call).reason == "downgrade"


def test_compatible_mode_trusts_only_the_sealed_part():
    forged = "<FromUserName>somebody</FromUserName><Content>forged</Content>"
    call = official_sealed(encrypt(TEXT), before=forged)
    assert open_delivery(COMPATIBLE, call.query, call.body, NOW).fields["Content"] == NOTE


def test_a_person_may_type_the_envelopes_own_tag():
    typed = "<Content><![CDATA[<Encrypt>abcd</Encrypt>]]></Content>"
    call = official_sealed(encrypt(TEXT), before=typed)
    assert open_delivery(COMPATIBLE, call.query, call.body, NOW).fields["Content"] == NOTE


def test_plain_mode_reads_the_body_and_answers_in_plain_text():
    call = plain_call()
    opened = open_delivery(PLAIN, call.query, call.body, NOW)
    assert opened.fields["Content"] == NOTE
    assert opened.reply_key is None


def test_plain_mode_still_wants_its_signature():
    call = plain_call()
    call.query["signature"] = "0" * 40
    assert refusal(PLAIN, call).reason == "bad-signature"


@pytest.mark.parametrize("minutes", [-5, 5])
def test_five_minutes_either_way_are_let_in(minutes):
    call = official_call(at=NOW + timedelta(minutes=minutes))
    assert open_delivery(OFFICIAL, call.query, call.body, NOW).fields["Content"] == NOTE


@pytest.mark.parametrize("seconds", [-301, 301, -86400 * 365, 86400 * 365])
def test_a_signed_call_outside_the_window_is_stale_and_can_be_opened_later(seconds):
    call = official_call(at=NOW + timedelta(seconds=seconds))
    stale = refusal(OFFICIAL, call)
    assert isinstance(stale, Stale)
    assert (stale.status, stale.reason) == (403, "stale")
    reopened = open_delivery(OFFICIAL, stale.query, stale.body, NOW, check_age=False)
    assert reopened.fields["Content"] == NOTE


def test_an_old_call_without_a_signature_is_forged_and_not_stale():
    call = official_call(at=NOW - timedelta(hours=1))
    call.query["msg_signature"] = "0" * 40
    assert not isinstance(refusal(OFFICIAL, call), Stale)


def test_opening_later_still_wants_the_signature():
    call = official_call(at=NOW - timedelta(hours=1))
    call.query["msg_signature"] = "0" * 40
    with pytest.raises(Refused, match="bad-signature"):
        open_delivery(OFFICIAL, call.query, call.body, NOW, check_age=False)


def test_nothing_is_decrypted_before_signature_and_age_are_checked():
    broken = official_sealed("QUJD", at=NOW - timedelta(hours=1))
    assert refusal(OFFICIAL, broken).reason == "stale"
    broken.query["msg_signature"] = "0" * 40
    assert refusal(OFFICIAL, broken).reason == "bad-signature"


def framed(content=b"<xml></xml>", *, length=None):
    size = len(content) if length is None else length
    return b"r" * 16 + size.to_bytes(4, "big") + content + APP_ID.encode()


def padded(plain, padding=None):
    count = 32 - len(plain) % 32
    return plain + (bytes([count]) * count if padding is None else padding[:count].rjust(count))


@pytest.mark.parametrize(
    "sealed",
    [
        "QUJD",  # not a whole block
        encrypt(TEXT)[:-5],  # cut, so no longer base64
        encrypt(TEXT)[:-24],  # cut at a block
        "=" * 8,
        encrypt_raw(padded(framed(), b"\x00" * 32)),
        encrypt_raw(padded(framed(), b"\x21" * 32)),
        encrypt_raw(padded(framed(), b"\x01\x02\x03\x05" * 8)),
        encrypt_raw(b"\x20" * 32),  # nothing but padding
        encrypt_raw(padded(b"r" * 18)),  # too short for a length
        encrypt_raw(padded(framed(length=2**32 - 1))),
        encrypt_raw(padded(framed(length=len(b"<xml></xml>") + len(APP_ID) + 1))),
    ],
)
def test_a_signed_ciphertext_that_does_not_fit_is_refused(sealed):
    assert refusal(OFFICIAL, official_sealed(sealed)).reason == "bad-ciphertext"


@pytest.mark.parametrize("length", [0, 5, 12])
def test_a_length_that_cuts_elsewhere_is_a_wrong_receiver(length):
    call = official_sealed(encrypt_raw(padded(framed(length=length))))
    assert refusal(OFFICIAL, call).reason == "wrong-receiver"


def test_a_refusal_names_no_secret():
    refused = refusal(OFFICIAL, official_call(aes_key=OLD_AES_KEY))
    said = repr(refused) + str(refused) + repr(OFFICIAL)
    assert TOKEN not in said
    assert AES_KEY not in said


@pytest.mark.parametrize("aes_key", ["", "short", "*" * 43, "A" * 44, "A" * 42 + "="])
def test_a_key_that_cannot_work_is_found_when_it_is_configured(aes_key):
    with pytest.raises(ValueError, match="EncodingAESKey"):
        ChannelKeys("official", APP_ID, TOKEN, (aes_key,), "secure")


@pytest.mark.parametrize("mode", ["plain", "compatible"])
def test_wecom_has_no_other_mode_than_secure(mode):
    with pytest.raises(ValueError, match="WeCom"):
        replace(WORK, mode=mode)


def test_secure_mode_without_a_key_is_found_when_it_is_configured():
    with pytest.raises(ValueError, match="EncodingAESKey"):
        replace(OFFICIAL, aes_keys=())
