"""听写: a clerk's ears turn a voice into words, and the report reads as if it had been typed.

The observer's row is locked first, as for any message of theirs: a photo that arrives at the same
moment must not write back the report as it was before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from casework.alarms import post_alarm
from casework.notices import notice
from casework.reports.growth import excerpt_of, tagged
from casework.reports.understood import short_name, understood
from catalogue.projects import Projects
from catalogue.tagging.tags import Tag
from catalogue.wording import notices, observer_voice
from storage.database import Database
from storage.desk import transcripts
from storage.desk.acts import record_act
from storage.desk.transcripts import Voice
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.ledger_rows import ReportRow
from storage.roads.outbox import Notice, OutMessage
from storage.search import search_index
from storage.vault import Vault
from storage.wire import wire_transaction

LONGEST: Final = 2000  # characters; a minute of speech has four hundred
_NEWS_LASTS: Final = timedelta(hours=48)
_LIVING: Final = ("collecting", "received")


class Heard(Enum):
    """What came of a clerk's words."""

    DONE = auto()
    URGENT = auto()  # done, and the duty staff are being alarmed
    SAME = auto()  # the very same is written already
    EMPTY = auto()
    TOO_LONG = auto()
    CHANGED_ELSEWHERE = auto()  # somebody was faster; nothing was written
    OVER = auto()  # the report was withdrawn
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class HearingDesk:
    """What typing up needs: the rows, the tagger, and whom an urgent matter alarms."""

    database: Database
    vault: Vault
    tag: Callable[[str], Tag]
    projects: Projects
    duty: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who acts, when, and which version of the transcript they had before them."""

    staff_id: int
    version: int
    now: datetime


def type_up(desk: HearingDesk, media_id: int, words: str, clerk: Clerk) -> Heard:
    """Let a voice say these words; its report is tagged by them and its observer told, once."""
    text = words.strip()
    if not text:
        return Heard.EMPTY
    if len(text) > LONGEST:
        return Heard.TOO_LONG
    with wire_transaction(desk.database, pipelined=False) as wire:
        ledger = Ledger(wire, Numbers(desk.database))
        found = _take(ledger, desk, media_id)
        if isinstance(found, Heard):
            return found
        voice, report = found
        if voice.state == "typed" and voice.text == text:
            return Heard.SAME
        version, now = clerk.version, clerk.now
        if not transcripts.write_down(
            wire.connection, media_id, text, clerk.staff_id, version, now
        ):
            return Heard.CHANGED_ELSEWHERE
        transcripts.put_words(wire.connection, voice.delivery_id, text)
        _record(ledger, voice, "voice.typed", clerk)
        after = _retag(ledger, report, desk.tag(text))
        ledger.post(_typed(voice, text, understood(after, desk.projects), now))
        return _alarm(ledger, desk, (report, after), now)


def ask_in_words(desk: HearingDesk, media_id: int, clerk: Clerk) -> Heard:
    """Note that a voice cannot be understood and ask its observer once to say it in words."""
    with wire_transaction(desk.database, pipelined=False) as wire:
        ledger = Ledger(wire, Numbers(desk.database))
        found = _take(ledger, desk, media_id)
        if isinstance(found, Heard):
            return found
        voice, _ = found
        if voice.state == "unclear":
            return Heard.SAME
        staff_id, version, now = clerk.staff_id, clerk.version, clerk.now
        if voice.state != "waiting" or not transcripts.mark_unclear(
            wire.connection, media_id, staff_id, version, now
        ):
            return Heard.CHANGED_ELSEWHERE
        _record(ledger, voice, "voice.unclear", clerk)
        text = observer_voice.say_in_words(voice.number)
        form = notice("resend", notices.SAY_IN_WORDS, now, number=voice.number)
        ledger.post(_message(voice, "unclear", text, form, now))
        return Heard.DONE


def _take(ledger: Ledger, desk: HearingDesk, media_id: int) -> tuple[Voice, ReportRow] | Heard:
    """Lock the observer and read the voice and its report, or say why neither is to be had."""
    connection = ledger.wire.connection
    if not transcripts.lock_speaker(connection, media_id):
        return Heard.UNKNOWN
    voice = transcripts.voice(connection, desk.vault, media_id)
    if voice is None:
        return Heard.UNKNOWN
    report = ledger.report(voice.report_id, voice.observer_id)
    if report is None:
        return Heard.UNKNOWN
    return (voice, report) if report.state in _LIVING else Heard.OVER


def _retag(ledger: Ledger, report: ReportRow, tag: Tag) -> ReportRow:
    words = transcripts.words_of(ledger.wire.connection, report.id)
    after = tagged(report, tag)._replace(excerpt=excerpt_of(words))
    ledger.grow(after)
    if after.tags() != report.tags():
        ledger.retag(after)
    search_index.touch(ledger.wire.connection, report.id)
    return after


def _alarm(
    ledger: Ledger, desk: HearingDesk, change: tuple[ReportRow, ReportRow], now: datetime
) -> Heard:
    before, after = change
    settled = before.tagged_by == "clerk"  # an urgency that a clerk denied is not raised again
    if before.urgent or not after.urgent or settled:
        return Heard.DONE
    post_alarm(ledger, after, short_name(after.project, desk.projects), desk.duty, now)
    return Heard.URGENT


def _record(ledger: Ledger, voice: Voice, act: str, clerk: Clerk) -> None:
    target, detail = f"report:{voice.report_id}", f"media:{voice.media_id}"
    record_act(ledger.wire.connection, clerk.staff_id, act, target, detail, clerk.now)


def _typed(voice: Voice, text: str, parts: list[str], now: datetime) -> OutMessage:
    told = observer_voice.typed_up(voice.number, text, parts)
    form = notice("outcome", notices.TYPED_UP, now, number=voice.number)
    return _message(voice, "typed", told, form, now)


def _message(voice: Voice, what: str, text: str, form: Notice, now: datetime) -> OutMessage:
    return OutMessage(
        once_key=f"{what}:{voice.media_id}",
        channel=voice.channel,
        recipient=voice.sender,
        purpose=f"voice-{what}",
        text=text,
        report_id=voice.report_id,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=form,
        observer_id=voice.observer_id,
    )
