"""guancha export: what comes out, how much memory it takes, and what wrong wishes get."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from sqlalchemy import select

from bot.__main__ import guancha
from storage.desk.exports import reports_between
from storage.tables.intake import deliveries
from storage.tables.reports import reports
from storage.tables.staff import staff_acts
from tests.support.clock import HandClock
from tests.support.office_house import OfficeHouse
from tests.support.servers import to_toml
from tests.support.world import World, house_settings

FORMULA = '=HYPERLINK("http://example.com","点我")'


@pytest.fixture(autouse=True)
def _the_logs_stay_as_they_are() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    config = tmp_path / "config.toml"
    config.write_text(to_toml(house_settings(database_url, tmp_path)), encoding="utf-8")
    with World(database_url, clock, tmp_path) as world:
        yield world


@pytest.fixture
def house(world: World, clock: HandClock, tmp_path: Path) -> OfficeHouse:
    house = OfficeHouse(world.database, world.base.vault, clock, tmp_path)
    observer = house.observer()
    first = house.report(observer, 32, project="elder-relief", kind="problem", county="邵东市")
    house.said(first, "敬佬院后墙快倒了")
    house.said(first, FORMULA)
    house.report(observer, 9, day=date(2026, 7, 15), state="withdrawn")
    house.report(observer, 1, day=date(2026, 8, 1))
    return house


def export(tmp_path: Path, *words: str) -> Result:
    config = str(tmp_path / "config.toml")
    return CliRunner().invoke(guancha, ["--config", config, "export", *words])


def numbers(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["number"] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("house")
def test_reports_come_as_json_lines_in_the_order_of_their_numbers_without_names(
    tmp_path: Path,
) -> None:
    result = export(tmp_path, "reports", "--format", "jsonl")
    assert numbers(result) == ["0714-32", "0715-9", "0801-1"]
    first = json.loads(result.stdout.splitlines()[0])
    assert first["words"] == f"敬佬院后墙快倒了\n{FORMULA}"
    assert (first["kind"], first["project"], first["county"]) == (
        "problem",
        "elder-relief",
        "邵东市",
    )
    assert datetime.fromisoformat(first["opened_at"]).utcoffset() == timedelta(0)
    assert "observer" not in first
    assert "欧阳志强" not in result.stdout


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["--from", "2026-07-15"], ["0715-9", "0801-1"]),
        (["--to", "2026-07-15"], ["0714-32", "0715-9"]),
        (["--from", "2026-07-15", "--to", "2026-07-15"], ["0715-9"]),
        (["--from", "2027-01-01"], []),
    ],
)
def test_days_are_those_of_the_numbers_and_both_ends_count(
    tmp_path: Path, days: list[str], expected: list[str]
) -> None:
    assert numbers(export(tmp_path, "reports", "--format", "jsonl", *days)) == expected


def test_names_come_only_when_asked_for_and_that_is_recorded(
    house: OfficeHouse, tmp_path: Path
) -> None:
    result = export(tmp_path, "reports", "--format", "jsonl", "--with-names")
    assert json.loads(result.stdout.splitlines()[0])["observer"] == "欧阳志强"
    with house.database.read() as connection:
        (act,) = connection.execute(select(staff_acts)).all()
    assert (act.act, act.target, act.staff_id) == ("reports.exported", "reports", None)


@pytest.mark.usefixtures("house")
def test_the_table_for_excel_has_headings_words_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out" / "reports.xlsx"
    path.parent.mkdir()
    options = ("--format", "xlsx", "--with-names", "--output", str(path))
    assert export(tmp_path, "reports", *options).exit_code == 0
    sheet = load_workbook(path).active
    heading, first, *_ = sheet.iter_rows()
    told = dict(zip((cell.value for cell in heading), first, strict=True))
    assert (told["编号"].value, told["状态"].value, told["项目"].value) == (
        "0714-32",
        "已收到",
        "养老服务",
    )
    assert told["观察员"].value == "欧阳志强"
    assert told["原话"].data_type == "s"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["N"].width == 60
    assert [path.name for path in path.parent.iterdir()] == ["reports.xlsx"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_text_that_is_itself_a_formula_stays_text(house: OfficeHouse, tmp_path: Path) -> None:
    house.said(house.report(house.observer("李某", "13900000001", openid="oB"), 40), FORMULA)
    path = tmp_path / "reports.xlsx"
    export(tmp_path, "reports", "--format", "xlsx", "--output", str(path))
    cells = [cell for row in load_workbook(path).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]


def test_deliveries_come_with_exactly_six_fields(world: World, tmp_path: Path) -> None:
    world.observers_phone().says("后墙快倒了")
    result = export(tmp_path, "deliveries", "--format", "jsonl")
    (row,), (line,) = world.rows(deliveries), result.stdout.splitlines()
    told = json.loads(line)
    assert list(told) == ["key", "channel", "msg_id", "sender", "received_at", "state"]
    assert (told["key"], told["sender"]) == (row.delivery_key.hex(), "oA")
    assert told["received_at"].endswith("Z")
    assert datetime.fromisoformat(told["received_at"]) == row.received_at.astimezone(UTC)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--format", "jsonl", "--from", "7月1日"], "日期“7月1日”看不懂"),
        (["--format", "jsonl", "--to", "2026-02-30"], "请写成 2026-07-14 这样"),
        (["--format", "jsonl", "--from", "2026-07-02", "--to", "2026-07-01"], "开始日期晚于"),
        (["--format", "xlsx"], "--output"),
        (["--format", "jsonl", "--output", "/proc/nowhere/x"], "写不进"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("house")
def test_a_wrong_wish_gets_one_clear_sentence(
    tmp_path: Path, options: list[str], sentence: str
) -> None:
    result = export(tmp_path, "reports", *options)
    assert result.exit_code == 2
    told = [line for line in result.stderr.splitlines() if sentence in line]
    assert len(told) == 1
    assert "Traceback" not in result.stderr.replace("WARNING", "")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reader_that_has_seen_enough_is_no_trouble(house: OfficeHouse, tmp_path: Path) -> None:
    many_reports(house, 3_000)
    command = [sys.executable, "-m", "bot", "--config", str(tmp_path / "config.toml")]
    words = ["export", "reports", "--format", "jsonl"]
    with subprocess.Popen(
        [*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["number"] == "0714-32"
        process.stdout.close()
        told = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert "Error" not in told
    assert "Traceback" not in told


def test_pages_join_without_a_gap_or_a_double(house: OfficeHouse) -> None:
    many_reports(house, 1_200)
    given = [line.number for line in reports_between(house.database, None, None)]
    assert len(given) == 1_203
    assert len(set(given)) == 1_203
    assert [n for n in given if n.startswith("0901-")] == [f"0901-{n}" for n in range(1, 1_201)]


def many_reports(house: OfficeHouse, count: int) -> None:
    with house.database.write() as connection:
        row = dict(connection.execute(select(reports).limit(1)).mappings().one())
        del row["id"]
        rows = [row | {"day": date(2026, 9, 1), "seq": seq} for seq in range(1, count + 1)]
        connection.execute(reports.insert(), rows)
