"""A rehearsal: lives through months, keeps every rule of the reminders, and can be repeated."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import guancha
from bot.rehearsal.run import Outcome, Plan, rehearse
from bot.rehearsal.telling import every_line, failures, told
from catalogue.data_files import DATA
from catalogue.quota.quota_policy import policy_for
from catalogue.reminder_times import load_reminders
from catalogue.tagging.tagger import load_tagger
from catalogue.wording import rehearsal_talk as talk
from catalogue.wording import staff_rehearsal as words

_ROOT = Path(__file__).parents[3]
AUGUST = Plan(date(2023, 8, 1), date(2023, 9, 1), 12, 7, load_reminders(), crash_every=40)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return rehearse(AUGUST, tmp_path_factory.mktemp("rehearsal"))


def test_no_rule_is_broken_among_crashes_outages_and_jumping_clocks(outcome: Outcome) -> None:
    assert outcome.breaches == []
    assert failures(outcome) == []
    assert outcome.deaths.total() >= 5
    assert len(outcome.journal.reminders) >= 5


def test_people_live_as_they_are_made(outcome: Outcome) -> None:
    reminded = {name for name, _ in outcome.journal.reminders}
    by_habit = {actor.habit: actor.name for actor in reversed(outcome.actors)}
    assert by_habit["silent"] in reminded
    assert by_habit["unbound"] not in reminded
    assert outcome.journal.said(by_habit["diligent"]) > outcome.journal.said(by_habit["silent"])


def test_the_same_seed_tells_the_same_story_to_the_byte(outcome: Outcome, tmp_path: Path) -> None:
    """Another process, too, whose sets lie in another order, prints the same bytes."""
    again = subprocess.run(
        [sys.executable, "-c", _PRINT_IT, str(tmp_path)],
        cwd=_ROOT,
        env={"PYTHONHASHSEED": "99"},
        capture_output=True,
        check=True,
    ).stdout.decode()
    here = [*told(outcome), *every_line(outcome)]
    assert again.splitlines() == here


_PRINT_IT = """
import logging, sys
from pathlib import Path
from bot.rehearsal.run import rehearse
from bot.rehearsal.telling import every_line, told
from tests.parts.rehearsal.test_rehearsing import AUGUST
logging.disable(logging.ERROR)
outcome = rehearse(AUGUST, Path(sys.argv[1]))
print(*told(outcome), *every_line(outcome), sep="\\n")
"""


def test_what_made_up_observers_say_counts_as_what_it_is_meant_for() -> None:
    tag, policy = load_tagger().tag, policy_for("邵阳市", 2023)
    assert policy is not None
    for place in talk.TOWNSHIPS:
        for told_of in talk.INFORMATION:
            found = tag(place + told_of)
            assert policy.items_of(found.kind, found.project) == ("info",), place + told_of
            assert not found.urgent
    for suggested in talk.SUGGESTIONS:
        found = tag(suggested)
        assert policy.items_of(found.kind, found.project) == ("suggestion",), suggested


def test_the_command_prints_what_everybody_got_and_whether_the_rules_held(tmp_path: Path) -> None:
    log = tmp_path / "every-line.txt"
    asked = ["rehearse", "--from", "2023-07-19", "--to", "2023-07-21", "--observers", "3"]
    ran = CliRunner().invoke(guancha, [*asked, "--log", str(log)])
    assert ran.exit_code == 0, ran.output
    assert words.heading(date(2023, 7, 19), date(2023, 7, 21), 3, 1) in ran.output
    assert all(words.rule_line(rule, 0) in ran.output for rule in words.RULES)
    assert ran.output.rstrip().endswith(words.ALL_KEPT)
    assert len(log.read_text("utf-8").splitlines()) >= 3


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("2023-12-31", "2023-06-20"), words.reversed_days()),
        (("2022-01-01", "2022-03-31"), words.no_rules(2022)),
    ],
)
def test_days_that_cannot_be_rehearsed_are_refused_with_one_sentence(
    days: tuple[str, str], sentence: str
) -> None:
    ran = CliRunner().invoke(guancha, ["rehearse", "--from", days[0], "--to", days[1]])
    assert (ran.exit_code, ran.output) == (2, f"{sentence}\n")


def test_a_policy_on_trial_is_the_one_that_is_rehearsed(tmp_path: Path) -> None:
    trial = tmp_path / "reminders.toml"
    shipped = (DATA / "reminders.toml").read_text("utf-8")
    trial.write_text(shipped.replace("day = 20", "day = 12"), encoding="utf-8")
    asked = ["rehearse", "--from", "2023-07-10", "--to", "2023-07-13", "--observers", "2"]
    ran = CliRunner().invoke(guancha, [*asked, "--reminders", str(trial)])
    assert "  2023-07-12 09:30" in ran.output
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(shipped.replace("day = 20", "day = 29"), encoding="utf-8")
    ran = CliRunner().invoke(guancha, [*asked, "--reminders", str(wrong)])
    assert ran.exit_code == 2
    assert "wrong.toml" in ran.output
