"""What a checked roster does to the people already stored."""

from datetime import date

import pytest
from openpyxl import Workbook

from casework.people.roster import (
    RosterConflict,
    RowFate,
    Taking,
    apply_roster,
    import_roster,
    plan_roster,
)
from casework.people.roster_rows import HEADERS, RosterRow, RosterSheet
from storage.people.people import ensure_sender, find_sender, list_observers
from tests.support.clock import HandClock

COUNTIES = ("隆回县", "新宁县")


def line(number, name, phone, **fields):
    words = {
        "unit": "县水利局",
        "county": "隆回县",
        "group": "第一组",
        "role": "观察员",
        "appointed_from": date(2026, 6, 20),
        "appointed_to": None,
        "work_userid": "",
        "openid": "",
    }
    return RosterRow(line=number, name=name, phone=phone, **(words | fields))


def sheet(*rows):
    return RosterSheet(rows, ())


def workbook(tmp_path, *rows):
    book = Workbook()
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(row)
    path = tmp_path / "roster.xlsx"
    book.save(path)
    return path.read_bytes()


@pytest.fixture
def take_in(database, vault, clock):
    def take(*rows):
        with database.write() as connection:
            return apply_roster(
                connection, vault, sheet(*rows), Taking("花名册.xlsx", None, clock())
            )

    return take


@pytest.fixture
def stored(database, vault):
    def cards():
        with database.read() as connection:
            return list_observers(connection, vault)

    return cards


def test_a_first_roster_adds_everybody_sealed(database, take_in, stored):
    take_in(line(2, "向秀英", "13900001357"), line(3, "彭石头", "13900002468", group="第二组"))
    assert [(card.name, card.phone, card.state) for card in stored()] == [
        ("向秀英", "13900001357", "active"),
        ("彭石头", "13900002468", "active"),
    ]
    with database.read() as connection:
        raw = connection.exec_driver_sql("SELECT name, phone, unit FROM observers").all()
    assert not any("向秀英".encode() in bytes(value) for row in raw for value in row)


def test_a_second_roster_tells_new_changed_and_unchanged_apart(database, vault, take_in):
    take_in(line(2, "向秀英", "13900001357"), line(3, "彭石头", "13900002468"))
    again = sheet(
        line(2, "向秀英", "13900001357"),
        line(3, "彭石头", "13900002468", unit="县财政局", role="监督员"),
        line(4, "肖玉兰", "13900003579"),
    )
    with database.read() as connection:
        plan = plan_roster(connection, vault, again)
    fates = [planned.fate for planned in plan.rows]
    assert fates == [RowFate.UNCHANGED, RowFate.CHANGED, RowFate.NEW]
    assert plan.rows[1].changed == ("unit", "role")


def test_who_is_missing_from_the_next_roster_stays(take_in, stored):
    take_in(line(2, "向秀英", "13900001357"))
    take_in(line(2, "彭石头", "13900002468"))
    assert {card.name for card in stored()} == {"向秀英", "彭石头"}


def test_the_optional_columns_bind_at_once(database, take_in, stored):
    take_in(line(2, "向秀英", "13900001357", work_userid="XiangXiuYing", openid="oXiang"))
    (card,) = stored()
    with database.read() as connection:
        accounts = [("work", "XiangXiuYing"), ("official", "oXiang")]
        assert {find_sender(connection, *account).observer_id for account in accounts} == {card.id}


def test_an_account_already_known_is_bound_without_a_second_row(database, clock, take_in, stored):
    with database.write() as connection:
        known = ensure_sender(connection, "official", "oXiang", clock())
    take_in(line(2, "向秀英", "13900001357", openid="oXiang"))
    with database.read() as connection:
        bound = find_sender(connection, "official", "oXiang")
    assert (bound.id, bound.observer_id) == (known.id, stored()[0].id)


def test_an_account_of_another_person_stops_the_whole_roster(database, vault, take_in, stored):
    take_in(line(2, "向秀英", "13900001357", openid="oXiang"))
    rows = line(2, "彭石头", "13900002468", openid="oXiang"), line(3, "肖玉兰", "13900003579")
    with database.read() as connection:
        plan = plan_roster(connection, vault, sheet(*rows))
    assert [(conflict.line, conflict.account) for conflict in plan.conflicts] == [(2, "oXiang")]
    with pytest.raises(RosterConflict):
        take_in(*rows)
    assert [card.name for card in stored()] == ["向秀英"]


def test_a_new_phone_for_a_known_name_is_pointed_out(database, vault, take_in):
    take_in(line(2, "向秀英", "13900001357"))
    with database.read() as connection:
        plan = plan_roster(connection, vault, sheet(line(2, "向秀英", "13911112222")))
    assert (plan.rows[0].fate, plan.rows[0].namesakes) == (RowFate.NEW, 1)


def test_a_file_from_the_command_line_is_taken_in_whole_or_not_at_all(
    database, vault, clock: HandClock, tmp_path, stored
):
    good = ("向秀英", "13900001357", "县水利局", "隆回县", "第一组", "观察员", "2026-06-20", "")
    bad = ("彭石头", "139", "县水利局", "隆回县", "第一组", "观察员", "2026-06-20", "")
    taking = Taking("花名册.xlsx", None, clock())
    refused = import_roster(database, vault, workbook(tmp_path, good, bad), COUNTIES, taking)
    assert not refused.done
    assert refused.sheet.troubles
    assert stored() == []
    done = import_roster(database, vault, workbook(tmp_path, good), COUNTIES, taking)
    assert done.done
    assert [card.name for card in stored()] == ["向秀英"]
