"""A tiny service for the stand-in to call: opens deliveries, answers as a test asks."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from simulator.crypto import MessageCrypto, sign
from simulator.notices import NoticeTemplate
from simulator.settings import OfficialAccount, WorkAccount
from simulator.xml import from_xml, to_xml

OFFICIAL = OfficialAccount(
    app_id="wx0123456789abcdef",
    app_secret="official-secret",
    token="officialtoken",
    encoding_aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    templates=(NoticeTemplate("T1", "咨询回复通知", ("character_string1", "thing2", "time3")),),
    subscriptions=(NoticeTemplate("S1", "任务提醒", ("thing1",)),),
)
WORK = WorkAccount(
    corp_id="ww0123456789abcdef",
    agent_id=1000002,
    secret="work-secret",
    token="worktoken",
    encoding_aes_key="0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
)


@dataclass(frozen=True)
class Received:
    """One callback as it came: the query, the sealed text, the opened fields."""

    channel: str
    query: dict[str, str]
    body: str
    fields: dict[str, str]
    genuine: bool


@dataclass
class Receiver:
    """Answers 200 with `text` (None: empty body); `statuses` are used up first."""

    text: str | None = "收到"
    raw_reply: str | None = None
    statuses: list[int] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    before_answer: Callable[[], object] = bool
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, channel: str, query: dict[str, str], body: str) -> tuple[int, str]:
        sealed, fields, genuine = opened(channel, query, body)
        with self.lock:
            self.received.append(Received(channel, query, sealed, fields, genuine))
            status = self.statuses.pop(0) if self.statuses else 200
        self.before_answer()
        if not genuine:
            return 403, ""
        return status, self.reply(channel, query, fields)

    def reply(self, channel: str, query: dict[str, str], fields: dict[str, str]) -> str:
        if self.raw_reply is not None:
            return self.raw_reply
        if self.text is None:
            return ""
        plain = to_xml(
            {
                "ToUserName": fields["FromUserName"],
                "FromUserName": fields["ToUserName"],
                "CreateTime": 1,
                "MsgType": "text",
                "Content": self.text,
            }
        )
        if channel == "official" and "encrypt_type" not in query:
            return plain
        token, crypto = keys(channel)
        sealed = crypto.seal(plain)
        signature = sign(token, "1", "n", sealed)
        return to_xml({"Encrypt": sealed, "MsgSignature": signature, "TimeStamp": 1, "Nonce": "n"})

    def greet(self, channel: str, query: dict[str, str]) -> str:
        if channel == "official":
            return query["echostr"]
        return keys(channel)[1].open(query["echostr"])


def keys(channel: str) -> tuple[str, MessageCrypto]:
    if channel == "official":
        return OFFICIAL.token, MessageCrypto(OFFICIAL.encoding_aes_key, OFFICIAL.app_id)
    return WORK.token, MessageCrypto(WORK.encoding_aes_key, WORK.corp_id)


def read(body: str) -> dict[str, str]:
    if body.startswith("{"):
        return {name: str(value) for name, value in json.loads(body).items()}
    return from_xml(body)


def opened(channel: str, query: dict[str, str], body: str) -> tuple[str, dict[str, str], bool]:
    """Give the sealed text, the fields inside and whether the signature is right."""
    token, crypto = keys(channel)
    outer = read(body)
    if "Encrypt" not in outer:
        genuine = query["signature"] == sign(token, query["timestamp"], query["nonce"])
        return body, outer, genuine
    expected = sign(token, query["timestamp"], query["nonce"], outer["Encrypt"])
    inner = read(crypto.open(outer["Encrypt"]))
    return outer["Encrypt"], inner, query["msg_signature"] == expected


class ReceiverServer:
    """Serves one receiver on a free port while a test runs."""

    def __init__(self, receiver: Receiver) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length).decode()
                self.respond(*receiver.take(*self.where(), body))

            def do_GET(self) -> None:
                self.respond(200, receiver.greet(*self.where()))

            def where(self) -> tuple[str, dict[str, str]]:
                parts = urlsplit(self.path)
                return parts.path.rsplit("/", 1)[1], dict(parse_qsl(parts.query))

            def respond(self, status: int, text: str) -> None:
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except ConnectionError:
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
