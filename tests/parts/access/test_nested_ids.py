"""An address with two ids reaches a row only below its own parent, on whichever route."""

from datetime import date

from storage.activities.visits import NewPoint, add_point
from storage.database import Database
from storage.people.service_rows import add_leave, add_role
from storage.people.staff import member_by_name, set_role
from storage.tables.all import metadata
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import token
from tests.support.unit_room import PDF, UnitRoom, answered, hidden

FORM = {
    "state": "finished",
    "measures": "后墙已加固。",
    "day": "2026-07-14",
    "outcome": "solved",
    "words": "后墙已加固，现场看过。",
    "note": "现场看过，还没有好",
    "last": "2026-07-14",
}


def stored(room: UnitRoom) -> dict[str, list[tuple]]:
    with room.letters.database.read() as connection:
        tables = metadata.tables.values()
        return {table.name: connection.execute(table.select()).all() for table in tables}


def children_of_another(room: UnitRoom) -> dict[str, object]:
    """Fill a letter and an observer with everything that an address can name below them."""
    letter_id, by = room.letters.received(), (1, room.letters.clock())
    phone = room.phone(room.link(letter_id))
    item_id = room.letters.items(letter_id)[0]
    phone.send(f"answer/{item_id}", {"after": ("后.pdf", PDF)}, **answered())
    observer_id = room.office.observer("司马光明", "13900002468", "第二组", "oB")
    with room.letters.database.write() as connection:
        vault, day = room.letters.vault, date(2026, 7, 1)
        add_leave(connection, vault, observer_id, (day, None), "出差", by)
        add_role(connection, observer_id, "监督员", day, by)
        point = NewPoint(observer_id, "elder-relief", "敬老院", None, day, None)
        point_id = add_point(connection, point, *by)
    return {
        "item_id": item_id,
        "link_id": 1,
        "sha256": room.answers(letter_id)[0].files[0].sha256,
        "sender_id": 1,
        "leave_id": 1,
        "role_id": 1,
        "point_id": point_id,
    }


def test_nothing_below_another_letter_or_person_is_reached_or_changed(tmp_path):
    room = UnitRoom(
        Database(sqlite_url(tmp_path)), Vault(b"d" * 32, b"i" * 32), HandClock(), tmp_path
    )
    theirs = children_of_another(room)
    own = {"letter_id": room.letters.received(), "observer_id": room.office.observer()}
    with room.letters.database.write() as connection:
        set_role(connection, member_by_name(connection, "lili").id, "director")
    page = room.clerk.client.get(f"/office/letters/{own['letter_id']}")
    form = FORM | {"csrf_token": token(page), "version": hidden(page.text, "version")}
    assert form["version"]
    before, tried = stored(room), 0
    adapter = room.app.url_map.bind("localhost")
    for rule in room.app.url_map.iter_rules():
        children = rule.arguments & theirs.keys()
        if not (rule.endpoint.startswith("office.") and children and rule.arguments & own.keys()):
            continue
        path = adapter.build(rule.endpoint, own | {name: theirs[name] for name in children})
        method = "POST" if "POST" in rule.methods else "GET"
        answer = room.clerk.client.open(path, method=method, data=form)
        assert answer.status_code in {303, 404, 409, 422}, (path, answer.status_code)
        assert method == "POST" or answer.status_code == 404, path
        assert stored(room) == before, path
        tried += 1
    assert tried >= 11
    room.letters.database.close()
