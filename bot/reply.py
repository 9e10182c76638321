"""The answer that travels back in the same HTTP response: its length, its form, its envelope.

Our own renderer, because wechatpy pastes text into CDATA unescaped: a "]]>" typed by an observer
and repeated in the answer would add elements to it. A push in JSON is answered in JSON, as MPDOC
…/dev/push/encryption says of the envelope. Text: MPDOC Passive_user_reply_message, WDOC/90241.
"""

import json
from datetime import datetime

from bot.crypto import encrypt
from bot.envelope import ChannelKeys, Opened
from bot.fields import clean_text
from bot.inbound import message_facts
from bot.signature import sign
from catalogue.reading.characters import last_whole_character

MAX_TEXT = 2048  # bytes of UTF-8; the platforms cut what is longer
_ELLIPSIS = "…"


def answer_body(keys: ChannelKeys, opened: Opened, text: str, created_at: datetime) -> str:
    """Return the whole response body to one opened delivery; "" where there is nothing to say.

    `created_at` (aware UTC) comes from the stored delivery, never from now: the platform's repeats
    must get the same decrypted bytes.
    """
    facts = message_facts(opened.fields)
    content = text_reply(facts.sender, facts.receiver, text, created_at, as_json=opened.is_json)
    return seal_reply(keys, content, opened.reply_key, opened.timestamp, opened.nonce)


def text_reply(
    to_user: str, from_user: str, text: str, created_at: datetime, *, as_json: bool = False
) -> str:
    """Return the passive text reply, cut to MAX_TEXT; "" for an empty text, which both take."""
    content = fit_bytes(text)
    if not content:
        return ""
    seconds = int(created_at.timestamp())
    if as_json:
        reply = {
            "ToUserName": to_user,
            "FromUserName": from_user,
            "CreateTime": seconds,
            "MsgType": "text",
            "Content": content,
        }
        return json.dumps(reply, ensure_ascii=False)
    return (
        f"<xml><ToUserName>{_cdata(to_user)}</ToUserName>"
        f"<FromUserName>{_cdata(from_user)}</FromUserName>"
        f"<CreateTime>{seconds}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{_cdata(content)}</Content></xml>"
    )


def seal_reply(
    keys: ChannelKeys, content: str, reply_key: str | None, timestamp: datetime, nonce: str
) -> str:
    """Return `content` sealed and signed in an envelope of its own form, XML or JSON.

    `reply_key`, `timestamp` and `nonce` are those of the opened call; without a key, and for an
    empty answer, `content` goes out as it is.
    """
    if not content or reply_key is None:
        return content
    sealed = encrypt(reply_key, keys.app_id, content.encode())
    seconds = int(timestamp.timestamp())
    nonce = clean_text(nonce)
    signature = sign(keys.token, str(seconds), nonce, sealed)
    if content.startswith("{"):
        envelope = {
            "Encrypt": sealed,
            "MsgSignature": signature,
            "TimeStamp": seconds,
            "Nonce": nonce,
        }
        return json.dumps(envelope, ensure_ascii=False)
    return (
        f"<xml><Encrypt>{_cdata(sealed)}</Encrypt>"
        f"<MsgSignature>{_cdata(signature)}</MsgSignature>"
        f"<TimeStamp>{seconds}</TimeStamp><Nonce>{_cdata(nonce)}</Nonce></xml>"
    )


def fit_bytes(text: str, limit: int = MAX_TEXT) -> str:
    """Return `text` in at most `limit` (≥ 3) bytes of UTF-8, ending in "…" when it was cut.

    What a reader sees as one character (a family emoji, a flag, a letter with its accents) is
    kept whole, and what XML cannot carry is left out.
    """
    whole = clean_text(text)
    encoded = whole.encode()
    if len(encoded) <= limit:
        return whole
    room = limit - len(_ELLIPSIS.encode())
    start = encoded[:room].decode(errors="ignore")
    kept = last_whole_character(start, following=whole[len(start) :])
    return start[:kept].rstrip() + _ELLIPSIS


def _cdata(text: str) -> str:
    return "<![CDATA[" + clean_text(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"
