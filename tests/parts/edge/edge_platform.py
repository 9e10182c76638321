"""The platform's side of the wire, by wechatpy's own crypto: a foreign implementation to ours."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xmltodict
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.crypto.base import WeChatCipher

from bot.envelope import ChannelKeys

NOW = datetime(2026, 7, 14, 8, 15, 40, tzinfo=UTC)
TOKEN = "guancha2026"
AES_KEY = "kY3nT8vQe1LrZ5wXc7Bs9DgFhJ2mPaU4oKiN6tRyVbE"
OLD_AES_KEY = "Zx9Cv8Bn7Mm6As5Df4Gh3Jk2Lq1Pw0OeIrUtYyHgFdE"
APP_ID = "wx3f9c27d41a5b6e80"
CORP_ID = "ww5a1f3c9d2e7b4860"
SAMPLES = Path(__file__).parent / "samples"

OFFICIAL = ChannelKeys("official", APP_ID, TOKEN, (AES_KEY,), "secure")
WORK = ChannelKeys("work", CORP_ID, TOKEN, (AES_KEY,), "secure")
PLAIN = ChannelKeys("official", APP_ID, TOKEN, (), "plain")
COMPATIBLE = ChannelKeys("official", APP_ID, TOKEN, (AES_KEY,), "compatible")

TEXT = (SAMPLES / "official_text.xml").read_bytes()


def signature(*parts):
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


@dataclass
class Call:
    """One HTTP call of the platform: its query and its body, both open to tampering."""

    query: dict = field(default_factory=dict)
    body: bytes = b""


def encrypt(content, *, aes_key=AES_KEY, receiver=APP_ID):
    key = base64.b64decode(aes_key + "=")
    return PrpCrypto(key).encrypt(content, receiver).decode()


def encrypt_raw(padded, *, aes_key=AES_KEY):
    """Encrypt bytes as they stand: framing and padding are the test's own."""
    return base64.b64encode(WeChatCipher(base64.b64decode(aes_key + "=")).encrypt(padded)).decode()


def query_for(sealed=None, *, at=NOW, nonce="1320562132", official=True):
    seconds = str(int(at.timestamp()))
    query = {"timestamp": seconds, "nonce": nonce}
    if official:
        query["signature"] = signature(TOKEN, seconds, nonce)
    if sealed is not None:
        query["msg_signature"] = signature(TOKEN, seconds, nonce, sealed)
        if official:
            query |= {"encrypt_type": "aes", "openid": "oia2TjuEGTNoeX76QEjQNrcURxG8"}
    return query


def official_call(content=TEXT, *, aes_key=AES_KEY, receiver=APP_ID, at=NOW):
    sealed = encrypt(content, aes_key=aes_key, receiver=receiver)
    return official_sealed(sealed, at=at)


def official_sealed(sealed, *, at=NOW, before=""):
    body = (
        f"<xml>\n  <ToUserName><![CDATA[gh_7f083739789a]]></ToUserName>{before}\n"
        f"  <Encrypt><![CDATA[{sealed}]]></Encrypt>\n</xml>"
    )
    return Call(query_for(sealed, at=at), body.encode())


def official_json_call(fields, *, at=NOW):
    sealed = encrypt(json.dumps(fields))
    body = json.dumps({"ToUserName": fields.get("ToUserName", ""), "Encrypt": sealed}, indent=4)
    return Call(query_for(sealed, at=at), body.encode())


def work_call(content, *, at=NOW, receiver=CORP_ID):
    sealed = encrypt(content, receiver=receiver)
    body = (
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>"
        f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    )
    return Call(query_for(sealed, at=at, official=False), body.encode())


def plain_call(content=TEXT, *, at=NOW):
    return Call(query_for(at=at), content)


def read_reply(body, keys, *, aes_key=AES_KEY):
    """Open our sealed reply with wechatpy, as the platform would; returns the decrypted text."""
    fields = json.loads(body) if body.startswith("{") else xmltodict.parse(body)["xml"]
    crypto = WeChatCrypto(keys.token, aes_key, keys.app_id)
    return crypto.decrypt_message(
        {"Encrypt": fields["Encrypt"]},
        fields["MsgSignature"],
        str(fields["TimeStamp"]),
        fields["Nonce"],
    )
