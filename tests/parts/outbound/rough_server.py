"""A server that answers each path with exactly the bytes it was told, good HTTP or not."""

import socketserver
import threading
from typing import Self


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b"\r\n", b""}:
            lines.append(line.decode())
        path = lines[0].split(" ")[1].partition("?")[0] if lines else ""
        self.server.seen.append("".join(lines))  # type: ignore[attr-defined]
        self.wfile.write(self.server.answers.get(path, b""))  # type: ignore[attr-defined]


class RoughServer(socketserver.ThreadingTCPServer):
    """`answers` maps a path to raw bytes; a path it does not know is cut off."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, bytes] = {}
        self.seen: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def say(self, path: str, body: bytes, head: str = "200 OK", length: int | None = None) -> None:
        size = len(body) if length is None else length
        self.answers[path] = f"HTTP/1.1 {head}\r\nContent-Length: {size}\r\n\r\n".encode() + body

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
