"""Servers to measure: a bare echo and the real service, each on a free port, ended by their pid."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.platform_side import AES_KEY, APP_ID, TOKEN
from bot.clock import system_clock
from bot.config import load_settings
from bot.house_secrets import complete_secrets
from bot.wiring import lay_foundations
from storage.migrate import upgrade
from storage.people.people import Person, bind, ensure_sender, insert_observer

SENDERS = 500
_GROUPS = tuple(f"第{number}组" for number in "一二三四五六七八九十")
WORKERS = 2
THREADS = 8
_ROOT = Path(__file__).parents[1]
_NOTES = _ROOT / "tests" / "parts" / "catalogue" / "notes.jsonl"


def notes() -> list[str]:
    """Return real-sounding notes to send."""
    return [json.loads(line)["text"] for line in _NOTES.read_text("utf-8").splitlines()]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def furnish(
    folder: Path, database: str, port: int, api: str = "http://127.0.0.1:9", senders: int = SENDERS
) -> Path:
    """Write a configuration, migrate the database, appoint the senders; returns the config."""
    path = folder / "config.toml"
    path.write_text(
        f"[server]\nport = {port}\nworkers = {WORKERS}\nthreads = {THREADS}\n"
        f'[storage]\ndatabase = "{database}"\nmedia = "{folder / "media"}"\n'
        f'[channels.official]\napp_id = "{APP_ID}"\napp_secret = "{"s" * 32}"\n'
        f'token = "{TOKEN}"\nencoding_aes_key = "{AES_KEY}"\napi_base_url = "{api}"\n'
        '[logging]\nlevel = "warning"\n',
        encoding="utf-8",
    )
    settings, _ = complete_secrets(load_settings(path, {}))
    base = lay_foundations(settings, system_clock)
    upgrade(base.database)
    now = system_clock()
    with base.database.write() as connection:
        for place in range(senders):
            phone, group = f"1390000{place:04d}", _GROUPS[place % len(_GROUPS)]
            person = Person(f"观察员{place}", phone, "", "", group, "观察员", None, None)
            observer = insert_observer(connection, base.vault, person, now)
            sender = ensure_sender(connection, "official", f"o{place}", now)
            bind(connection, sender.id, observer, now)
    base.database.close()
    return path


@contextmanager
def echo_server() -> Iterator[int]:
    """Run the bare echo; yields its port."""
    port = free_port()
    gunicorn = [
        "gunicorn", "-w", str(WORKERS), "--threads", str(THREADS), "-k", "gthread",
        "-b", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning",
        "bench.echo_app:app",
    ]  # fmt: skip
    with _running([sys.executable, "-m", *gunicorn], port):
        yield port


@contextmanager
def service(config: Path, port: int, role: str = "serve") -> Iterator[psutil.Process]:
    """Run the real service; yields its first process."""
    command = [sys.executable, "-m", "bot", "--config", str(config), role]
    with _running(command, port) as process:
        yield process


@contextmanager
def _running(command: list[str], port: int) -> Iterator[psutil.Process]:
    child = subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.DEVNULL)
    try:
        _await_port(child, port)
        yield psutil.Process(child.pid)
    finally:
        child.terminate()
        child.wait(20)


def _await_port(child: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(300):
        if child.poll() is not None:
            raise SystemExit(f"{child.args!r} ended with {child.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nobody listens on {port}")


def fsync_milliseconds(folder: Path, times: int = 200) -> float:
    """Return the median time of an fsync of 4 KB on this disk."""
    took = []
    path = folder / "fsync.probe"
    with path.open("wb") as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    path.unlink()
    return sorted(took)[times // 2] * 1000
