"""A service that speaks S3 over HTTP in a process of its own, and a rough road to it."""

import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage.blobs.s3_files import Bucket
from tests.support.servers import free_port
from tests.support.waiting import wait_until

_BUCKETS = count(1)
_PATIENCE = 30.0


class S3Service:
    """Speaks S3 on a free port; asks nobody for valid keys."""

    def __init__(self, log: Path) -> None:
        self.port = free_port()
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
                stdout=file,
                stderr=file,
            )

    def __enter__(self) -> Self:
        wait_until(self._answers)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait(_PATIENCE)

    def new_bucket(self, prefix: str = "guancha") -> Bucket:
        """Make an empty bucket."""
        bucket = self.no_bucket(prefix)
        assert self._status("PUT", f"/{bucket.name}") == 200
        return bucket

    def no_bucket(self, prefix: str = "") -> Bucket:
        """Name a bucket that does not exist."""
        endpoint = f"http://127.0.0.1:{self.port}"
        return Bucket(f"photos-{next(_BUCKETS)}", prefix, endpoint, "us-east-1", "key", "secret")

    def _answers(self) -> bool:
        assert self._process.poll() is None
        with suppress(OSError):
            return self._status("GET", "/") == 200
        return False

    def _status(self, method: str, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path)
            return connection.getresponse().status
        finally:
            connection.close()


class RoughRoad(ThreadingHTTPServer):
    """Hands calls on to the service, or does with them what `trouble` says.

    A number is answered as a status with the error `code`; "silent" answers nothing; "cut" breaks
    off in the middle of the next body and then behaves; "no conditions" does not know the header
    by which only what is new is put.
    """

    daemon_threads = True

    def __init__(self, service: S3Service) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.service_port = service.port
        self.trouble: int | str = ""
        self.code = "InternalError"
        self.waiting = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.waiting.set()
        self.shutdown()
        self.server_close()

    def to(self, bucket: Bucket) -> Bucket:
        """Return the same bucket at the end of this road."""
        return replace(bucket, endpoint=f"http://127.0.0.1:{self.server_address[1]}")


class _Call(BaseHTTPRequestHandler):
    server: RoughRoad
    protocol_version = "HTTP/1.1"

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        trouble = self.server.trouble
        if trouble == "silent":
            self.server.waiting.wait(_PATIENCE)
            self.close_connection = True
        elif trouble == "no conditions" and "If-None-Match" in self.headers:
            self._answer(501, {}, b"<Error><Code>NotImplemented</Code></Error>")
        elif isinstance(trouble, int):
            error = f"<Error><Code>{self.server.code}</Code><Message>-</Message></Error>"
            self._answer(trouble, {}, error.encode())
        else:
            connection = HTTPConnection("127.0.0.1", self.server.service_port, timeout=_PATIENCE)
            connection.request(self.command, self.path, body, dict(self.headers))
            answer = connection.getresponse()
            self._answer(answer.status, dict(answer.headers), answer.read())
            connection.close()

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _hand_on  # noqa: N815 - the library's names

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        headers = {"Content-Length": str(len(body)), **headers}
        for name, value in headers.items():
            if name not in {"Connection", "Transfer-Encoding"}:
                self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.server.trouble == "cut" and body:
            self.server.trouble = ""
            body, self.close_connection = body[: len(body) // 2], True
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
