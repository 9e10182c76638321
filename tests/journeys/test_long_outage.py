"""The platform's interfaces are away for 48 hours while 30 photos wait and messages are due."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from catalogue.wording import observer_files, staff_outbox
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.roads import outbox
from storage.roads.outbox import Notice, OutMessage
from storage.tables.work import media, troubles
from storage.tables.work import outbox as messages
from tests.support.dying_worker import Step
from tests.support.office_house import picture
from tests.support.phone import number_in
from tests.support.platform import DUTY, MEDIA_GET, OBSERVER
from tests.support.town import Town, town_on

FORGOTTEN, IN_TIME = 10, 20
PHOTO = picture("seagreen", (320, 240), "墙")
WALL = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"
SILENT = "oSilent"  # an observer who has not written for days


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, notices=True) as town:
        yield town


def post(town: Town, key: str, recipient: str, *, form: str = "", hours: int = 120) -> None:
    now = town.clock()
    message = OutMessage(
        once_key=key,
        channel="work" if recipient == DUTY else "official",
        recipient=recipient,
        purpose="news",
        text=f"消息{key}",
        report_id=None,
        not_after=now + timedelta(hours=hours),
        created_at=now,
        notice=Notice(form, {"number": "0714-1", "text": f"消息{key}"}) if form else None,
    )
    with town.world.database.write() as connection:
        outbox.post(connection, message)


def heard_by_all(town: Town) -> Counter[str]:
    """Count what people saw, by the platform's own record: the lines of templates, too."""
    accounts = [
        (Channel.WORK, DUTY),
        (Channel.OFFICIAL, OBSERVER),
        (Channel.OFFICIAL, SILENT),
    ]
    said = [text for account in accounts for text in town.platform.heard(*account)]
    said += [one.text for one in town.platform.memory.group.messages()]
    return Counter(line for text in said for line in text.split("\n"))


def photos(town: Town) -> Counter[str]:
    return Counter(row.state for row in town.world.rows(media))


def before_the_outage(town: Town) -> str:
    """Ten photos that the platform gives nobody; returns their report's number."""
    town.world.observer(("official", SILENT), phone="13900005678", name="王五")
    town.platform.says("我的", sender=SILENT)
    town.platform.fault(FaultKind.API_STATUS, path=MEDIA_GET, times=10**6)
    sent = [town.platform.sends_file(PHOTO) for _ in range(FORGOTTEN)]
    town.pass_time(minutes=30 * 60, step=10 * 60)
    town.platform.memory.faults.clear()
    return number_in(str(sent[0].replies[0]))


def at_its_beginning(town: Town) -> None:
    """Twenty photos more, an urgent note, and messages that fall due."""
    for _ in range(IN_TIME):
        town.platform.sends_file(PHOTO)
    town.platform.says(WALL)
    post(town, "甲", DUTY)
    post(town, "乙", OBSERVER)
    post(town, "丙", SILENT, form="answer")
    post(town, "丁", SILENT, hours=60)
    post(town, "戊", DUTY, hours=24)


def a_worker_dies_after_it(town: Town, began: datetime) -> None:
    town.platform.says("我的")  # which opens the window again
    town.clock.advance(minutes=200)
    ahead = str((town.clock() - began) / timedelta(hours=1))
    worker = ("-m", "tests.support.dying_worker", "{config}", Step.AFTER_SENDING, ahead)
    assert town.run_process(*worker) == -9
    town.pass_time(minutes=6, step=6)  # until its leases end


def test_every_photo_still_there_is_stored_and_every_message_sent_once_or_shown(town: Town) -> None:
    began = town.clock()
    old = before_the_outage(town)
    town.platform.fault(FaultKind.OUTAGE, seconds=48 * 3600)
    at_its_beginning(town)
    before = heard_by_all(town)
    town.pass_time(minutes=45 * 60, step=9 * 60)
    assert photos(town) == {"expired": FORGOTTEN, "wanted": IN_TIME}
    assert heard_by_all(town) == before
    a_worker_dies_after_it(town, began)
    town.pass_time(minutes=24 * 60, step=4 * 60)

    assert photos(town) == {"expired": FORGOTTEN, "stored": IN_TIME}
    posted, heard = town.world.rows(messages), heard_by_all(town)
    rows = {row.text: row for row in posted}
    told = [row.sentence for row in town.world.rows(troubles) if not row.resolved_at]
    asked = observer_files.send_again_expired(old, "photo")
    assert {rows[text].state for text in ("消息甲", "消息乙", asked)} == {"sent"}
    assert (rows["消息丙"].state, rows["消息丙"].road) == ("sent", "template")
    assert (rows["消息丁"].state, rows["消息丁"].cause) == ("undelivered", staff_outbox.NO_ROOM)
    assert rows["消息戊"].cause in {staff_outbox.NO_ANSWER, staff_outbox.PAUSED}
    assert {row.state for row in posted} == {"sent", "undelivered"}
    sent = Counter(row.text for row in posted if row.state == "sent")
    assert {text: heard[text] for text in rows} == {text: sent[text] for text in rows}
    assert told.count(staff_outbox.file_expired(old)) == FORGOTTEN
    assert sum("未送达" in sentence for sentence in told) == len(posted) - sent.total()
