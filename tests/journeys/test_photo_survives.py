"""A photo's journey among crashes, outages and a platform that forgets or repeats itself.

The crashes are kill -9 of real processes; what comes after runs minutes later by a hand-turned
clock, so nobody waits for the leases of the dead.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from catalogue.wording import observer, observer_files, staff_outbox
from simulator.conversation import State
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.blobs.files import original_key, shown_key, thumb_key
from storage.tables.intake import deliveries
from storage.tables.reports import items
from storage.tables.work import media, outbox, troubles
from tests.support.dying_worker import Step
from tests.support.phone import number_in
from tests.support.platform import DUTY, MEDIA_GET, Platform, picture
from tests.support.servers import Server
from tests.support.town import Town, town_on
from tests.support.waiting import wait_until

PICTURES = ("old-wall.jpg", "corridor.jpg")
WALL = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"
ROAD = "隆回县小沙江镇的通村公路塌了半边"
WEB = ("-m", "bot", "--config", "{config}", "web")
SERVE = ("-m", "bot", "--config", "{config}", "serve")

# Each crash costs process starts: PostgreSQL's turn comes with the campaigns.
ON_SQLITE_AND_IN_CAMPAIGNS_ON_POSTGRES = pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.campaign)],
    indirect=True,
)


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path) as town:
        yield town


def reports_with_two_photos(platform: Platform, words: str) -> str:
    """Let the observer send both pictures and the words; returns the number that was given."""
    sent = [*map(platform.sends_photo, PICTURES), platform.says(words)]
    assert [one.state for one in sent] == [State.DELIVERED] * 3
    first, second, answer = [one.to_json()["reply"] for one in sent]
    assert second is None
    number = number_in(str(first))
    assert str(answer).startswith(f"{number}号：照片2张")
    return number


def assert_photos_are_stored_once(town: Town) -> None:
    report = town.world.report()
    assert (report.photos, report.notes) == (2, 1)
    assert len(town.world.rows(items)) == len(town.world.rows(deliveries)) == 3
    rows, files = town.world.rows(media), town.world.base.files
    assert [row.state for row in rows] == ["stored", "stored"]
    sent = {hashlib.sha256(picture(name)).hexdigest(): picture(name) for name in PICTURES}
    assert {row.sha256 for row in rows} == set(sent)
    assert all(files.get(original_key(sha256)) == data for sha256, data in sent.items())
    copies = {key(sha256) for key in (original_key, shown_key, thumb_key) for sha256 in sent}
    assert set(files.keys()) == copies


def assert_everybody_heard_once(town: Town, number: str) -> None:
    (alarm,) = town.platform.heard(Channel.WORK, DUTY)
    assert number in alarm
    assert town.platform.heard() == [observer.alarm_arrived(number)]
    assert {row.state for row in town.world.rows(outbox)} == {"sent"}
    assert town.world.rows(troubles) == []


def assert_it_died_at(step: Step, town: Town) -> None:
    sending = step in {Step.BEFORE_SENDING, Step.AFTER_SENDING}
    photos = "stored" if sending else "wanted"
    assert [row.state for row in town.world.rows(media)] == [photos] * 2
    assert [(row.state, row.claims) for row in town.world.rows(outbox)] == [("queued", sending)]
    assert len(town.platform.heard(Channel.WORK, DUTY)) == (step is Step.AFTER_SENDING)


@ON_SQLITE_AND_IN_CAMPAIGNS_ON_POSTGRES
@pytest.mark.parametrize("step", Step)
def test_a_worker_killed_at_any_step_loses_and_doubles_nothing(town: Town, step: Step) -> None:
    number = reports_with_two_photos(town.platform, WALL)
    assert town.run_process("-m", "tests.support.dying_worker", "{config}", step) == -9
    assert_it_died_at(step, town)

    town.pass_time(minutes=6, step=6)
    assert_photos_are_stored_once(town)
    assert_everybody_heard_once(town, number)

    town.pass_time(minutes=20, step=10)
    assert_everybody_heard_once(town, number)


@ON_SQLITE_AND_IN_CAMPAIGNS_ON_POSTGRES
def test_a_service_killed_before_its_worker_came_and_again_while_fetching_has_every_photo(
    town: Town,
) -> None:
    platform = town.platform
    with Server(town.settings, town.folder, WEB) as web:
        platform.calls_back(web.port)
        number = reports_with_two_photos(platform, WALL)
    assert claims_of_wanted_photos(town) == [0, 0]

    platform.fault(FaultKind.API_SLOW, path=MEDIA_GET, times=99, seconds=20)
    with Server(town.settings, town.folder, SERVE):
        wait_until(lambda: messages_are_sent(town) and claims_of_wanted_photos(town) == [1, 1])
    assert len(claims_of_wanted_photos(town)) == 2

    platform.memory.faults.clear()
    town.world.run(update(media).values(lease_until=town.clock()))  # the minutes of their leases
    with Server(town.settings, town.folder, SERVE):
        wait_until(lambda: {row.state for row in town.world.rows(media)} == {"stored"})
    assert_photos_are_stored_once(town)
    assert_everybody_heard_once(town, number)


def claims_of_wanted_photos(town: Town) -> list[int]:
    return [row.claims for row in town.world.rows(media) if row.state == "wanted"]


def messages_are_sent(town: Town) -> bool:
    return [row.state for row in town.world.rows(outbox)] == ["sent", "sent"]


def test_photos_the_platform_forgot_are_asked_for_once_and_shown_to_the_office(town: Town) -> None:
    number = reports_with_two_photos(town.platform, ROAD)
    town.platform.memory.media.expire()
    town.work()
    assert [row.state for row in town.world.rows(media)] == ["expired", "expired"]
    told = [row.sentence for row in town.world.rows(troubles)]
    assert told == [staff_outbox.file_expired(number)] * 2

    town.pass_time(minutes=24 * 60, step=8 * 60)
    assert town.platform.heard() == [observer_files.send_again_expired(number, "photo")]

    town.platform.sends_photo(PICTURES[0])
    town.work()
    assert [row.state for row in town.world.rows(media)] == ["expired", "expired", "stored"]
    assert len(town.world.rows(troubles)) == 2


@pytest.mark.parametrize("status", [503, 0], ids=["busy", "connections cut"])
def test_photos_that_come_in_an_outage_are_numbered_at_once_and_stored_after_it(
    town: Town, status: int
) -> None:
    town.platform.fault(FaultKind.OUTAGE, seconds=2 * 3600, status=status)
    number = reports_with_two_photos(town.platform, WALL)
    town.pass_time(minutes=110, step=10)
    assert [row.state for row in town.world.rows(media)] == ["wanted", "wanted"]
    assert town.platform.heard(Channel.WORK, DUTY) == town.platform.heard() == []

    town.pass_time(minutes=30, step=10)
    assert_photos_are_stored_once(town)
    assert_everybody_heard_once(town, number)


def test_an_alarm_that_an_outage_outlasts_is_shown_as_undelivered_with_its_cause(
    town: Town,
) -> None:
    town.platform.fault(FaultKind.OUTAGE, seconds=13 * 3600)
    reports_with_two_photos(town.platform, WALL)
    town.pass_time(minutes=14 * 60, step=60)
    assert_photos_are_stored_once(town)

    (alarm,) = town.world.rows(outbox)
    assert (alarm.state, alarm.cause) == ("undelivered", staff_outbox.NO_ANSWER)
    (trouble,) = town.world.rows(troubles)
    assert trouble.sentence == staff_outbox.undelivered("work", staff_outbox.NO_ANSWER)
    assert town.platform.heard(Channel.WORK, DUTY) == town.platform.heard() == []


def test_a_photo_pushed_until_the_platform_hears_our_answer_is_one_report(town: Town) -> None:
    platform = town.platform
    platform.fault(FaultKind.CALLBACK_REFUSED)
    platform.fault(FaultKind.CALLBACK_HANG_UP)
    platform.fault(FaultKind.CALLBACK_ANSWER_LOST)
    photo = platform.sends_photo(PICTURES[0])
    assert [one.trouble for one in photo.tries] == ["refused", "hang_up", "answer_lost", ""]

    platform.fault(FaultKind.CALLBACK_DUPLICATED, copies=4)
    words = platform.says(WALL)
    assert len(set(words.replies)) == 1
    assert str(words.replies[0]).startswith(f"{number_in(str(photo.replies[0]))}号：照片1张")

    town.work()
    report = town.world.report()
    assert (report.photos, report.notes) == (1, 1)
    assert [row.state for row in town.world.rows(media)] == ["stored"]
    assert len(town.platform.heard(Channel.WORK, DUTY)) == len(platform.heard()) == 1
