"""改: the observer sets right what we understood, by command or in plain words."""

import re
from datetime import datetime

from casework.reports.observer_corrections import correct
from catalogue.geography.places import find_place
from catalogue.wording import observer
from catalogue.wording import observer_corrections as wording
from handlers.alarming import alarm
from handlers.commands import Command
from handlers.numbers import find_report, latest_report, unknown
from handlers.phrases import bare_words
from handlers.saying import parts
from handlers.situation import Talk
from storage.ledger_rows import ReportRow

_FIELD = re.compile(
    r"(?P<field>项目|类别|分类|地点|地方|性质|类型|紧急|不紧急)[\s::：]*(?P<value>.*)"
)
_PLAIN = re.compile(
    r"不是(?P<wrong>[^，,。；;\s]{1,12})[，,。；;\s]*(?:应该是|应当是|是)(?P<right>.{1,20})"
)
_URGENCY = re.compile(r"(?P<not>不(?:是|算)?)?(?:很|特别)?紧?急的?[。.!！]*")
_DENIED = re.compile(r"(?:这)?不是(?P<wrong>[^，,。；;\s是]{2,10}?)(?:项目|的)?[。.!！]*")
_WRONG = re.compile(r"(?:这|你们?|系统)?(?:不对|错了|[搞弄认记写]错了?|不是这样)(?:的|吧|啊|哦)?")
_SUFFIX = re.compile(r"(?:自治县|街道|[县市区镇乡])$")
_VILLAGE = ("村", "社区", "组")
_KINDS = {word: kind for kind, word in observer.KIND_WORDS.items() if word}
Changes = dict[str, object]
_LIVING = ("collecting", "received")


def by_command(command: Command, at: datetime, talk: Talk) -> str:
    """Answer 改 with a field and a value."""
    report = find_report(talk, command.number) if command.number else latest_report(talk)
    if report is None:
        return unknown(talk, command.number) if command.number else observer.NOTHING_YET
    if not command.rest:
        return wording.HOW_TO_CORRECT
    if report.state not in _LIVING:
        return wording.over_already(report.number)
    if report.tagged_by == "clerk":
        return wording.settled_by_office(report.number)
    changes = _read_changes(command.rest, talk)
    return changes if isinstance(changes, str) else apply(report, changes, at, talk)


def in_plain_words(text: str, talk: Talk) -> Changes:
    """Read 不是养老，是残疾人 as a change of project, kind or place; empty if it is none."""
    urgency = _URGENCY.fullmatch(text)
    if urgency is not None:
        return {"urgent": urgency["not"] is None}
    found = _PLAIN.match(text)
    if found is None:
        return {}
    right = found["right"].rstrip("。.!！的")
    if right in _KINDS:
        return {"kind": _KINDS[right]}
    code = project_called(right, talk)
    if code is not None:
        return {"project": code}
    place = _place_called(right)
    return place if _ends_with_a_place(right, place) else {}


def denied(text: str, talk: Talk) -> str:
    """Ask what is right where something is only said to be wrong (不是养老, 不对); else empty."""
    report = latest_report(talk) if _WRONG.fullmatch(bare_words(text)) else None
    if report is not None and report.state in _LIVING:
        if report.tagged_by == "clerk":
            return wording.settled_by_office(report.number)
        return wording.what_instead(report.number)
    found = _DENIED.fullmatch(text)
    if found is None or project_called(found["wrong"], talk) is None:
        return ""
    return wording.which_instead([project.short for project in talk.house.projects])


def apply(report: ReportRow, changes: Changes, at: datetime, talk: Talk) -> str:
    """Write the changes in the observer's name and say what the report holds now."""
    after = correct(talk.ledger, report, changes, at)
    told = wording.corrected(after.number, parts(after, talk.house.projects))
    return told + alarm(report, after, talk)


def _read_changes(said: str, talk: Talk) -> Changes | str:
    found = _FIELD.fullmatch(said)
    field, value = (found["field"], found["value"].strip()) if found else ("", "")
    if field in ("紧急", "不紧急"):
        return {"urgent": field == "紧急"}
    if field in ("地点", "地方"):
        return _place_called(value) or wording.unknown_place()
    if field in ("性质", "类型"):
        return {"kind": _KINDS[value]} if value in _KINDS else wording.unknown_kind()
    if bare_words(value) == observer.NONE_OF_THESE:
        return {"project": None}
    code = project_called(value, talk)
    names = [project.short for project in talk.house.projects]
    return {"project": code} if code is not None else wording.unknown_project(names)


def _place_called(name: str) -> Changes:
    place = find_place(name)
    if place.county is None:
        return {}
    return {"county": place.county, "township": place.township or ""}


def _ends_with_a_place(said: str, place: Changes) -> bool:
    # 是隔壁黑田铺镇的桥断了 names a place on the way to a matter of its own.
    names = [str(name) for name in place.values() if name]
    return said.endswith((*names, *(_SUFFIX.sub("", name) for name in names), *_VILLAGE))


def project_called(name: str, talk: Talk) -> str | None:
    """Return the code of the project that goes by this name, or alone by this part of its name."""
    words = bare_words(name)
    if not words:
        return None
    projects = talk.house.projects
    for project in projects:
        if words in (bare_words(project.short), bare_words(project.name)):
            return project.code
    partly = [project.code for project in projects if words in bare_words(project.name)]
    return partly[0] if len(partly) == 1 else None
