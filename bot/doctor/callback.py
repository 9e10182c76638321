"""Checks of the address that the platforms call: it is asked just as a platform asks it."""

import secrets
import socket
import string
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from bot import doctor_platform_wording as words
from bot.crypto import encrypt
from bot.doctor.findings import Check, Finding, bad, good, look_at
from bot.envelope import ChannelKeys
from bot.platform.errors import NoAnswer
from bot.platform.http import Http
from bot.signature import sign
from bot.wiring import Foundations, channel_keys

_MOST_BYTES: Final = 4096
_DIGITS: Final = 19


@dataclass(frozen=True, slots=True)
class Callback:
    """The checks of `[server] public_url`."""

    base: Foundations

    def checks(self) -> list[Check]:
        """Return the check."""
        return [Check(words.CALLBACK, self._look)]

    def _look(self) -> Iterator[Finding]:
        address = self.base.settings.server.public_url
        if not address:
            yield look_at(words.CALLBACK, words.NO_PUBLIC_URL, words.NO_PUBLIC_URL_FIX)
            return
        parts = urlsplit(address)
        if parts.scheme != "https":
            yield look_at(words.CALLBACK, words.NOT_HTTPS, words.NOT_HTTPS_FIX)
        host = parts.hostname or ""
        try:
            found = socket.getaddrinfo(host, parts.port or parts.scheme)
        except OSError:
            yield bad(words.CALLBACK, words.no_such_host(host), words.NO_SUCH_HOST_FIX)
            return
        yield good(words.CALLBACK, words.host_found(host, str(found[0][4][0])))
        for keys in channel_keys(self.base.settings).values():
            yield self._ask(address, keys)

    def _ask(self, address: str, keys: ChannelKeys) -> Finding:
        """Have our own webhook verify itself through its public address."""
        url = f"{address}/wechat/{keys.channel}"
        echo = "".join(secrets.choice(string.digits) for _ in range(_DIGITS))
        try:
            said = Http(address).get(url, self._signed(keys, echo), _MOST_BYTES).content
        except NoAnswer as error:
            status = ""
            with suppress(IndexError):
                status = error.detail.split("HTTP ")[1]
            if status:
                return bad(
                    words.CALLBACK, words.callback_status(url, status), words.status_fix(status)
                )
            return look_at(words.CALLBACK, words.callback_away(url), words.AWAY_FIX)
        if said != echo.encode():
            return bad(words.CALLBACK, words.callback_odd(url), words.CALLBACK_ODD_FIX)
        return good(words.CALLBACK, words.callback_works(url))

    def _signed(self, keys: ChannelKeys, echo: str) -> dict[str, str]:
        timestamp = str(int(self.base.clock().timestamp()))
        nonce = secrets.token_hex(8)
        query = {"timestamp": timestamp, "nonce": nonce}
        if keys.channel == "work":
            sealed = encrypt(keys.aes_keys[0], keys.app_id, echo.encode())
            signature = sign(keys.token, timestamp, nonce, sealed)
            return query | {"msg_signature": signature, "echostr": sealed}
        return query | {"signature": sign(keys.token, timestamp, nonce), "echostr": echo}
