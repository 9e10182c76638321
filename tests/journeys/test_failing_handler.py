"""A handler that fails: the delivery stays, the sentence is honest, the office tries again."""

from dataclasses import replace
from functools import partial

import pytest

from bot.group_commit import Overloaded
from bot.wiring import furnish_house
from catalogue.projects import Project, Projects, load_projects
from storage.tables.intake import deliveries, senders
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.together import all_at_once
from tests.support.world import World

ROAD = "隆回县小沙江镇的通村公路塌了半边"
HONEST = "这条已经存好，但系统没处理成功，办公室同志会补上，您不用重发。"


class BrokenCatalogue(Projects):
    """Fails for one project until somebody mends it."""

    def __init__(self) -> None:
        super().__init__(tuple(load_projects()))
        self.is_broken = True

    def by_code(self, code: str) -> Project:
        if self.is_broken and code == "rural-roads":
            raise RuntimeError("nobody outside may read this")
        return super().by_code(code)


@pytest.fixture
def catalogue(world: World) -> BrokenCatalogue:
    broken = BrokenCatalogue()
    world.serve(replace(furnish_house(world.base), projects=broken))
    return broken


@pytest.fixture
def phone(world: World, catalogue: BrokenCatalogue) -> Phone:
    return world.observers_phone()


def test_the_observer_hears_an_honest_sentence_and_nothing_half_done_stays(
    phone: Phone, world: World
) -> None:
    assert phone.says(ROAD) == HONEST
    (row,) = world.rows(deliveries)
    assert (row.state, row.answer, row.failure) == ("failed", HONEST, "RuntimeError")
    assert world.reports() == []


def test_its_repeat_hears_the_same_and_does_not_try_again(phone: Phone, world: World) -> None:
    phone.says(ROAD)
    assert phone.repeats() == HONEST
    assert len(world.rows(deliveries)) == 1


def test_neighbours_in_the_same_batch_are_answered_as_ever(phone: Phone, world: World) -> None:
    others = [world.observers_phone(f"o{n}") for n in range(8)]
    acts = [partial(other.says, "敬老院的屋顶漏水，新邵县") for other in others]
    answers = all_at_once([*acts, partial(phone.says, ROAD)])
    assert answers[-1] == HONEST
    assert all("养老服务" in answer for answer in answers[:-1])


def test_the_office_replays_it_with_its_own_time_and_the_answer_leaves_by_the_outbox(
    phone: Phone, world: World, clock: HandClock, catalogue: BrokenCatalogue
) -> None:
    said_at = clock()
    phone.says(ROAD)
    (failed,) = world.rows(deliveries)
    catalogue.is_broken = False
    clock.advance(hours=3)
    assert world.replays.replay(failed.id)
    report = world.report()
    assert (report.opened_at, report.project) == (said_at, "rural-roads")
    (message,) = world.rows_of_outbox()
    assert (message.channel, message.recipient) == ("official", "oA")
    assert message.text.endswith("号：隆回县小沙江镇，农村公路，问题。哪里不对直接讲。")
    (row,) = world.rows(deliveries)
    assert (row.state, row.failure) == ("done", "")


def test_a_replay_does_not_open_the_window_in_which_we_may_write(
    phone: Phone, world: World, clock: HandClock, catalogue: BrokenCatalogue
) -> None:
    said_at = clock()
    phone.says(ROAD)
    catalogue.is_broken = False
    clock.advance(hours=50)
    world.replays.replay(world.rows(deliveries)[0].id)
    (sender,) = world.rows(senders)
    assert sender.last_inbound_at == said_at


def test_a_replay_that_fails_again_changes_nothing(phone: Phone, world: World) -> None:
    phone.says(ROAD)
    (failed,) = world.rows(deliveries)
    assert not world.replays.replay(failed.id)
    assert world.rows(deliveries) == [failed]
    assert world.posted() == []


def test_two_clerks_who_click_at_once_replay_it_once(
    phone: Phone, world: World, catalogue: BrokenCatalogue
) -> None:
    phone.says(ROAD)
    (failed,) = world.rows(deliveries)
    catalogue.is_broken = False
    outcomes = all_at_once([partial(world.replays.replay, failed.id)] * 6)
    assert sorted(outcomes) == [False] * 5 + [True]
    assert world.report().notes == 1
    assert len(world.posted()) == 1


def test_what_never_failed_cannot_be_replayed(phone: Phone, world: World) -> None:
    phone.says("谢谢")
    assert not world.replays.replay(world.rows(deliveries)[0].id)
    assert not world.replays.replay(4711)


def test_a_replayed_photo_of_an_hour_ago_leaves_the_draft_of_now_alone(
    phone: Phone, world: World, clock: HandClock, catalogue: BrokenCatalogue
) -> None:
    phone.says(ROAD)
    (failed,) = world.rows(deliveries)
    catalogue.is_broken = False
    clock.advance(hours=1)
    phone.sends_photo()
    world.replays.replay(failed.id)
    assert phone.sends_photo() == ""
    now, then = world.reports()
    assert (now.photos, now.state) == (2, "collecting")
    assert (then.notes, then.state) == (1, "received")


def test_a_delivery_that_cannot_be_kept_at_all_costs_the_others_nothing(world: World) -> None:
    good = world.read(world.observers_phone("oGood").text_push(ROAD))
    sick = world.read(world.observers_phone("oSick").text_push(ROAD))
    timeless = replace(sick, delivery=replace(sick.delivery, sent_at=None))

    answered, refused = world.dispatcher.commit([good, timeless])

    assert "农村公路" in answered.text
    assert isinstance(refused, Overloaded)
    assert len(world.rows(deliveries)) == 1
