"""An import can be taken back: what nobody touched goes, the rest stays and is named."""

import pytest
from sqlalchemy import insert

from casework.people.binding import bind_by_code, new_invitation
from storage.people.observer_changes import changes_of
from storage.people.people import ensure_sender, find_sender, list_observers, observer_by_phone
from storage.tables.inquiries import inquiries
from tests.support.rosters import PENG, XIANG, apply_path, workbook

IMPORTS = "/office/roster/imports"


@pytest.fixture
def take_in(upload, clerk):
    def take(*rows, name: str = "花名册.xlsx"):
        clerk.press(apply_path(upload(workbook(*rows), name)), seen_on="/office/roster")

    return take


@pytest.fixture
def undo(clerk):
    def press(number: int = 1) -> str:
        return clerk.press(f"{IMPORTS}/{number}/undo", seen_on="/office/roster").text

    return press


@pytest.fixture
def roster(house):
    def now() -> dict[str, tuple[str, str]]:
        with house.database.read() as connection:
            cards = list_observers(connection, house.vault)
        return {card.name: (card.unit, card.role) for card in cards}

    return now


def card_of(house, row):
    with house.database.read() as connection:
        return observer_by_phone(connection, house.vault, row[1])


def history(house, observer_id):
    with house.database.read() as connection:
        return [
            (kept.way, *kept.change)
            for kept in reversed(changes_of(connection, house.vault, observer_id))
        ]


def test_the_list_of_imports_says_when_who_what_and_how_many(take_in, clerk):
    take_in(XIANG, PENG, name="七月名单.xlsx")
    page = clerk.read(IMPORTS)
    assert "七月名单.xlsx" in page
    assert "10:00" in page
    assert "李莉 · 新增2人，更改0人" in page


def test_undoing_puts_back_what_changed_and_takes_out_whom_it_added(take_in, undo, roster, house):
    take_in(XIANG)
    take_in((*XIANG[:2], "县财政局", *XIANG[3:5], "监督员", "2026-06-20", "2027-06-19"), PENG)
    assert "已撤销：还原1人，移除1人。" in undo(2)
    assert roster() == {"向秀英": ("县水利局", "观察员")}
    assert card_of(house, XIANG).appointed_to is None
    assert history(house, 1)[-3:] == [
        ("undo", "unit", "县财政局", "县水利局"),
        ("undo", "role", "监督员", "观察员"),
        ("undo", "appointed_to", "2027-06-19", ""),
    ]
    assert history(house, 2) == [
        ("import", "added", "", "彭石头"),
        ("undo", "removed", "彭石头", ""),
    ]


def test_an_import_is_undone_once(take_in, undo, roster):
    take_in(XIANG)
    undo()
    take_in(XIANG)
    assert "已经撤销过" in undo()
    assert set(roster()) == {"向秀英"}


def test_who_has_reported_since_stays_and_is_named(take_in, undo, roster, house, clerk):
    take_in((*XIANG, "", "oXiang"), PENG)
    house.report(card_of(house, XIANG).id, 1)
    page = undo()
    assert "已撤销：还原0人，移除1人。有1处没有动" in page
    assert "向秀英是这次新增的，但已经报过信息，人还留在花名册里。" in page
    assert set(roster()) == {"向秀英"}
    with house.database.read() as connection:
        assert find_sender(connection, "official", "oXiang").observer_id is not None
    assert "人还留在花名册里" in clerk.read(IMPORTS)


def test_who_bound_an_account_since_stays(take_in, undo, house):
    take_in(XIANG)
    with house.database.write() as connection:
        code = new_invitation(connection, house.vault, 1, None, house.clock())
        sender = ensure_sender(connection, "official", "oNew", house.clock())
        bind_by_code(connection, house.vault, sender.id, code, house.clock())
    assert "向秀英是这次新增的，但已经绑定过账号" in undo()


def test_who_has_asked_something_by_the_imported_account_stays_with_it(take_in, undo, house):
    take_in((*XIANG, "", "oXiang"))
    question = {
        "delivery_id": house.delivery("text", "危房改造补多少？", "oXiang"),
        "observer_id": 1,
        "channel": "official",
        "day": house.clock().date(),
        "seq": 1,
        "asked_at": house.clock(),
        "state": "open",
        **dict.fromkeys(("words", "tag", "answer", "handbook_key", "reason"), ""),
    }
    with house.database.write() as connection:
        connection.execute(insert(inquiries).values(question))
    assert "向秀英是这次新增的，但别处还有他的记录，人还留在花名册里。" in undo()
    with house.database.read() as connection:
        assert find_sender(connection, "official", "oXiang").observer_id == 1
    assert [change[1] for change in history(house, 1)] == ["added", "account"]


def test_an_unused_invitation_keeps_nobody(take_in, undo, roster, house):
    take_in((*XIANG, "", "oXiang"))
    with house.database.write() as connection:
        new_invitation(connection, house.vault, 1, None, house.clock())
    undo()
    assert roster() == {}
    with house.database.read() as connection:
        assert find_sender(connection, "official", "oXiang").observer_id is None


def test_a_field_changed_after_the_import_keeps_its_later_value(take_in, undo, roster):
    take_in(XIANG)
    take_in((*XIANG[:2], "县财政局", *XIANG[3:5], "监督员", *XIANG[6:]))
    take_in((*XIANG[:2], "县教育局", *XIANG[3:5], "监督员", *XIANG[6:]))
    page = undo(2)
    assert "向秀英的“单位”后来又改过，保留现在的内容。" in page
    assert roster() == {"向秀英": ("县教育局", "观察员")}


def test_an_account_bound_by_the_import_is_freed_unless_it_brought_reports(take_in, undo, house):
    take_in(XIANG, PENG)
    take_in((*XIANG, "", "oXiang"), (*PENG, "", "oPeng"))
    house.report(card_of(house, XIANG).id, 1)
    page = undo(2)
    assert "向秀英绑定的账号已经报过信息，没有解绑。" in page
    with house.database.read() as connection:
        bound = [find_sender(connection, "official", a).observer_id for a in ("oXiang", "oPeng")]
    assert bound == [1, None]


def test_an_old_import_is_not_undone(take_in, undo, roster, house, clerk):
    take_in(XIANG)
    house.later(days=31)
    clerk.log_in()
    assert "撤销导入" not in clerk.read(IMPORTS)
    assert "不能撤销" in undo()
    assert set(roster()) == {"向秀英"}


def test_an_import_that_changed_nothing_offers_nothing_to_undo(take_in, clerk):
    take_in(PENG)
    take_in(PENG, name="又一份.xlsx")
    page = clerk.read(IMPORTS)
    assert "又一份.xlsx" in page
    assert page.count("确认撤销这次导入") == 1
