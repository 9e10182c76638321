"""Which report a message belongs to. One open draft an observer; membership by the message's time.

The observer's row is locked while this runs (`Ledger.standing`), and the clock that closes quiet
drafts takes the same lock, so a message and a close never pass each other.
(Source: issue 2 item 6; mechanics §Drafts and numbers.)
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.reports.arrivals import FETCHED, PICTURES, TELLS_NO_COUNTS, Arrival
from casework.reports.growth import grown, together
from casework.rules import DraftRules, just_before, local_day
from casework.triage.from_chat import came_to_desk
from catalogue.geography.distance import metres_between
from storage.intake.ledger import Ledger
from storage.intake.ledger_statements import LOOKED_AT
from storage.ledger_rows import (
    NewItem,
    NewQuestion,
    Question,
    ReportRow,
    ReportState,
    Standing,
    WantedMedia,
)

_NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where a message went. `before` is the report without it, None when it opened the report."""

    report: ReportRow
    before: ReportRow | None
    apart_from: ReportRow | None = None  # the observer is asked whether it is the same site

    @property
    def opened(self) -> bool:
        """Whether this message opened the report."""
        return self.before is None


def gather(ledger: Ledger, standing: Standing, arrival: Arrival, rules: DraftRules) -> Gathered:
    """Put a message into the report it belongs to, opening one where none fits."""
    draft, at = standing.draft, arrival.sent_at
    home = _home(ledger, standing, at, rules)
    if home is not None:
        if home.state == "collecting" and _is_another_site(home, arrival, rules):
            return _start_apart(ledger, standing, home, arrival, rules)
        return _join(ledger, home, arrival, rules)
    if draft is not None and at < draft.opened_at:  # of long ago: the draft of now goes on
        old = _open(ledger, standing.observer_id, arrival, rules, state="received")
        return Gathered(old, before=None)
    if draft is not None:
        end_draft(ledger, draft, at)
    return Gathered(_open(ledger, standing.observer_id, arrival, rules), before=None)


def add_to(ledger: Ledger, report: ReportRow, arrival: Arrival, rules: DraftRules) -> Gathered:
    """Put a message into a report that the observer named."""
    return _join(ledger, report, arrival, rules)


def open_numbered(
    ledger: Ledger, observer_id: int, arrival: Arrival, rules: DraftRules, seq: int
) -> ReportRow:
    """Open a report, received at once, under a number of its day that was given before."""
    return _open(ledger, observer_id, arrival, rules, state="received", seq=seq)


def take_up_again(
    ledger: Ledger, standing: Standing, report: ReportRow, at: datetime, rules: DraftRules
) -> ReportRow:
    """Make a living report the draft (补充) for another quiet time; whatever follows joins it."""
    if report.state != "collecting" and standing.draft is not None:
        end_draft(ledger, standing.draft, at)
    state = report.state
    if state == "received" and ledger.reopen(report.id, at + rules.quiet):
        state = "collecting"
    again = report._replace(state=state, last_at=at, quiet_until=at + rules.quiet)
    ledger.grow(again)
    return again


def end_draft(ledger: Ledger, draft: ReportRow, at: datetime) -> ReportRow:
    """Close a draft whose last moment lies before `at`; later messages start another."""
    until = min(draft.quiet_until, just_before(at))
    ended = draft._replace(quiet_until=until, summary_due=None)
    ledger.grow(ended)
    ledger.close(draft.id, at)
    return ended._replace(state="received")


def merge(ledger: Ledger, moved: ReportRow, into: ReportRow, now: datetime) -> ReportRow:
    """Move a report's messages into another and void it; returns the report they are in now."""
    whole = together(into, moved)
    ledger.merge(moved.id, into.id, now)
    ledger.grow(whole._replace(summary_due=None))
    ledger.retag(whole)
    if moved.state == "collecting":
        ledger.reopen(into.id, whole.quiet_until)
        return whole._replace(state="collecting")
    return whole


def is_open(question: Question | None, at: datetime) -> bool:
    """Whether a question still takes its answer."""
    return question is not None and at <= question.expires_at


def is_gathering(draft: ReportRow | None, at: datetime) -> bool:
    """Whether the draft still takes what was sent at this moment; the clock may not have closed it.

    A draft whose quiet time is over stays `collecting` until the next tick.
    """
    return draft is not None and at <= draft.quiet_until


def _home(ledger: Ledger, standing: Standing, at: datetime, rules: DraftRules) -> ReportRow | None:
    draft, latest_end = standing.draft, standing.latest_end
    if draft is not None and draft.opened_at <= at <= draft.quiet_until:
        return draft
    if latest_end is None or at > latest_end:  # the usual new report: nothing to look for
        return None
    recent = ledger.recent(standing.observer_id, LOOKED_AT)
    living = [report for report in recent if report.takes_more]
    # Callbacks overtake each other: an album's first photo may come second.
    for early in (_NO_TIME, rules.pause):
        for report in living:
            if report.opened_at - early <= at <= report.quiet_until:
                return report
    return None


def _is_another_site(draft: ReportRow, arrival: Arrival, rules: DraftRules) -> bool:
    if arrival.kind == "place":
        return _metres_between(draft, arrival) > rules.far_metres
    seen_something = draft.photos + draft.videos > 0
    paused = arrival.sent_at - draft.last_at > rules.pause
    return arrival.kind in PICTURES and seen_something and paused


def _metres_between(draft: ReportRow, arrival: Arrival) -> float:
    here = (draft.latitude, draft.longitude, arrival.latitude, arrival.longitude)
    lat1, lon1, lat2, lon2 = (math.nan if degrees is None else degrees for degrees in here)
    # NaN, and so never "far", where the draft has no place yet.
    return metres_between((lat1, lon1), (lat2, lon2))


def _start_apart(
    ledger: Ledger, standing: Standing, draft: ReportRow, arrival: Arrival, rules: DraftRules
) -> Gathered:
    ended = end_draft(ledger, draft, arrival.sent_at)
    report = _open(ledger, standing.observer_id, arrival, rules)
    ledger.ask(
        NewQuestion(
            standing.observer_id,
            "same",
            report.id,
            draft.id,
            ("new", "same"),
            arrival.sent_at,
            arrival.sent_at + rules.question_lasts,
        )
    )
    return Gathered(report, before=None, apart_from=ended)


def _open(
    ledger: Ledger,
    observer_id: int,
    arrival: Arrival,
    rules: DraftRules,
    state: ReportState = "collecting",
    seq: int | None = None,
) -> ReportRow:
    day = local_day(arrival.sent_at)
    at = arrival.sent_at
    number = ledger.next_number(day) if seq is None else seq
    blank = ReportRow(0, day, number, state, at, at, at + rules.quiet)
    first = grown(blank, arrival, rules)
    report = first._replace(id=ledger.open_report(observer_id, arrival.channel, first))
    _keep_item(ledger, report, arrival, rules)
    return report


def _join(ledger: Ledger, report: ReportRow, arrival: Arrival, rules: DraftRules) -> Gathered:
    larger = grown(report, arrival, rules)
    after = larger._replace(summary_due=_summary_due(larger, arrival, rules))
    ledger.grow(after)
    if after.tags() != report.tags():
        ledger.retag(after)
    _keep_item(ledger, after, arrival, rules)
    if report.desk_state != "new":
        came_to_desk(ledger.wire, report, arrival.sent_at)
    return Gathered(after, before=report)


def _summary_due(report: ReportRow, arrival: Arrival, rules: DraftRules) -> datetime | None:
    if report.state != "collecting":
        return None
    if arrival.kind == "photo":  # only further photos are met with silence
        return report.last_at + rules.summary_after
    return report.summary_due if arrival.kind in TELLS_NO_COUNTS else None


def _keep_item(ledger: Ledger, report: ReportRow, arrival: Arrival, rules: DraftRules) -> None:
    ledger.add_item(
        NewItem(
            report.id,
            arrival.delivery_id,
            arrival.kind,
            arrival.sent_at,
            arrival.text,
            arrival.latitude,
            arrival.longitude,
        )
    )
    if arrival.kind in FETCHED:
        ledger.want_media(
            WantedMedia(
                arrival.delivery_id,
                report.id,
                arrival.channel,
                arrival.media_id,
                arrival.kind,
                arrival.sent_at,
                arrival.sent_at + rules.media_lasts,
            )
        )
