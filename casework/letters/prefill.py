"""What a new letter begins with: the reports' own words, shortened and without their observers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casework.letters.drafting import LetterDraft, propose
from casework.letters.gate import LetterDesk, Refused, Why
from casework.triage.states import Verdict
from catalogue.letters.policy import Kind, LetterPolicy
from catalogue.letters.traces import (
    tells_of_secrecy,
    without_hours,
    without_people,
    without_secrecy,
)
from catalogue.projects import load_projects
from catalogue.wording import letters as wording
from storage.database import Connection
from storage.letters.items import ItemDraft, ItemPicture, people_behind, seen_on
from storage.report_pages import File, ReportDetail, files_of, report_detail, said_in
from storage.triage.findings import newest_verification

MOST_REPORTS: Final = 40
_LONGEST: Final = 200  # characters of one problem
_SHORTEST: Final = 4  # characters; a problem is not cut to less
_PHOTOS_AT_FIRST: Final = 2  # of a report; a clerk chooses others
_SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?")
_STOP: Final = "。"
_FOUND_TRUE: Final = (Verdict.TRUE, Verdict.PARTLY)
_STOPS: Final = "。！？；"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A letter to begin with, and the units that the rules name for it, confirmed or not."""

    draft: LetterDraft
    units: tuple[str, ...]


def prefilled(
    connection: Connection,
    desk: LetterDesk,
    policy: LetterPolicy,
    kind_code: str,
    report_ids: Sequence[int],
) -> Prefilled:
    """Propose a letter about these reports. Raises Refused for an unknown kind or report."""
    kind = policy.kind(kind_code)
    if kind is None or not kind.on:
        raise Refused(Why.NO_POLICY)
    reports = [_report(connection, report_id) for report_id in dict.fromkeys(report_ids)]
    proposals = [propose(policy, kind_code, report.tags) for report in reports]
    first = proposals[0] if proposals else None
    units = [name for each in proposals for name in (*each.hints, each.unit, *each.copies) if name]
    draft = LetterDraft(
        kind=kind_code,
        title=wording.title(_about(reports), kind.name),
        unit=first.unit if first else "",
        copies=tuple(dict.fromkeys(name for each in proposals for name in each.copies)),
        ground=first.ground if first else "",
        opening=wording.from_observers("", verified=_verified(connection, reports)),
        requirement=wording.ASKED_OF_ALL,
        reason="",
        signer_role=_signer(policy, kind),
        signer_name="",
        way="paper" if _signer(policy, kind) in policy.paper.roles else "console",
        items=tuple(item_of_report(connection, desk, report.id) for report in reports),
    )
    return Prefilled(draft, tuple(dict.fromkeys(units)))


def item_of_report(connection: Connection, desk: LetterDesk, report_id: int) -> ItemDraft:
    """Make a matter of a report. Raises Refused for an unknown one."""
    report = _report(connection, report_id)
    told = [line.text for line in said_in(connection, report_id) if line.text.strip()]
    names = [name for name, _ in people_behind(connection, desk.vault, [report_id])]
    photos = [file for file in files_of(connection, report_id) if _can_be_shown(file)]
    covert = any(tells_of_secrecy(line) for line in told)
    return ItemDraft(
        problem=_without_place(shortened(told, names), report),
        place=without_people(_place(report), names),
        seen="" if covert else wording.week_of(report.day),
        project=report.tags.project or "",
        requirement=wording.ASKED_OF_EACH,
        report_ids=(report_id,),
        pictures=tuple(ItemPicture(each.id, "", "", None) for each in photos[:_PHOTOS_AT_FIRST]),
    )


def photos_on_offer(connection: Connection, report_ids: Sequence[int]) -> list[int]:
    """Return the photos of these reports that can go into a letter."""
    found = (each for one in report_ids for each in files_of(connection, one))
    return [each.id for each in found if _can_be_shown(each)]


def weeks_told(connection: Connection, report_ids: Sequence[int], *, covert: bool) -> str:
    """Return when reports were made, by the week; nothing for a 暗访. Raises Refused."""
    days = [seen_on(connection, report_id) for report_id in report_ids]
    if None in days:
        raise Refused(Why.UNKNOWN)
    known = [day for day in days if day is not None]
    return wording.week_of(min(known)) if known and not covert else ""


def shortened(told: Sequence[str], names: Sequence[str]) -> str:
    """Return the first sentences of what was told, without these names, phones and hours."""
    text = without_secrecy(without_hours(without_people("\n".join(told), names)))
    short = ""
    for sentence in _SENTENCE.findall(text):
        words = " ".join(sentence.split()).strip("，, ")
        whole = words if words[-1:] in _STOPS else f"{words}{_STOP}"
        if words and len(short) + len(whole) > _LONGEST:
            return short or whole[: _LONGEST - 1] + _STOP
        short += whole if words else ""
    return short


def _report(connection: Connection, report_id: int) -> ReportDetail:
    report = report_detail(connection, report_id)
    if report is None:
        raise Refused(Why.UNKNOWN)
    return report


def _verified(connection: Connection, reports: Sequence[ReportDetail]) -> bool:
    """Whether the office found all of them true, wholly or in part: only then 经核实 is said."""
    found = (newest_verification(connection, report.id) for report in reports)
    return bool(reports) and all(each and each.verdict in _FOUND_TRUE for each in found)


def _can_be_shown(file: File) -> bool:
    return file.kind == "photo" and file.state == "stored"


def _place(report: ReportDetail) -> str:
    county, township, label = report.tags.county, report.tags.township, report.place_label
    if label and (county in label or not county):
        return label
    return f"{county}{township}{label if label not in township else ''}"


def _without_place(problem: str, report: ReportDetail) -> str:
    """Return a problem without the place at its start: the letter prints the place before it."""
    for place in (_place(report), f"{report.tags.county}{report.tags.township}"):
        rest = problem.removeprefix(place).lstrip("，,：: ")
        if place and rest != problem and len(rest) > _SHORTEST:
            return rest
    return problem


def _about(reports: Sequence[ReportDetail]) -> str:
    """Return what all these reports have in common: where, and which project."""
    where = {(report.tags.county, report.tags.township) for report in reports}
    counties = {county for county, _ in where}
    codes = {report.tags.project for report in reports}
    projects = load_projects()
    place = "".join(next(iter(where))) if len(where) == 1 else ""
    place = place or (next(iter(counties)) if len(counties) == 1 else "")
    code = next(iter(codes)) if len(codes) == 1 else None
    return place + (projects.by_code(code).short if code and code in projects else "")


def _signer(policy: LetterPolicy, kind: Kind) -> str:
    return next(iter(policy.signers(kind)), "")
