"""请观察员看一眼: whoever reported a matter is asked whether the unit's answer holds.

Nothing here closes anything, and nothing of it reaches the unit. A visit of the office's own is
what silence leads to. (Source: issue 5 item 8; peers R10.)
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from casework.ends.tasks import Kind
from casework.letters.gate import Doing, Refused, Why, member_acting
from casework.letters.states import SENT
from casework.notices import notice
from casework.reachable import accounts_of
from casework.rules import SHANGHAI, local_day
from catalogue.closing import load_closing
from catalogue.wording import notices, observer_looking, observer_triage
from storage.closing import looks as rows
from storage.closing import tasks
from storage.closing.looks import Asked, Verdict
from storage.closing.tasks import NewTask
from storage.database import Connection, Database
from storage.desk.acts import record_act
from storage.letters.answers import Answer, answers_of
from storage.letters.items import LetterItem, items_of
from storage.letters.rows import letter_row
from storage.people.people import account_of
from storage.roads.outbox import OutMessage, post
from storage.vault import Vault

PURPOSE: Final = "look"
LONGEST: Final = 60  # characters of the unit's words, so that the whole is read at a glance
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """How many are asked in the chat, and how many have no account for it."""

    people: int
    unreached: int


def ask_to_look(  # about which matter of which letter, the unit's words as the office tells them
    connection: Connection, vault: Vault, item: tuple[int, int], words: str, doing: Doing
) -> Told:
    """Ask everybody who reported a matter about the unit's newest answer, once. Raises Refused."""
    found, answer = _answered(connection, vault, item)
    staff = member_acting(connection, doing.staff_id)
    if staff is None:
        raise Refused(Why.NOTE_MISSING)
    told = _told_kindly(words)
    look = load_closing().look
    days = look.urgent_days if rows.some_urgent(connection, found.id) else look.days
    until = local_day(doing.now) + timedelta(days=days)
    people = rows.reporters_of(connection, found.id)
    by = (staff.id, doing.now)
    if not people:
        raise Refused(Why.UNKNOWN)
    look_id = rows.add_look(connection, (found.id, answer.id), until, people, by)
    if look_id is None:
        raise Refused(Why.CHANGED)
    record_act(connection, staff.id, "look.asked", f"letter:{item[0]}", "", doing.now)
    accounts = accounts_of(connection, people)
    for asked in rows.asked_by_look(connection, look_id):
        text = observer_looking.asking(
            asked.number, answer.answered_on, told, photos=bool(answer.files)
        )
        post(connection, _message(connection, asked, text, doing.now))
    if not accounts:
        _send_staff(
            connection, (f"visit:{look_id}", item[0], found.id, max(people.values())), doing.now
        )
    return Told(len(accounts), len(people) - len(accounts))


def take_verdict(
    connection: Connection, asked: Asked, verdict: Verdict, at: datetime, now: datetime
) -> None:
    """Keep what an observer saw, and bring the desk's tasks to what holds now."""
    kept = rows.add_verdict(connection, asked.look_id, asked.observer_id, verdict, at)
    everybody = rows.asked_by_look(connection, asked.look_id)
    mine = f"not_fixed:{asked.look_id}:{asked.observer_id}:"
    waiting = tasks.open_of_kinds(connection, (Kind.NOT_FIXED, Kind.VISIT))
    over = [task for key, task in waiting.items() if key.startswith(mine)]
    if verdict != "cannot_go":
        visit = f"visit:{asked.look_id}"
        over += [
            task for key, task in waiting.items() if key == visit or key.startswith(f"{visit}:")
        ]
    tasks.end_by_facts(connection, over, now)
    about = (asked.letter_id, asked.item_id, asked.report_id)
    if verdict == "not_fixed":
        _put(connection, Kind.NOT_FIXED, (f"{mine}{kept}", *about), now)
    elif all(each.verdict == "cannot_go" for each in everybody):
        _send_staff(connection, (f"visit:{asked.look_id}:{kept}", *about), now)


def note_verdict(  # of which look, whose words, heard by whom, when
    connection: Connection, about: tuple[int, int, int], verdict: Verdict, by: tuple[int, datetime]
) -> None:
    """Keep what somebody told a clerk on the telephone; `about` is (letter, look, observer).

    Raises Refused.
    """
    letter_id, look_id, observer_id = about
    everybody = rows.asked_by_look(connection, look_id)
    asked = next((each for each in everybody if each.observer_id == observer_id), None)
    if asked is None or asked.letter_id != letter_id:
        raise Refused(Why.UNKNOWN)
    record_act(connection, by[0], "look.noted", f"letter:{letter_id}", verdict, by[1])
    take_verdict(connection, asked, verdict, by[1], by[1])


def visit_after_silence(database: Database, now: datetime) -> None:
    """Send staff where nobody said anything in time; the matter stays open."""
    with database.read() as connection:
        silent = rows.silent_looks(connection, local_day(now))
    if not silent:
        return
    with database.write() as connection:
        for look in silent:
            about = (look.letter_id, look.item_id, look.report_id)
            _send_staff(connection, (f"visit:{look.look_id}:silence", *about), now)


def _told_kindly(words: str) -> str:
    """Return the unit's words as its observers may read them. Raises Refused."""
    if not words.strip():
        raise Refused(Why.NOTE_MISSING)
    if observer_triage.says_untrue(words):
        raise Refused(Why.UNKIND)
    return words.strip()[:LONGEST]


def _answered(
    connection: Connection, vault: Vault, item: tuple[int, int]
) -> tuple[LetterItem, Answer]:
    letter = letter_row(connection, item[0])
    matters = {each.id: each for each in items_of(connection, item[0])}
    found = matters.get(item[1])
    if letter is None or found is None:
        raise Refused(Why.UNKNOWN)
    given = [each for each in answers_of(connection, vault, item[0]) if each.item_id == found.id]
    if letter.state not in SENT or found.state != "answered" or not given:
        raise Refused(Why.WRONG_STATE)
    return found, given[-1]


def _message(connection: Connection, asked: Asked, text: str, now: datetime) -> OutMessage:
    channel, recipient = account_of(connection, asked.observer_id)
    until = datetime.combine(asked.wait_until + _A_DAY, time(), SHANGHAI)
    return OutMessage(
        once_key=f"look:{asked.look_id}:{asked.observer_id}",
        channel=channel,
        recipient=recipient,
        purpose=PURPOSE,
        text=text,
        report_id=asked.report_id,
        not_after=until,
        created_at=now,
        notice=notice("outcome", notices.LOOK, now, number=asked.number),
        observer_id=asked.observer_id,
    )


def _send_staff(connection: Connection, about: tuple[str, int, int, int], now: datetime) -> None:
    _put(connection, Kind.VISIT, about, now)


def _put(
    connection: Connection, kind: Kind, about: tuple[str, int, int, int], now: datetime
) -> None:
    key, letter_id, item_id, report_id = about
    task = NewTask(key, kind, local_day(now), letter_id, item_id, report_id)
    tasks.put_task(connection, task, now)
