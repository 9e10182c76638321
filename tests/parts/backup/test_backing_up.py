"""A backup taken while people write is brought back whole, on both databases."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from bot.__main__ import guancha
from bot.house_secrets import KEPT_IN
from casework.audit.audit import Sealer
from catalogue.wording import staff_backup as words
from reminders.seal_deeds import sealing_deeds
from reminders.tick import Ticker
from reminders.upkeep import resting
from storage.audit.audit_witness import Witness
from storage.backup import backup
from storage.blobs.files import original_key
from storage.blobs.local_files import LocalFiles
from storage.database import Database
from storage.desk.acts import record_act
from storage.tables.all import metadata
from storage.tables.staff import staff_acts
from storage.work import leases
from tests.support.clock import HandClock
from tests.support.office_house import OfficeHouse, picture
from tests.support.servers import to_toml
from tests.support.world import World, house_settings

SHA = "ab" * 32


@pytest.fixture(autouse=True)
def _the_logs_stay_as_they_are() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


class Site:
    """One machine with a configuration, and the command line on it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder, self.url = folder, url
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(to_toml(house_settings(url, folder)), encoding="utf-8")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(guancha, ["--config", str(self.folder / "config.toml"), *words])


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Site:
    return Site(database_url, tmp_path / "here")


@pytest.fixture
def world(site: Site, clock: HandClock) -> Iterator[World]:
    with World(site.url, clock, site.folder) as world:
        house = OfficeHouse(world.database, world.base.vault, clock, site.folder)
        observer = house.observer()
        house.said(house.report(observer, 32, urgent=True), "敬老院后墙快倒了")
        world.base.files.put(original_key(SHA), picture("navy", (64, 48), "墙"))
        yield world


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, site: Site, tmp_path: Path) -> Site:
    """A fresh machine with an empty database of the same kind."""
    if site.url.startswith("sqlite"):
        return Site(f"sqlite:///{tmp_path}/there/var/guancha.db", tmp_path / "there")
    url = request.getfixturevalue("postgres_house").empty_url()
    return Site(url, tmp_path / "there")


def counts(database: Database) -> dict[str, int]:
    with database.read() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name not in {"leases", "firings"}
        }


@contextmanager
def somebody_writing(world: World, clock: HandClock) -> Iterator[None]:
    """A clerk who goes on working, in a thread of their own."""
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with world.database.write() as connection:
                record_act(connection, None, "login", "staff:1", "", clock())

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def test_a_backup_taken_while_people_write_comes_back_whole(
    world: World, site: Site, elsewhere: Site, clock: HandClock, tmp_path: Path
) -> None:
    witness = Witness(world.base.settings.storage.beside_the_data)
    seal = Ticker(world.database, "a", [("seal", sealing_deeds(Sealer(world.base.vault), witness))])
    with somebody_writing(world, clock):
        seal.tick(clock())
        taken = site.run("backup", str(tmp_path / "kept"))
    assert taken.exit_code == 0, taken.output
    back = elsewhere.run("restore", str(tmp_path / "kept"))
    assert back.exit_code == 0, back.output
    photo = original_key(SHA)
    with World(elsewhere.url, clock, elsewhere.folder) as again:
        found, before = counts(again.database), counts(world.database)
        assert 0 < found.pop("staff_acts") <= before.pop("staff_acts")
        assert found == before
        assert again.base.files.get(photo) == world.base.files.get(photo)
    assert elsewhere.run("audit", "verify").exit_code == 0


def test_what_is_new_after_a_restore_gets_numbers_of_its_own(
    world: World, site: Site, elsewhere: Site, clock: HandClock, tmp_path: Path
) -> None:
    with world.database.write() as connection:
        record_act(connection, None, "login", "staff:1", "", clock())
    site.run("backup", str(tmp_path / "kept"))
    elsewhere.run("restore", str(tmp_path / "kept"))
    with World(elsewhere.url, clock, elsewhere.folder) as again:
        with again.database.write() as connection:
            record_act(connection, None, "login", "staff:2", "", clock())
        with again.database.read() as connection:
            ids = connection.scalars(select(staff_acts.c.id).order_by(staff_acts.c.id)).all()
    assert len(ids) == len(set(ids)) >= 2


def test_a_damaged_backup_changes_nothing(
    world: World, site: Site, elsewhere: Site, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    assert site.run("backup", str(kept)).exit_code == 0
    photo = kept / "media" / original_key(SHA)
    photo.write_bytes(photo.read_bytes()[:-1])
    back = elsewhere.run("restore", str(kept))
    assert back.exit_code == 1
    assert words.damaged(str(photo)) in back.output
    (kept / "manifest.json").unlink()
    assert words.no_backup(str(kept)) in elsewhere.run("restore", str(kept)).output


def test_a_house_that_holds_something_is_never_overwritten(
    world: World, site: Site, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    site.run("backup", str(kept))
    before = counts(world.database)
    assert words.NOT_EMPTY in site.run("restore", str(kept)).output
    assert counts(world.database) == before
    assert words.folder_there(str(kept)) in site.run("backup", str(kept)).output


def test_a_restore_that_was_cut_short_is_begun_again(
    world: World, site: Site, elsewhere: Site, tmp_path: Path
) -> None:
    site.run("backup", str(tmp_path / "kept"))
    begun = LocalFiles(elsewhere.folder / "media")
    begun.put(original_key(SHA), b"half of it")
    begun.put(original_key("cd" * 32), b"another house's photo")
    assert words.NOT_EMPTY in elsewhere.run("restore", str(tmp_path / "kept")).output
    begun.delete(original_key("cd" * 32))
    assert elsewhere.run("restore", str(tmp_path / "kept")).exit_code == 0
    assert begun.get(original_key(SHA)) == world.base.files.get(original_key(SHA))


def test_a_backup_of_a_newer_program_is_not_brought_back(
    world: World, site: Site, elsewhere: Site, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    site.run("backup", str(kept))
    manifest = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    manifest["revision"] = "9999"
    (kept / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert words.NEWER in elsewhere.run("restore", str(kept)).output


def test_a_backup_that_fails_leaves_nothing_behind(
    world: World, site: Site, tmp_path: Path
) -> None:
    photo = site.folder / "media" / original_key(SHA)
    photo.unlink()
    photo.symlink_to(photo)  # what opens it gets an OSError, as from a disk that breaks
    failed = site.run("backup", str(tmp_path / "kept"))
    assert failed.exit_code == 1
    assert not (tmp_path / "kept").exists()


def test_the_rules_that_erase_rest_while_a_backup_runs(world: World, clock: HandClock) -> None:
    erased: list[str] = []
    ticker = Ticker(world.database, "here", [("erase", resting(lambda _: erased.append("now")))])
    with world.database.write() as connection:
        lease = leases.take(connection, backup.LEASE, "somebody", backup.TERM)
    ticker.tick(clock())
    assert erased == []
    assert lease is not None
    with world.database.write() as connection:
        leases.give_back(connection, lease)
    ticker.tick(clock())
    assert erased == ["now"]


def test_one_backup_at_a_time(world: World, site: Site, tmp_path: Path) -> None:
    with world.database.write() as connection:
        leases.take(connection, backup.LEASE, "somebody", backup.TERM)
    refused = site.run("backup", str(tmp_path / "kept"))
    assert refused.exit_code == 1
    assert words.RUNNING in refused.output
    assert not (tmp_path / "kept").exists()


def test_a_backup_of_the_other_kind_of_database_is_told_apart(
    world: World, site: Site, elsewhere: Site, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    site.run("backup", str(kept))
    manifest = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    other = "guancha.db" if manifest["kind"] == "postgresql" else "staff.copy"
    table = manifest["tables"][0]
    (kept / table["file"]).rename(kept / other)
    manifest["tables"] = [table | {"file": other}]
    (kept / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert words.WRONG_KIND in elsewhere.run("restore", str(kept)).output


def test_keys_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    site, there = keyless(tmp_path / "here"), keyless(tmp_path / "there")
    secrets = Path("var", KEPT_IN)
    assert words.OTHER_VERSION in site.run("backup", str(tmp_path / "kept")).output
    assert site.run("audit", "verify").exit_code == 0
    told = site.run("backup", str(tmp_path / "kept")).output
    assert words.SECRETS_APART.format(path=site.folder / secrets) in told
    assert not (tmp_path / "kept" / KEPT_IN).exists()
    back = there.run("restore", str(tmp_path / "kept"))
    assert words.keys_missing(str(there.folder / secrets)) in back.output

    told = site.run("backup", str(tmp_path / "all"), "--with-secrets").output
    assert words.SECRETS_INSIDE in told
    assert there.run("restore", str(tmp_path / "all")).exit_code == 0
    assert (there.folder / secrets).read_bytes() == (site.folder / secrets).read_bytes()


def keyless(folder: Path) -> Site:
    """A machine whose keys are made beside its data."""
    site = Site(f"sqlite:///{folder}/var/guancha.db", folder)
    config = house_settings(site.url, folder)
    del config["security"]
    (folder / "config.toml").write_text(to_toml(config), encoding="utf-8")
    return site
