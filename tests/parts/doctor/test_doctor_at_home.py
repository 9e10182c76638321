"""guancha doctor on this machine, and the command itself."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import guancha
from bot.clock import system_clock
from bot.doctor.findings import Check, Finding, Level, examine, exit_code, good
from bot.doctor.here import Here
from bot.doctor.platform import platform_checks
from bot.settings import Settings
from bot.wiring import Foundations, lay_foundations
from casework.settings.changing import Wish, change
from catalogue.wording import staff_storage
from reminders.tick import CLOCK_LEASE
from storage.blobs.files import Reason, StoreTrouble
from storage.blobs.local_files import LocalFiles
from storage.blobs.s3_files import S3Files
from storage.people.staff import add_member
from storage.tables.work import media
from storage.work import leases
from tests.parts.doctor.opinions import wrong
from tests.support.clock import HandClock
from tests.support.platform import Platform
from tests.support.s3 import S3Service
from tests.support.servers import to_toml
from tests.support.town import Town
from tests.support.world import World, house_settings

UNDECIDED = {"通知模板", "规则核定"}


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(database_url, clock, tmp_path) as world:
        yield world


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(to_toml(house_settings(database_url, tmp_path)), encoding="utf-8")
    path.chmod(0o600)
    return path


def about_here(base: Foundations, config: Path) -> list[Finding]:
    """Return the findings on the machine, without those on what the office has yet to decide."""
    found = examine(Here(base, config).checks())
    return [one for one in found if one.subject not in UNDECIDED]


def test_a_house_that_works_is_said_to_work(world: World, config: Path) -> None:
    with world.database.write() as connection:
        assert leases.take(connection, CLOCK_LEASE, "somebody", timedelta(seconds=30))
    found = about_here(world.base, config)
    assert [told for _, told in wrong(found) if "duty" not in told] == []
    assert list(world.base.files.keys()) == []


def test_the_doctor_names_notices_without_a_template_and_counts_what_is_only_believed(
    world: World, config: Path
) -> None:
    told = dict(wrong(examine(Here(world.base, config).checks())))
    assert "“任务提醒”" in told["通知模板"]
    assert "“紧急事项提醒”" not in told["通知模板"]
    assert "待办公室核定" in told["规则核定"]


def test_a_database_of_another_version_is_told_and_the_rest_goes_on(
    world: World, config: Path
) -> None:
    world.run("UPDATE alembic_version SET version_num = '0000'")
    told = wrong(about_here(world.base, config))
    assert [subject for subject, _ in told] == ["数据库"]
    assert "guancha serve" in told[0][1]


def test_a_worker_that_stands_still_is_told_with_what_waits(world: World, config: Path) -> None:
    world.observers_phone().sends_photo()
    world.clock.advance(minutes=11)
    told = " ".join(sentence for _, sentence in wrong(about_here(world.base, config)))
    assert len(world.rows(media)) == 1
    assert "后台任务没有运行" in told
    assert "有照片等了十分钟以上" in told


def test_keys_that_open_nothing_are_told(world: World, config: Path) -> None:
    world.observer(("official", "oA"))
    other = World(
        world.base.settings.storage.database.get_secret_value(),
        world.clock,
        config.parent,
        security={"data_key": "B" * 43 + "="},
    )
    with other:
        told = dict(wrong(about_here(other.base, config)))
    assert "从备份恢复" in told["密钥"]


class AwayFiles(LocalFiles):
    """A store that is out of reach."""

    def put(self, _key: str, _data: bytes) -> None:
        raise StoreTrouble(Reason.REFUSED)


def test_a_store_that_refuses_us_is_told_with_what_helps(world: World, config: Path) -> None:
    base = replace(world.base, files=AwayFiles(config.parent / "away"))
    told = dict(wrong(about_here(base, config)))
    assert staff_storage.AWAY["refused"] in told["照片存放"]


def test_a_bucket_that_does_not_exist_is_told_by_its_name(
    world: World, config: Path, s3_service: S3Service
) -> None:
    bucket = s3_service.no_bucket()
    settings = world.base.settings
    storage = settings.storage.model_copy(update={"media": bucket})
    changed = settings.model_copy(update={"storage": storage})
    base = replace(world.base, settings=changed, files=S3Files(bucket))
    told = dict(wrong(about_here(base, config)))
    assert bucket.name in told["照片存放"]
    assert staff_storage.AWAY["no-bucket"] in told["照片存放"]


def test_open_files_are_told_with_the_command_that_shuts_them(world: World, config: Path) -> None:
    config.chmod(0o644)
    told = " ".join(sentence for _, sentence in wrong(about_here(world.base, config)))
    assert f"chmod 600 {config}" in told


@pytest.mark.parametrize(
    "url", ["sqlite:///{folder}/nowhere.db", "postgresql://guancha:geheim@127.0.0.1:9/guancha"]
)
def test_without_a_database_everything_else_is_still_looked_at(url: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.touch(mode=0o600)
    clock = HandClock(system_clock())
    with Platform(clock) as platform:
        raw = house_settings(url.format(folder=tmp_path), tmp_path, channels=platform.channels)
        base = lay_foundations(Settings.model_validate(raw), clock)
        found = examine([*Here(base, config).checks(), *platform_checks(base)])
        base.database.close()
    others = {"企业微信", *UNDECIDED}
    assert [subject for subject, _ in wrong(found) if subject not in others] == ["数据库"]
    assert not (tmp_path / "nowhere.db").exists()
    assert "geheim" not in str(found)


def test_a_check_that_raises_or_hangs_is_a_finding_and_stops_no_other() -> None:
    gate = threading.Event()

    def raises() -> Iterator[Finding]:
        yield good("甲", "先看了一半。")
        raise RuntimeError("nobody may read this")

    def hangs() -> Iterator[Finding]:
        gate.wait(30)
        yield good("乙", "来晚了。")

    checks = [Check("甲", raises), Check("乙", hangs), Check("丙", lambda: [good("丙", "好。")])]
    found = examine(checks, longest=0.1)
    gate.set()
    assert [(one.subject, one.level) for one in found] == [
        ("甲", Level.GOOD),
        ("甲", Level.BAD),
        ("乙", Level.BAD),
        ("丙", Level.GOOD),
    ]
    assert "nobody" not in str(found)
    assert exit_code(found) == 2
    assert exit_code([]) == exit_code(found[:1]) == 0


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(guancha, ["--config", str(config), "doctor", *words])


def test_the_command_prints_lines_or_json_and_leaves_with_the_worst(town: Town) -> None:
    config = town.folder / "config.toml"
    config.write_text(to_toml(town.settings), encoding="utf-8")
    config.chmod(0o600)
    text, lines = run(config), run(config, "--format", "json")
    assert (text.exit_code, lines.exit_code) == (2, 2)  # no clock runs here
    assert "✗ 后台任务：后台任务没有运行" in text.stdout
    assert "    → " in text.stdout
    found = json.loads(lines.stdout)
    assert {"level": "bad", "subject": "后台任务"}.items() <= found_of(found, "后台任务").items()
    secrets = [town.platform.channels["official"]["app_secret"], "guancha2026"]
    assert not any(secret in text.output + lines.output for secret in secrets)


def found_of(found: list[dict[str, str]], subject: str) -> dict[str, str]:
    return next(one for one in found if one["subject"] == subject)


def test_a_wrong_configuration_is_itself_the_finding(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[server]\nport = "80"\n', encoding="utf-8")
    told = run(config)
    assert told.exit_code == 2
    assert "✗ 配置：server.port 要写成整数" in told.stdout
    assert "✗ 配置：storage" in told.stdout


def test_a_folder_that_cannot_be_made_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    raw = house_settings(f"sqlite:///{tmp_path}/g.db", tmp_path / "file")
    config = tmp_path / "config.toml"
    config.write_text(to_toml(raw), encoding="utf-8")
    told = run(config)
    assert told.exit_code == 2
    assert "✗ 照片存放" in told.stdout


def test_rules_of_letters_that_wait_for_the_offices_word_are_counted(
    world: World, config: Path
) -> None:
    told = {finding.subject: finding.sentence for finding in about_here(world.base, config)}
    assert "待办公室核定" in told["函的规则"]


def test_a_template_in_force_whose_file_is_gone_is_told(world: World, config: Path) -> None:
    with world.database.write() as connection:
        staff_id = add_member(connection, "zhuren", "主任", "director", world.clock())
        wish = Wish("template", "duban", 0, {"sha256": "ab" * 32, "filename": "督办函.docx"}, "换")
        assert change(connection, wish, staff_id, world.clock())
    told = dict(wrong(about_here(world.base, config)))
    assert "督办函正在用的模板文件找不到了" in told["函的规则"]
