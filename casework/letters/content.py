"""All that is printed in a letter, frozen when it goes to its signer.

A signature binds `content_hash`: the words, units, terms and pictures, but not the number and the
date, which only the signature brings (mechanics §Secrets and audit). So the final file can be made
again at any time from this value alone, and is the same.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Picture:
    """An outgoing picture, faces and plates blurred, without metadata.

    `sha256` (hex) is that of its own JPEG bytes, kept under its `original_key`
    (`storage/blobs/files.py`).
    """

    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of the list of problems. `seen` tells the week, never the hour, or is empty."""

    problem: str
    place: str
    seen: str
    project: str
    requirement: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Until when to answer: by `due`, or within `days` from the day after delivery.

    Neither: the rule asks for an answer 通过适当形式 and names no time.
    """

    due: date | None = None
    days: int = 0
    working: bool = True  # 工作日, else 自然日


@dataclass(frozen=True, slots=True)
class Visit:
    """What a 现场督办通知 tells besides: when, where, who comes, what is looked at and prepared."""

    time: str
    place: str
    people: str
    matters: str
    materials: str


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter as printed. Texts are plain; a line break begins a new paragraph.

    kind: tishi, tixing, jiaoban, duban, onsite or yujing: it chooses the template.
    issuer: the office in whose name it goes (发文机关); seal: the unit that seals for it (代章),
    empty where its own seal is used. ground: the clause, e.g. …规则第五条第（二）项.
    answer_form: how to answer, e.g. 书面反馈. contact: whom to ring.
    signer_role, signer_name: printed on the 呈批单, not in the letter itself.
    number, dated: empty until it is signed.
    """

    kind: str
    region: str
    issuer: str
    title: str
    unit: str
    copies: tuple[str, ...]
    ground: str
    opening: str
    items: tuple[Item, ...]
    requirement: str
    term: Term
    answer_form: str
    feedback_form: bool
    signer_role: str
    signer_name: str
    seal: str
    contact: str
    visit: Visit | None = None
    number: str = ""
    dated: date | None = None


class CannotRender(Exception):
    """A template does not fit a letter; `mistakes` holds one sentence per mistake, in Chinese."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


class Renderer(Protocol):
    """Makes the Word file of a letter; the same content and template give the same bytes.

    A template is named by its sha256 in hex.
    """

    def keep_template(self, kind: str) -> str:
        """Keep the template in force, so that letters may go by it for good; return its name.

        Raises CannotRender.
        """

    def has_template(self, kind: str, template: str) -> bool:
        """Whether letters can still be made by this template."""

    def render(self, content: LetterContent, template: str = "") -> bytes:
        """Return the .docx by this template, or by the one in force where none is named.

        A missing number and date stay blank. Raises CannotRender.
        """


def numbered(content: LetterContent, number: str, dated: date) -> LetterContent:
    """Return the letter as it leaves: with the number and the date of its signature."""
    return replace(content, number=number, dated=dated)


def canonical(content: LetterContent) -> str:
    """Return the letter as JSON, always the same text for the same letter."""
    raw, tight = asdict(content), (",", ":")
    return json.dumps(raw, default=_day_text, ensure_ascii=False, sort_keys=True, separators=tight)


def content_hash(content: LetterContent) -> str:
    """Return the sha256 (hex) of what a signature binds: everything but number and date."""
    return sha256(canonical(replace(content, number="", dated=None)).encode()).hexdigest()


def read_content(text: str) -> LetterContent:
    """Return the letter that `canonical` wrote. Raises ValueError, KeyError or TypeError."""
    raw: dict[str, Any] = json.loads(text)
    term, visit = raw.pop("term"), raw.pop("visit")
    return LetterContent(
        copies=tuple(raw.pop("copies")),
        items=tuple(_item(item) for item in raw.pop("items")),
        term=Term(_day(term.pop("due")), **term),
        visit=None if visit is None else Visit(**visit),
        dated=_day(raw.pop("dated")),
        **raw,
    )


def _item(raw: dict[str, Any]) -> Item:
    pictures = tuple(Picture(**picture) for picture in raw.pop("pictures"))
    return Item(pictures=pictures, **raw)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _day_text(day: object) -> str:
    if isinstance(day, date):
        return day.isoformat()
    raise TypeError(f"not printed in a letter: {day!r}")
