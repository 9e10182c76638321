"""What the office's people did is sealed within a tick, and whatever is changed later is found."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, insert, select, update

from bot.__main__ import guancha
from casework.audit.audit import Sealer
from catalogue.wording import staff_audit as words
from storage.audit.audit_rows import Head, Seal, add_seals
from storage.database import Connection
from storage.tables.audit import audit_head, audit_seals
from storage.tables.staff import staff, staff_acts
from storage.tables.work import troubles
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.sealed_house import DEEDS, SealedHouse
from tests.support.servers import to_toml
from tests.support.world import World, house_settings

_SOMEBODY = {
    "id": 77,
    "username": "somebody",
    "display_name": "某人",
    "role": "clerk",
    "password_hash": "",
    "active": True,
    "session_epoch": 0,
    "created_at": datetime(2023, 7, 1, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def _the_logs_stay_as_they_are() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


@pytest.fixture
def house(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[SealedHouse]:
    config = tmp_path / "config.toml"
    config.write_text(to_toml(house_settings(database_url, tmp_path)), encoding="utf-8")
    with World(database_url, clock, tmp_path) as world:
        yield SealedHouse(world, tmp_path, clock)


def found(result: Result, kind: str, number: int = 0, deed: int = 0) -> bool:
    return result.exit_code == 1 and words.fault(kind, number, deed) in result.output


def test_an_untouched_record_holds_and_its_end_is_printed(house: SealedHouse) -> None:
    result = house.verify()
    assert result.exit_code == 0
    head = house.witness.remembered()
    assert head
    assert result.output.strip() == words.holds(DEEDS, f"{DEEDS}:{head.seal[:8].hex()}")


def test_a_deed_of_this_minute_waits_for_its_seal_and_is_no_fault(house: SealedHouse) -> None:
    house.do(2)
    result = house.verify()
    assert result.exit_code == 0
    assert words.waiting(2) in result.output
    house.tick()
    assert house.verify().output.startswith(words.holds(DEEDS + 2, "").rstrip())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "report.kinD"),
        ("target", "report:99"),
        ("detail", "改为问題"),
        ("staff_id", 77),
        ("at", datetime(2023, 7, 14, tzinfo=UTC)),
    ],
)
def test_a_changed_deed_is_found(house: SealedHouse, column: str, value: object) -> None:
    def change(connection: Connection) -> None:
        connection.execute(insert(staff).values(_SOMEBODY))
        connection.execute(update(staff_acts).where(staff_acts.c.id == 4).values({column: value}))

    house.tamper(change)
    assert found(house.verify(), "changed", 4, 4)


def test_a_deleted_deed_is_found(house: SealedHouse) -> None:
    house.tamper(lambda c: c.execute(delete(staff_acts).where(staff_acts.c.id == 5)))
    assert found(house.verify(), "missing", 5, 5)


def test_a_deed_deleted_with_its_seal_is_found(house: SealedHouse) -> None:
    house.tamper(lambda c: c.execute(delete(staff_acts).where(staff_acts.c.id == 5)))
    house.tamper(lambda c: c.execute(delete(audit_seals).where(audit_seals.c.number == 5)))
    assert found(house.verify(), "gap", 5)


def test_a_seal_taken_from_a_deed_is_found(house: SealedHouse) -> None:
    house.tamper(lambda c: c.execute(delete(audit_seals).where(audit_seals.c.number == DEEDS)))
    assert found(house.verify(), "unsealed", 0, DEEDS)


@pytest.mark.parametrize("column", ["salt", "digest", "seal"])
def test_a_changed_bit_of_a_seal_is_found(house: SealedHouse, column: str) -> None:
    third = audit_seals.c.number == 3
    with house.database.read() as connection:
        true = connection.execute(select(audit_seals.c[column]).where(third)).scalar_one()
    for byte in (0, len(true) - 1):
        false = true[:byte] + bytes([true[byte] ^ 1]) + true[byte + 1 :]
        house.tamper(_setting(column, false))
        assert house.verify().exit_code == 1
    house.tamper(_setting(column, true))
    assert house.verify().exit_code == 0


def _setting(column: str, value: bytes) -> Callable[[Connection], object]:
    third = audit_seals.c.number == 3
    return lambda connection: connection.execute(
        update(audit_seals).where(third).values({column: value})
    )


def test_the_last_five_cut_off_are_found_by_the_end_that_the_database_keeps(
    house: SealedHouse,
) -> None:
    house.tamper(lambda c: c.execute(delete(staff_acts).where(staff_acts.c.id > 4)))
    house.tamper(lambda c: c.execute(delete(audit_seals).where(audit_seals.c.number > 4)))
    house.witness.path.unlink()
    assert found(house.verify(), "head", DEEDS)


def test_a_cut_with_an_end_kept_from_earlier_is_found_by_the_file_beside_the_data(
    house: SealedHouse,
) -> None:
    with house.database.read() as connection:
        earlier = connection.execute(select(audit_head)).one()
    house.do(5)
    house.tick()
    house.tamper(lambda c: c.execute(delete(staff_acts).where(staff_acts.c.id > DEEDS)))
    house.tamper(lambda c: c.execute(delete(audit_seals).where(audit_seals.c.number > DEEDS)))
    house.tamper(
        lambda c: c.execute(update(audit_head).values(number=earlier.number, seal=earlier.seal))
    )
    assert found(house.verify(), "cut", DEEDS + 5)


def test_two_deeds_that_changed_places_are_found(house: SealedHouse) -> None:
    c = staff_acts.c

    def swap(connection: Connection) -> None:
        for there, here in ((4, 90), (5, 4), (90, 5)):
            connection.execute(update(staff_acts).where(c.id == there).values(id=here))

    house.tamper(swap)
    result = house.verify()
    assert found(result, "changed", 4, 4)
    assert found(result, "changed", 5, 5)


def test_a_deed_put_in_twice_as_if_sealed_is_found(house: SealedHouse) -> None:
    with house.database.read() as connection:
        fourth = connection.execute(select(staff_acts).where(staff_acts.c.id == 4)).one()
    row = fourth._asdict() | {"id": 44}
    house.tamper(lambda c: c.execute(insert(staff_acts).values(row)))
    assert found(house.verify(), "unsealed", 0, 44)


def test_a_record_emptied_to_the_last_row_is_found_even_without_a_witness(
    house: SealedHouse,
) -> None:
    def empty(connection: Connection) -> None:
        connection.execute(insert(staff).values(_SOMEBODY))
        for table in (staff_acts, audit_seals, audit_head):
            connection.execute(delete(table))

    house.tamper(empty)
    assert found(house.verify(), "cut", DEEDS)
    house.witness.path.unlink()
    assert found(house.verify(), "emptied")


@pytest.mark.parametrize("kept", [0, 4])
def test_the_service_itself_never_seals_over_a_chain_that_was_cut(
    house: SealedHouse, kept: int
) -> None:
    before = house.witness.remembered()

    def cut(connection: Connection) -> None:
        connection.execute(delete(audit_seals).where(audit_seals.c.number > kept))
        connection.execute(delete(audit_head))
        changed = update(staff_acts).where(staff_acts.c.id > kept)
        connection.execute(changed.values(sealed_in=None, detail="改过"))

    house.tamper(cut)
    house.tick()
    assert house.witness.remembered() == before
    assert found(house.verify(), "rewritten", DEEDS)
    with house.database.read() as connection:
        sentences = list(connection.scalars(select(troubles.c.sentence)))
    assert sentences == [words.END_LOST]


def test_a_chain_written_anew_without_the_key_is_found(house: SealedHouse) -> None:
    stranger = Sealer(Vault(b"x" * 32, b"x" * 32))

    def rewrite(connection: Connection) -> None:
        connection.execute(delete(audit_seals))
        connection.execute(update(staff_acts).values(sealed_in=None, detail="改过"))
        seal = stranger.seal(1, 1, b"d", b"")
        add_seals(connection, [Seal(1, 1, b"s", b"d", seal)], stranger.head(1, seal))

    house.tamper(rewrite)
    result = house.verify()
    assert found(result, "forged", 1, 1)
    assert found(result, "cut", DEEDS)


def test_an_end_printed_in_a_digest_is_checked_against_the_chain(house: SealedHouse) -> None:
    head = house.witness.remembered()
    assert head
    house.do(1)
    house.tick()
    true = f"{head.number}:{head.seal[:8].hex()}"
    assert house.verify("--head", true).exit_code == 0
    assert found(house.verify("--head", f"{DEEDS}:{'00' * 8}"), "rewritten", DEEDS)
    assert found(house.verify("--head", f"{DEEDS + 9}:{'00' * 8}"), "cut", DEEDS + 9)


@pytest.mark.parametrize("told", ["9", "9:", "9:xyz", "九:0011223344", "9:001122"])
def test_an_end_written_wrongly_gets_one_sentence(house: SealedHouse, told: str) -> None:
    result = house.verify("--head", told)
    assert result.exit_code == 2
    assert result.output.strip() == words.BAD_HEAD


def test_a_machine_that_never_sealed_says_what_else_to_compare(house: SealedHouse) -> None:
    house.witness.path.unlink()
    result = house.verify()
    assert result.exit_code == 0
    assert words.no_witness(str(house.witness.path)) in result.output
    house.witness.path.write_text("{", encoding="utf-8")
    assert words.witness_broken(str(house.witness.path)) in house.verify().output


def test_an_office_where_nothing_was_done_yet_is_told_so(
    database_url: str, clock: HandClock, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(to_toml(house_settings(database_url, tmp_path)), encoding="utf-8")
    with World(database_url, clock, tmp_path):
        result = CliRunner().invoke(guancha, ["--config", str(config), "audit", "verify"])
    assert result.output.strip() == words.NOTHING_SEALED
    assert result.exit_code == 0


def test_two_sealers_at_once_cannot_fork_the_chain(house: SealedHouse) -> None:
    house.do(1)
    sealer = Sealer(house.vault)
    with house.database.read() as connection:
        last = connection.execute(select(audit_seals).where(audit_seals.c.number == DEEDS)).one()
    house.tick()
    again = Seal(last.number, 99, b"s", b"d", sealer.seal(last.number, 99, b"d", b""))
    with pytest.raises(Exception, match=r"UNIQUE|duplicate key"):
        house.tamper(lambda c: add_seals(c, [again], Head(last.number, b"")))
    assert house.verify().exit_code == 0
