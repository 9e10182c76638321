"""A letter's content as the values of its template's fields."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casework.letters.content import Item, LetterContent, Picture, Term, content_hash
from catalogue.wording import letter_print as words
from office.letters import fields
from office.letters.fields import Line, Shot, Values
from office.letters.title_lines import title_lines
from office.letters.words import one_line, paragraphs

MOST_IN_TEXT: Final = 3  # items; more of them go into a list of their own
_HEITI, _KAITI = "黑体", "楷体_GB2312"
_FIRST_LEVEL: Final = re.compile(r"[一二三四五六七八九十]+、")
_SECOND_LEVEL: Final = re.compile(r"（[一二三四五六七八九十]+）")
_LONGEST_HEADING: Final = 40
_OWN_NUMBER: Final = re.compile(r"图\s*\d+[\s　:：.、]*")
_CHECK_LETTERS: Final = 16
_LONGEST_MATTER: Final = 150  # characters in a slip or a form, which have one page


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An item with its place in the list and the numbers of its pictures."""

    place: int
    item: Item
    first: int
    last: int

    @property
    def pictures(self) -> str:
        return words.pictures(self.first, self.last) if self.last >= self.first else ""


def pictures_of(content: LetterContent) -> tuple[tuple[Picture, str], ...]:
    """Return every picture with what stands below it, in the order of the items."""
    shown = [(picture, item) for item in content.items for picture in item.pictures]
    return tuple(
        (picture, words.caption(number, _caption(picture, item)))
        for number, (picture, item) in enumerate(shown, 1)
    )


def values_of(content: LetterContent, shots: tuple[Shot, ...]) -> Values:
    """Return what is written into the template of this letter."""
    items = tuple(_numbered(content.items))
    annexes = _annexes(content)
    return Values(
        lines=_lines(content, items, annexes),
        blocks=_blocks(content, items, annexes),
        rows=tuple(_row(item) for item in items),
        annexes=annexes,
        shots=shots,
    )


def _lines(
    content: LetterContent, items: Sequence[_Numbered], annexes: Mapping[str, tuple[str, str]]
) -> Mapping[str, str]:
    title, visit = one_line(content.title), content.visit
    raw = {
        fields.ISSUER: content.issuer,
        fields.NUMBER: content.number or words.NO_NUMBER,
        fields.UNIT: content.unit,
        fields.SIGNED: content.issuer,
        fields.SEAL: content.seal,
        fields.COPIES: words.BETWEEN_COPIES.join(content.copies),
        "依据": content.ground,
        "联系方式": content.contact,
        "督办时间": visit.time if visit else "",
        "督办地点": visit.place if visit else "",
        "参加人员": visit.people if visit else "",
        "事由": _short(" ".join(_told(item, len(items)) for item in items)),
        "文种": words.KINDS.get(content.kind, content.kind),
        "签发职务": content.signer_role,
        "签发人": content.signer_name,
        "校验码": content_hash(content)[:_CHECK_LETTERS],
        "标题全文": title,
        "附件一览": words.BETWEEN_PICTURES.join(name for _, name in annexes.values()),
    }
    dated = words.NO_DATE if content.dated is None else words.day(content.dated)
    several = {fields.TITLE: "\n".join(_title(content.title)), fields.DATED: dated}
    return {name: one_line(text) for name, text in raw.items()} | several


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MATTER else text[:_LONGEST_MATTER] + words.AND_SO_ON


def _title(title: str) -> tuple[str, ...]:
    """Return its lines: as the drafter broke them, else as they read best."""
    written = paragraphs(title)
    return written if len(written) > 1 else title_lines(one_line(title))


def _blocks(
    content: LetterContent, items: Sequence[_Numbered], annexes: Mapping[str, tuple[str, str]]
) -> Mapping[str, tuple[Line, ...]]:
    visit = content.visit
    told = (_told(item, len(items)) for item in items)
    listed = "清单附件" in annexes
    return {
        "缘由": _text(content.opening),
        "事项": _text(words.see_list(len(items)) if listed else "\n".join(told)),
        "要求": _text(content.requirement),
        "反馈": _text(answer_line(content.term, content.answer_form)),
        "查看内容": _text(visit.matters if visit else ""),
        "准备材料": _text(visit.materials if visit else ""),
        fields.ATTACHED: tuple(_attached([name for _, name in annexes.values()])),
    }


def _text(text: str) -> tuple[Line, ...]:
    return tuple(_headed(part) for part in paragraphs(text))


def _headed(text: str) -> Line:
    """Return a paragraph; the heading it begins with gets the font of its level (7.3.3)."""
    for pattern, font in ((_FIRST_LEVEL, _HEITI), (_SECOND_LEVEL, _KAITI)):
        if pattern.match(text):
            heading, stop, _ = text.partition(words.FULL_STOP)
            if len(heading) <= _LONGEST_HEADING:
                return Line(text, lead=len(heading) + len(stop), font=font)
    return Line(text)


def answer_line(term: Term, form: str) -> str:
    """Say until when and how to answer, as the letter does; empty where it asks for nothing."""
    asked = one_line(form).rstrip(words.FULL_STOP)
    if not asked:
        return ""
    if term.due is not None:
        return words.answer_until(term.due, asked)
    if term.days:
        return words.answer_within(term.days, asked, working=term.working)
    return words.answer_somehow(asked)


def _numbered(items: Sequence[Item]) -> Iterator[_Numbered]:
    first = 1
    for place, item in enumerate(items, 1):
        last = first + len(item.pictures) - 1
        yield _Numbered(place, item, first, last)
        first = last + 1


def _told(numbered: _Numbered, of: int) -> str:
    """Return an item as a paragraph of the text: when, where, what, which pictures."""
    item = numbered.item
    seen, place = one_line(item.seen), one_line(item.place)
    problem = one_line(item.problem).rstrip(words.FULL_STOP)
    shown = words.see_pictures(numbered.first, numbered.last) if numbered.pictures else ""
    asked = one_line(item.requirement)
    where = words.COMMA.join(part for part in (seen, place) if part)
    what = words.COMMA.join(part for part in (where, f"{problem}{shown}") if part)
    return words.numbered_item(numbered.place, of, f"{what}{words.FULL_STOP}{asked}")


def _row(numbered: _Numbered) -> Mapping[str, str]:
    item = numbered.item
    texts = (item.project, item.place, item.seen, item.problem, item.requirement)
    names = ("清单.项目", "清单.地点", "清单.时间", "清单.问题", "清单.要求")
    cells = {name: one_line(text) for name, text in zip(names, texts, strict=True)}
    return {"清单.序号": str(numbered.place), "清单.照片": numbered.pictures, **cells}


def _annexes(content: LetterContent) -> Mapping[str, tuple[str, str]]:
    form = words.REPORT_FORM if content.kind == "duban" else words.ANSWER_FORM
    there = {
        "清单附件": words.LIST if len(content.items) > MOST_IN_TEXT else "",
        "照片附件": words.PHOTOS if pictures_of(content) else "",
        "反馈表附件": form if content.feedback_form else "",
    }
    names = {annex: name for annex, name in there.items() if name}
    return {
        annex: (words.annex_number(place, len(names)), name)
        for place, (annex, name) in enumerate(names.items(), 1)
    }


def _attached(names: Sequence[str]) -> Iterator[Line]:
    for place, name in enumerate(names, 1):
        style = fields.ATTACHED if place == 1 else fields.ATTACHED_MORE
        yield Line(words.annex_line(place, len(names), name), style)


def _caption(picture: Picture, item: Item) -> str:
    said = one_line(picture.caption)
    return _OWN_NUMBER.sub("", said, count=1) or one_line(item.place)
