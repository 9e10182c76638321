"""Real server processes on the loopback: `guancha web` with a config file, or a script of ours."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from bot.clock import system_clock
from tests.support.phone import Call, Phone

_ROOT = Path(__file__).parents[2]
_WEB = ("-m", "bot", "--config", "{config}", "web")
_PATIENCE = 60.0


class Server:
    """One process listening on a free port, killed at the end by its process group."""

    def __init__(
        self,
        settings: Mapping[str, Mapping[str, Any]],
        folder: Path,
        command: tuple[str, ...] = _WEB,
    ) -> None:
        self.port = free_port()
        address = f"http://127.0.0.1:{self.port}"
        where = {"host": "127.0.0.1", "port": self.port, "public_url": address}
        server = {**where, "workers": 1, "threads": 8}
        self.config = config = folder / f"config-{self.port}.toml"
        config.write_text(to_toml({**settings, "server": server}), encoding="utf-8")
        config.chmod(0o600)
        self._log = folder / f"server-{self.port}.log"
        arguments = [part.format(config=config) for part in command]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=_ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        listening = False
        while not listening:
            assert self._process.poll() is None, self._log.read_text()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                listening = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_PATIENCE)

    def log_lines(self) -> list[str]:
        """Return what it wrote so far."""
        return self._log.read_text(encoding="utf-8").splitlines()

    def wait_until_dead(self) -> int:
        """Return the exit code of a process that ends by itself; -9 when it was killed."""
        return self._process.wait(_PATIENCE)

    def post(self, call: Call) -> tuple[int, str]:
        """Post one call over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("POST", f"{call.path}?{urlencode(call.query)}", call.body)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def phone(self, sender: str = "oA") -> Phone:
        """Return an Official Account's phone that talks to this process, by the real clock."""
        return Phone("official", sender, self.post, system_clock)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def to_toml(settings: Mapping[str, Mapping[str, Any]]) -> str:
    """Write nested tables of plain values and lists as TOML; a missing section is left out."""
    lines: list[str] = []
    for name, table in settings.items():
        inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
        lines.append(f"[{name}]")
        lines += [f"{key} = {_value(table[key])}" for key in table if key not in inner]
        lines.append(to_toml({f"{name}.{key}": value for key, value in inner.items()}))
    return "\n".join(lines)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
