"""What the form of a draft offers: kinds, grounds, units, signers, photos; what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.letters.drafting import LetterDraft, letters_in
from casework.letters.gate import policy_in_force
from casework.letters.prefill import photos_on_offer
from casework.letters.submitting import missing_in
from casework.rules import local_day
from casework.settings.leave import leaves_on
from catalogue.letters.policy import Kind, LetterPolicy, Line
from catalogue.wording import staff_letter_drafts as words
from catalogue.wording import staff_letters
from catalogue.wording.letters import ROLES
from office.parts import ConsoleParts
from storage.database import Connection
from storage.letters.items import ItemDraft, items_of
from storage.letters.photos import LETTER_PHOTOS
from storage.letters.rows import LetterRow
from storage.photos.outgoing import OutgoingPhoto
from storage.report_pages import number_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its code, its name, how sure the rule is."""

    code: str
    name: str
    grade: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One matter with the numbers of its reports and the photos that can go with it."""

    words: ItemDraft
    covert: bool
    numbers: tuple[str, ...]
    on_offer: tuple[int, ...]

    @property
    def captions(self) -> dict[int | None, str]:
        """The chosen photos and what stands below them."""
        return {picture.media_id: picture.caption for picture in self.words.pictures}


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything the form shows besides the typed words."""

    kinds: tuple[Choice, ...]
    grounds: tuple[Choice, ...]
    signers: tuple[Choice, ...]
    away: tuple[str, ...]
    units: tuple[str, ...]
    unsure_units: tuple[str, ...]
    term: str
    answer: str
    sent: str
    items: tuple[ShownItem, ...]
    missing: tuple[str, ...]
    photos: dict[int, OutgoingPhoto]
    unsettled: bool

    @property
    def unchecked(self) -> bool:
        """Whether somebody has to look over a photo yet."""
        return any(photo.checked_by is None for photo in self.photos.values())


def view_of(
    connection: Connection,
    parts: ConsoleParts,
    draft: LetterDraft,
    units: Sequence[str] = (),
    letter: LetterRow | None = None,
) -> DraftView:
    """Return what the form of a draft shows; `letter` where it is kept already.

    Raises Refused where the region has no rules.
    """
    now = parts.clock()
    policy = policy_in_force(connection, parts.region, now)
    kind = next(each for code, each in policy.kinds.items() if code == draft.kind)
    sure, unsure = _units(policy, draft, units)
    missing = _missing(connection, policy, letter)
    return DraftView(
        kinds=tuple(_kinds(policy)),
        grounds=tuple(
            _choice(code, ground.text, ground) for code, ground in policy.grounds.items()
        ),
        signers=tuple(_choice(role, ROLES[role], kind.sign) for role in policy.signers(kind)),
        away=tuple(_away(connection, parts)),
        units=sure,
        unsure_units=unsure,
        term=_term(kind),
        answer=kind.answer.text,
        sent=_sent(connection, parts, draft.unit),
        items=tuple(_item(connection, item) for item in draft.items),
        missing=tuple(staff_letters.missing(each) for each in missing),
        unsettled=any(staff_letters.is_of_the_rules(each) for each in missing),
        photos=LETTER_PHOTOS.of(connection, letter.id) if letter else {},
    )


def first_kind(policy: LetterPolicy) -> str:
    """Return the kind that a new letter has until a clerk chooses another."""
    usable = [str(code) for code, kind in policy.kinds.items() if kind.on and kind.draft.confirmed]
    return next(iter(usable), "")


def _kinds(policy: LetterPolicy) -> list[Choice]:
    return [_choice(str(c), each.name, each.draft) for c, each in policy.kinds.items() if each.on]


def _choice(code: str, name: str, line: Line) -> Choice:
    return Choice(code, name, _grade(line), line.confirmed)


def _grade(line: Line) -> str:
    return words.grade_told(line.grade, line.source, confirmed=line.confirmed)


def _away(connection: Connection, parts: ConsoleParts) -> Iterator[str]:
    """Say of each signer who is away today until when, and who stands in."""
    for role, leave in leaves_on(connection, local_day(parts.clock())).items():
        yield words.away(ROLES[role], leave.last, ROLES[leave.deputy])


def _term(kind: Kind) -> str:
    told = words.term_told(kind.term.days, kind.term.count, printed=kind.term.printed)
    return f"{told}（{_grade(kind.term)}）"


def _units(
    policy: LetterPolicy, draft: LetterDraft, more: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units to pick from: those of confirmed lines, and those that wait for a word."""
    near = [policy.units[code] for code in _codes(policy, draft)]
    unsure = {line.text for line in policy.units.values() if not line.confirmed}
    named = [*more, *(line.text for line in near)]
    if not policy.county_unit.confirmed:
        unsure |= {name for name in more if name not in {u.text for u in policy.units.values()}}
    every = dict.fromkeys(named)
    return tuple(u for u in every if u not in unsure), tuple(u for u in every if u in unsure)


def _codes(policy: LetterPolicy, draft: LetterDraft) -> list[str]:
    projects = {item.project for item in draft.items}
    return [code for code in policy.units if code.partition(".")[0] in projects]


def _sent(connection: Connection, parts: ConsoleParts, unit: str) -> str:
    if not unit:
        return ""
    year = local_day(parts.clock()).year
    sent = (letters_in(connection, unit, each) for each in (year, year - 1))
    return words.sent_to(unit, *sent)


def _item(connection: Connection, item: ItemDraft) -> ShownItem:
    numbers = (number_of(connection, each) for each in item.report_ids)
    return ShownItem(
        item,
        bool(item.report_ids) and not item.seen,
        tuple(number for number in numbers if number),
        tuple(photos_on_offer(connection, item.report_ids)),
    )


def _missing(
    connection: Connection, policy: LetterPolicy, letter: LetterRow | None
) -> tuple[str, ...]:
    if letter is None:
        return ()
    found = missing_in(policy, letter, items_of(connection, letter.id))
    return tuple(each for each in found if each != "secrecy")
