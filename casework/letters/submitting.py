"""送签: nothing missing or unconfirmed, no observer's name; tried as a Word file, then frozen."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.letters.content import (
    CannotRender,
    Item,
    LetterContent,
    Picture,
    Term,
    Visit,
    canonical,
    content_hash,
)
from casework.letters.gate import (
    Doing,
    LetterDesk,
    Pass,
    Refused,
    Why,
    admit,
    carry_out,
    require_other_name,
)
from casework.letters.shield import places_betraying_a_visit, places_naming
from casework.letters.states import Act
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from catalogue.letters.policy import Ground, Kind, LetterPolicy, TermRule, Words
from catalogue.letters.terms import due_day
from catalogue.projects import load_projects
from catalogue.wording import letters as wording
from catalogue.working_days import Calendar, YearNotLoaded
from storage.database import Connection, Database
from storage.letters.items import LetterItem, items_of, observers_names, people_behind
from storage.letters.rows import LetterRow


@dataclass(frozen=True, slots=True)
class Tried:
    """What was made into a Word file without mistakes: a letter's content by its template."""

    content_hash: str
    template_hash: str


def send_to_signer(database: Database, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """Freeze a draft for its signer. Raises Refused, which names all that is missing at once.

    The Word file takes its half second between two transactions: nobody waits for it.
    """
    with database.read() as connection:
        content = ready_content(connection, desk, letter_id, doing)
    tried = trial(desk, content)
    with database.write() as connection:
        submit(connection, desk, letter_id, tried, doing)


def ready_content(
    connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing
) -> LetterContent:
    """Return what would be frozen. Raises Refused where anything keeps it from its signer."""
    return _ready(connection, desk, letter_id, doing)[1]


def trial(desk: LetterDesk, content: LetterContent) -> Tried:
    """Make the Word file once. Raises Refused."""
    try:
        template_hash = desk.renderer.keep_template(content.kind)
        desk.renderer.render(content, template_hash)
    except CannotRender as error:
        raise Refused(Why.TEMPLATE, error.mistakes) from error
    return Tried(content_hash(content), template_hash)


def submit(
    connection: Connection, desk: LetterDesk, letter_id: int, tried: Tried, doing: Doing
) -> None:
    """Freeze a draft whose Word file was tried before. Raises Refused.

    Whatever changed since the trial, in the letter or in the rules, refuses it.
    """
    leave, content = _ready(connection, desk, letter_id, doing)
    if content_hash(content) != tried.content_hash:
        raise Refused(Why.CHANGED)
    frozen = {
        "content": canonical(content),
        "content_hash": tried.content_hash,
        "template_hash": tried.template_hash,
        "term": leave.kind.term.model_dump_json(),
    }
    carry_out(connection, leave, frozen)


def take_back(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """撤回送签 by who drafts, with a reason. Raises Refused."""
    _thaw(connection, admit(connection, desk, letter_id, (Act.WITHDRAW, None), doing))


def return_for_changes(
    connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing
) -> None:
    """退回修改 by the signer, with a reason. Raises Refused."""
    _thaw(connection, admit(connection, desk, letter_id, (Act.RETURN, None), doing))


def missing_in(policy: LetterPolicy, letter: LetterRow, items: list[LetterItem]) -> Iterator[str]:
    """Yield what keeps a letter from its signer, as keys of wording.staff_letters.MISSING.

    Lines of the rules that nobody confirmed come by their own key.
    """
    kind = policy.kinds[letter.kind]  # type: ignore[index] # admitted by its kind
    yield from (name for name in ("title", "unit", "opening", "reason") if not _text(letter, name))
    ground = policy.grounds.get(letter.ground)
    if ground is None:
        yield "ground"
    if not items:
        yield "items"
    if not all(item.problem.strip() and item.requirement.strip() for item in items):
        yield "item_words"
    if any(picture.checked_by is None for item in items for picture in item.pictures):
        yield "pictures"
    if letter.secrecy_by is None:
        yield "secrecy"
    if letter.kind == "onsite" and not letter.visit:
        yield "visit"
    yield from _missing_signer(policy, kind, letter)
    yield from _unconfirmed(policy, kind, letter, ground)


def require_countable(rule: TermRule, letter: LetterRow, now: datetime, entered: Calendar) -> None:
    """Refuse a term that is over, or that falls into a year whose holidays nobody loaded."""
    today = local_day(now)
    if letter.asked_by is not None:
        if letter.asked_by <= today:
            raise Refused(Why.INCOMPLETE, ("term",))
        return
    try:
        due_day(today, rule, entered)
    except YearNotLoaded as error:
        raise Refused(Why.YEAR_NOT_LOADED, (str(error.year),)) from error


def content_of(
    policy: LetterPolicy, kind: Kind, letter: LetterRow, items: Sequence[LetterItem]
) -> LetterContent:
    """Return all that the letter prints; what nobody confirmed or chose stays blank."""
    ground = policy.grounds.get(letter.ground)
    return LetterContent(
        kind=letter.kind,
        region=letter.region,
        issuer=_confirmed(policy.office),
        title=letter.title,
        unit=letter.unit,
        copies=letter.copies,
        ground=ground.clause if ground is not None and ground.confirmed else "",
        opening=letter.opening,
        items=tuple(_printed(item) for item in items),
        requirement=letter.requirement,
        term=_term(kind.term, letter),
        answer_form=_confirmed(kind.answer),
        feedback_form=kind.feedback_form,
        signer_role=wording.ROLES.get(letter.signer_role, ""),
        signer_name=letter.signer_name,
        seal=_confirmed(policy.seal),
        contact=_confirmed(policy.contact),
        visit=Visit(**json.loads(letter.visit)) if letter.visit else None,
    )


def _ready(
    connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing
) -> tuple[Pass, LetterContent]:
    leave = admit(connection, desk, letter_id, (Act.SUBMIT, None), doing)
    items = items_of(connection, letter_id)
    lacking = tuple(missing_in(leave.policy, leave.letter, items))
    if lacking:
        raise Refused(Why.INCOMPLETE, lacking)
    if leave.letter.signer_name.strip():
        require_other_name(connection, leave.letter, leave.staff_id)
    require_countable(leave.kind.term, leave.letter, doing.now, calendar_now(connection))
    content = content_of(leave.policy, leave.kind, leave.letter, items)
    reports = {report_id for item in items for report_id in item.report_ids}
    behind = people_behind(connection, desk.vault, reports)
    named = places_naming(content, behind, observers_names(connection, desk.vault))
    if named:
        raise Refused(Why.NAMES_AN_OBSERVER, named)
    told = places_betraying_a_visit(content, items)
    if told:
        raise Refused(Why.BETRAYS_A_VISIT, told)
    return leave, content


def _thaw(connection: Connection, leave: Pass) -> None:
    frozen = ("content", "content_hash", "template_hash", "term")
    carry_out(connection, leave, dict.fromkeys(frozen, "") | {"secrecy_by": None})


def _text(letter: LetterRow, name: str) -> str:
    return str(getattr(letter, name)).strip()


def _missing_signer(policy: LetterPolicy, kind: Kind, letter: LetterRow) -> Iterator[str]:
    if letter.signer_role not in policy.signers(kind):
        yield "signer"
    if letter.way == "paper" and not letter.signer_name.strip():
        yield "signer_name"


def _unconfirmed(
    policy: LetterPolicy, kind: Kind, letter: LetterRow, ground: Ground | None
) -> Iterator[str]:
    own = f"kinds.{letter.kind}"
    lines = {
        "office": policy.office,
        "seal": policy.seal,
        f"series.{kind.series}": policy.series[kind.series],
        f"{own}.sign": kind.sign,
        f"{own}.term": kind.term,
        f"{own}.answer": kind.answer,
    }
    if ground is not None:
        lines[f"grounds.{letter.ground}"] = ground
    yield from (key for key, line in lines.items() if not line.confirmed)


def _printed(item: LetterItem) -> Item:
    projects = load_projects()
    project = projects.by_code(item.project).name if item.project in projects else item.project
    drawn = (each for each in item.pictures if each.sha256)
    pictures = tuple(Picture(each.sha256, each.caption) for each in drawn)
    return Item(item.problem, item.place, item.seen, project, item.requirement, pictures)


def _term(rule: TermRule, letter: LetterRow) -> Term:
    if letter.asked_by is not None:
        return Term(due=letter.asked_by)
    told = rule.printed and rule.confirmed
    return Term(days=rule.days, working=rule.working) if told else Term()


def _confirmed(line: Words) -> str:
    return line.text if line.confirmed else ""
