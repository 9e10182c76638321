"""A database with a million reports, made fast: rows go in through the driver, indexes are real."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import psycopg
from sqlalchemy import select

from bench.house import notes
from catalogue.geography.places import load_gazetteer
from catalogue.projects import load_projects
from storage.database import Database
from storage.search.bigrams import index_words, normal
from storage.tables.base import to_day
from storage.tables.people import observers

REPORTS = 1_000_000
A_DAY = 1_400
_BATCH = 20_000
_FIRST_DAY = date(2024, 3, 5)
_DAY_MS = 86_400_000
_COLUMNS = (
    "id", "day", "seq", "observer_id", "channel", "state", "opened_at", "last_at", "quiet_until",
    "closed_at", "photos", "notes", "places", "voices", "videos", "excerpt", "project", "also",
    "kind", "county", "township", "urgent", "confidence", "reasons", "tagged_by", "place_label",
    "place_asked", "unindexed_at",
)  # fmt: skip
_KINDS = ("problem",) * 15 + ("suggestion",) * 3 + ("praise", "question")
_STATES = ("received",) * 48 + ("withdrawn", "merged")
_WHERE = (
    "村口",
    "小区门口",
    "卫生院对面",
    "桥头",
    "学校旁边",
    "居委会楼下",
    "菜市场后面",
    "大樟树下",
)
_SINCE = ("前天开始", "有半个月了", "昨天下雨以后", "从去年冬天起", "今天早上", "一直没人管")
RARE = "紫金砂"  # stands in one report of fifty thousand


def fill(database: Database, count: int = REPORTS, first_day: date = _FIRST_DAY) -> None:
    """Put reports and their words, from a day on, into a migrated database with its observers."""
    with database.read() as connection:
        people = list(connection.execute(select(observers.c.id)).scalars())
    if database.is_sqlite:
        _fill_sqlite(str(database.url.database), _reports(count, people, first_day))
    else:
        url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        _fill_postgres(url, _reports(count, people, first_day))


def _reports(
    count: int, people: list[int], first_day: date
) -> Iterator[tuple[tuple[object, ...], str]]:
    words, projects = notes(), list(load_projects())
    counties = list(load_gazetteer().counties)
    first_ms = int(datetime.combine(first_day, time(), UTC).timestamp() * 1000)
    for place in range(count):
        number = place + 1
        day = to_day(first_day + timedelta(days=place // A_DAY))
        mixed = place * 2_654_435_761 % 2**32 >> 7
        text = (
            f"{words[mixed % len(words)]}，{_WHERE[mixed % 8]}{mixed % 997}号，"
            f"{_SINCE[mixed % 6]}，{words[mixed // 7 % len(words)]}"
        )
        if place % 50_000 == 0:
            text += RARE
        project = projects[mixed % len(projects)]
        county = counties[mixed // 3 % len(counties)]
        at = first_ms + place * _DAY_MS // A_DAY
        row = (
            number, day, place % A_DAY + 1, people[mixed % len(people)], "official",
            _STATES[mixed % 50], at, at, at + 600_000, at + 600_000, mixed % 4, 1, 0,
            int(mixed % 20 == 0), int(mixed % 50 == 0), text[:120],
            project.code if mixed % 11 else None, "[]", _KINDS[mixed % 20], county, "",
            bool(mixed % 90 == 0), 0.9, "[]", "tagger", "", False, None,
        )  # fmt: skip
        yield row, normal(f"{project.short}\n{project.name}\n{county}\n{text}")


def _fill_sqlite(path: str, rows: Iterator[tuple[tuple[object, ...], str]]) -> None:
    marks = ",".join("?" * len(_COLUMNS))
    into_reports = f"INSERT INTO reports ({','.join(_COLUMNS)}) VALUES ({marks})"
    connection = sqlite3.connect(path, isolation_level=None)
    for word in ("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF", "BEGIN"):
        connection.execute(word)
    while batch := list(islice(rows, _BATCH)):
        connection.executemany(into_reports, [row for row, _ in batch])
        connection.executemany(
            "INSERT INTO report_words VALUES (?, ?, ?)",
            [(row[0], text, " ".join(index_words(text))) for row, text in batch],
        )
    connection.execute("INSERT INTO report_pairs(report_pairs) VALUES('rebuild')")
    for word in ("COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)"):
        connection.execute(word)
    connection.close()


def _fill_postgres(url: str, rows: Iterator[tuple[tuple[object, ...], str]]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP INDEX ix_report_words_pairs")
        while batch := list(islice(rows, _BATCH)):
            copy = f"COPY reports ({','.join(_COLUMNS)}) FROM STDIN"
            with connection.cursor().copy(copy) as reports:
                for row, _ in batch:
                    reports.write_row(row)
            with connection.cursor().copy("COPY report_words FROM STDIN") as words:
                for row, text in batch:
                    words.write_row((row[0], text, " ".join(f"'{w}'" for w in index_words(text))))
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("CREATE INDEX ix_report_words_pairs ON report_words USING gin (pairs)")
        connection.execute("SELECT setval('reports_id_seq', (SELECT max(id) FROM reports))")
        connection.execute("VACUUM ANALYZE reports")
        connection.execute("VACUUM ANALYZE report_words")
