"""The platform's side of the intake bench: sealed calls made beforehand, and a client."""

import asyncio
import statistics
import time
from dataclasses import dataclass
from hashlib import sha1
from itertools import count
from urllib.parse import urlencode

from wechatpy.crypto import WeChatCrypto

APP_ID = "wx1234567890abcdef"
TOKEN = "benchbenchtoken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
_NUMBERS = count(1)


@dataclass(frozen=True)
class Call:
    """One POST, ready to be written to a socket."""

    raw: bytes


def text_call(sender: str, text: str, path: str = "/wechat/official") -> Call:
    """Seal a text message as the platform does."""
    now = str(int(time.time()))
    number = next(_NUMBERS)
    inner = (
        f"<xml><ToUserName>gh_bench</ToUserName><FromUserName>{sender}</FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType>text</MsgType>"
        f"<Content><![CDATA[{text}]]></Content><MsgId>{10**18 + number}</MsgId></xml>"
    )
    return sealed_call(inner, now, number, path)


def image_call(sender: str, media_id: str, path: str = "/wechat/official") -> Call:
    """Seal a photo message as the platform does."""
    now = str(int(time.time()))
    number = next(_NUMBERS)
    inner = (
        f"<xml><ToUserName>gh_bench</ToUserName><FromUserName>{sender}</FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType>image</MsgType><PicUrl>http://p</PicUrl>"
        f"<MediaId>{media_id}</MediaId><MsgId>{10**18 + number}</MsgId></xml>"
    )
    return sealed_call(inner, now, number, path)


def sealed_call(inner: str, now: str, number: int, path: str) -> Call:
    """Encrypt, sign and frame one callback."""
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    nonce = f"n{number}"
    sealed = crypto.encrypt_message(inner, nonce, now)
    encrypted = sealed.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    signature = sha1("".join(sorted((TOKEN, now, nonce, encrypted))).encode()).hexdigest()
    query = urlencode(
        {"timestamp": now, "nonce": nonce, "msg_signature": signature, "encrypt_type": "aes"}
    )
    body = f"<xml><ToUserName>gh_bench</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    head = (
        f"POST {path}?{query} HTTP/1.1\r\nHost: bench\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return Call((head + body).encode())


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, call: Call) -> int:
    writer.write(call.raw)
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.index(b"content-length:") + 15
    length = int(lower[at : lower.index(b"\r\n", at)])
    if length:
        await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def _drain(port: int, calls: list[Call], width: int) -> tuple[float, list[float], int]:
    waiting = iter(calls)
    took: list[float] = []
    bad = 0

    async def client() -> None:
        nonlocal bad
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for call in waiting:
            begun = time.perf_counter()
            bad += await _one(reader, writer, call) != 200
            took.append(time.perf_counter() - begun)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(width)))
    return time.perf_counter() - begun, took, bad


def throughput(port: int, calls: list[Call], width: int = 32) -> float:
    """Send all calls over `width` connections; returns answers a second."""
    span, _, bad = asyncio.run(_drain(port, calls, width))
    if bad:
        print(f"  {bad} of {len(calls)} were not answered 200")
    return len(calls) / span


async def _paced(port: int, calls: list[Call], rate: float) -> list[float]:
    took: list[float] = []
    pool: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(16):
        pool.put_nowait(await asyncio.open_connection("127.0.0.1", port))

    async def send(call: Call, due: float) -> None:
        connection = await pool.get()
        await _one(*connection, call)
        took.append(time.perf_counter() - due)
        pool.put_nowait(connection)

    begun = time.perf_counter()
    tasks = []
    for place, call in enumerate(calls):
        due = begun + place / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(send(call, due)))
    await asyncio.gather(*tasks)
    return took


def latencies(port: int, calls: list[Call], rate: float) -> list[float]:
    """Send calls at a steady rate; returns seconds from each one's due time to its answer."""
    return asyncio.run(_paced(port, calls, rate))


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return statistics.quantiles(values, n=1000)[int(share * 1000) - 1]
