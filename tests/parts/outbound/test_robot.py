"""The duty group's robot: long texts in parts, and a key that nobody reads in a log."""

import logging

import pytest

from bot.platform.errors import PlatformError
from bot.platform.http import Http
from bot.platform.robot import GroupRobot
from catalogue.reading.parts import parts_of
from simulator.server import SimulatorServer
from simulator.settings import SimulatorSettings
from tests.parts.outbound.conftest import THEIR_ACCOUNT, THEIR_APP

KEY = "11112222-aaaa-bbbb-cccc-333344445555"


def test_a_long_digest_goes_in_parts_that_end_between_paragraphs() -> None:
    paragraph = "黑田铺镇敬老院后墙已加固。" * 30
    parts = parts_of("\n\n".join([paragraph] * 9), 4096)
    assert all(len(part.encode()) <= 4096 for part in parts)
    assert "\n\n".join(parts) == "\n\n".join([paragraph] * 9)


def test_a_text_without_any_break_is_cut_between_characters() -> None:
    parts = parts_of("墙" * 3000, 4096)
    assert "".join(parts) == "墙" * 3000
    assert all(len(part.encode()) <= 4096 for part in parts)


def test_a_line_that_fits_by_itself_is_never_cut() -> None:
    lines = ["墙" * 300, "邵东市 12条" + "路" * 1200, "末行"]
    assert parts_of("\n".join(lines), 4096) == [lines[0], "\n".join(lines[1:])]


def test_the_group_reads_text_and_markdown() -> None:
    with SimulatorServer(
        SimulatorSettings("http://127.0.0.1:9", THEIR_ACCOUNT, THEIR_APP, robot_key=KEY)
    ) as sim:
        robot = GroupRobot(Http(sim.work_api), KEY)
        robot.send_text("duty", "【紧急】0714-36号")
        robot.send_markdown("**摘报**\n" + "墙" * 2000)
        kinds = [one.kind for one in sim.world.memory.group.messages()]
    assert kinds == ["text", "markdown", "markdown"]


def test_the_key_is_in_no_error_and_no_log_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    with pytest.raises(PlatformError) as caught:
        GroupRobot(Http("http://127.0.0.1:9"), KEY).send_text("duty", "好")
    assert KEY not in caplog.text + repr(caught.value) + repr(caught.value.__context__)
