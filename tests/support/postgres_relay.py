"""A relay between the service and PostgreSQL: counts what travels, and cuts the line on demand."""

import socket
import socketserver
import struct
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import make_url

_ASKS = b"SHQ"  # Sync, Flush, simple Query: the client wants to hear what came of it
_STATEMENT = b"EQ"  # Execute, simple Query
_QUERY = ord("Q")


class PostgresRelay:
    """Listens on a UNIX socket in `folder` and passes everything on to the server of `url`."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = make_url(url)
        self._folder = folder
        self._server = _Server(str(folder / ".s.PGSQL.5432"), self._upstream_path())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """The address to use instead of the server's own."""
        query = {"host": str(self._folder), "sslmode": "disable", "gssencmode": "disable"}
        return self._url.set(query=query).render_as_string(hide_password=False)

    @property
    def round_trips(self) -> int:
        """How often the client waited for the server so far."""
        return self._server.waits

    @property
    def statements(self) -> int:
        """How many statements the client ran so far."""
        return sum(self._server.seen[kind] for kind in _STATEMENT)

    def lose_the_answer_to(self, word: bytes) -> None:
        """Cut the next connection that sends this word, once the server has it."""
        self._server.fatal = word

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _upstream_path(self) -> str:
        return f"{self._url.query['host']}/.s.PGSQL.{self._url.port or 5432}"


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, path: str, upstream: str) -> None:
        super().__init__(path, _Connection)
        self.upstream = upstream
        self.seen: Counter[int] = Counter()
        self.waits = 0
        self.fatal = b""


class _Connection(socketserver.BaseRequestHandler):
    server: _Server
    _asked = False
    _is_cut = False

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as upstream:
            upstream.connect(self.server.upstream)
            read = _MessageReader(self._saw)
            back = threading.Thread(target=_pump, args=(upstream, self._give_back), daemon=True)
            back.start()
            _pump(self.request, lambda data: self._pass_on(data, read, upstream))
            with suppress(OSError):
                upstream.shutdown(socket.SHUT_WR)
            back.join()

    def _pass_on(self, data: bytes, read: "_MessageReader", upstream: socket.socket) -> None:
        read(data)
        fatal = self.server.fatal
        if fatal and fatal in data:
            self.server.fatal = b""
            self._is_cut = True  # before the server can answer
        upstream.sendall(data)

    def _give_back(self, data: bytes) -> None:
        if self._is_cut:
            self.request.shutdown(socket.SHUT_RDWR)
        else:
            self.request.sendall(data)

    def _saw(self, kind: int) -> None:
        self.server.seen[kind] += 1
        # Sync and Flush in a row are one wait: nothing was asked in between.
        if kind == _QUERY or (kind in _ASKS and self._asked):
            self.server.waits += 1
        self._asked = kind not in _ASKS


class _MessageReader:
    """Follows the frontend's messages: a startup packet without a kind, then kind and length."""

    def __init__(self, saw: Callable[[int], None]) -> None:
        self._saw = saw
        self._buffer = b""
        self._head = 4

    def __call__(self, data: bytes) -> None:
        self._buffer += data
        while len(self._buffer) >= self._head:
            (length,) = struct.unpack("!I", self._buffer[self._head - 4 : self._head])
            whole = length + self._head - 4
            if len(self._buffer) < whole:
                return
            if self._head == 5:
                self._saw(self._buffer[0])
            self._buffer, self._head = self._buffer[whole:], 5


def _pump(source: socket.socket, sink: Callable[[bytes], None]) -> None:
    with suppress(OSError):  # one side hung up: the other pump ends by it
        while data := source.recv(65536):
            sink(data)
