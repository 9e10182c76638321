"""A group's transcript, as copied from WeChat or WeCom, taken apart into messages.

Known shapes: `张三 2023/7/14 9:32` over the words, `2023-07-14 09:32:05 张三`, `张三  09:32` under
a line `—— 2023年7月14日 ——` (WeChat's mail), `张三：words` without any time. Nothing is lost:
every line that is not empty is in a message, or in `furniture` (days, recalls, who joined).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from casework.entry.transcript_bodies import Body, read_body
from casework.entry.transcript_times import CLOCK_ONLY, DATED, DAY_ONLY, TimeReader

_LONGEST_HEADER = 200  # characters
_NAME = r"(?P<name>[^\s：:，。！？；!?;「\[][^：:，。！？；!?;「\[]{0,39}?)"
_REST = r"(?:[：:]\s*(?P<rest>.*))?"
_DATED_HEADERS = (
    re.compile(rf"{_NAME}[：:]?\s+{DATED}\s*{_REST}"),
    re.compile(rf"{DATED}\s+{_NAME}{_REST}"),
)
_CLOCK_HEADER = re.compile(rf"{_NAME}[：:]?\s+{CLOCK_ONLY}")
_NAME_HEADER = re.compile(rf"{_NAME}[：:]\s*(?P<rest>.*)")
_NO_NAME = re.compile(r"\d[年月/]\d|\d{4}-\d")  # a day that does not exist
_RULE = r"[\s—–\-=*_·•~～…]*"
_MARKS = tuple(re.compile(f"{_RULE}{time}{_RULE}") for time in (DATED, DAY_ONLY, CLOCK_ONLY))
_NOTICE = re.compile(
    r".{0,60}(?:撤回了一条消息|撤回了一条成员消息|加入了?群聊|移出了?群聊|修改群名为|拍了拍|退出了?群聊)"
    r".{0,60}|(?:—|-|\s)*以[上下](?:为|是)(?:新消息|历史消息|打招呼的内容)(?:—|-|\s)*|重新编辑|"
    r".{0,60}(?:的)?群聊(?:的)?聊天记录(?:如下[:：]?)?"
)
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""))


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message. `sender` is as written, empty for lines before any header.

    `sent_at` is aware; `is_guessed` says that no time stood over it. `lines` are its raw lines.
    """

    sender: str
    sent_at: datetime
    is_guessed: bool
    body: Body
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """Messages in the order of the text, and the lines that belong to nobody."""

    messages: tuple[Spoken, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    sender: str
    sent_at: datetime
    is_guessed: bool
    rest: str


def read_transcript(
    text: str, now: datetime, first_day: date, people: Collection[str] = ()
) -> Transcript:
    """Take a transcript apart; any text is accepted.

    `now` (aware) tells what 昨天 means, `first_day` is the day of a clock that has none, and
    `people` are names that count as a header even where no time stands beside them.
    """
    return _Reading(text, TimeReader(now, first_day), people).run()


class _Reading:
    """One transcript on its way; lines are asked in order."""

    def __init__(self, text: str, times: TimeReader, people: Collection[str]) -> None:
        self._lines = text.splitlines()
        self._times = times
        self._people = people
        self._names = {
            found["name"].strip() for line in self._lines for found in self._dated(_bare(line))
        }
        self._has_times = bool(self._names) or any(
            _CLOCK_HEADER.fullmatch(_bare(line)) for line in self._lines
        )
        self._messages: list[Spoken] = []
        self._furniture: list[str] = []

    def run(self) -> Transcript:
        """Return what was found."""
        header: _Header | None = None
        raw: list[str] = []
        after_gap = True
        for line in self._lines:
            bare = _bare(line)
            if self._is_mark(bare) or _NOTICE.fullmatch(bare):
                self._furniture.append(line)
                after_gap = True
                continue
            found = self._header(bare, after_gap=after_gap)
            after_gap = not bare
            if found:
                self._finish(header, raw)
                header, raw = found, []
            raw.append(line)
        self._finish(header, raw)
        return Transcript(tuple(self._messages), tuple(self._furniture))

    def _finish(self, header: _Header | None, raw: list[str]) -> None:
        kept = tuple(line for line in raw if line.strip())
        if not kept:
            return
        if header is None:
            header = _Header("", self._times.latest, is_guessed=True, rest="")
            said = raw
        else:
            said = [header.rest, *raw[1:]]
        body = read_body([_bare(line) for line in said])
        self._messages.append(Spoken(header.sender, header.sent_at, header.is_guessed, body, kept))

    def _is_mark(self, bare: str) -> bool:
        for pattern in _MARKS:
            found = pattern.fullmatch(bare[:_LONGEST_HEADER])
            if found and self._times.knows(found):
                self._times.read(found)
                return True
        return False

    def _header(self, bare: str, *, after_gap: bool) -> _Header | None:
        for found in self._dated(bare):
            return self._timed(found, found["rest"] or "")
        clock = None if _NO_NAME.search(bare) else _CLOCK_HEADER.fullmatch(bare[:_LONGEST_HEADER])
        if clock and (after_gap or self._may_speak(clock["name"])) and self._times.knows(clock):
            return self._timed(clock, "")
        named = None if self._has_times else _NAME_HEADER.fullmatch(bare)
        if named and self._is_person(named["name"]):
            moment = self._times.latest
            return _Header(named["name"].strip(), moment, is_guessed=True, rest=named["rest"])
        return None

    def _timed(self, found: re.Match[str], rest: str) -> _Header:
        moment = self._times.read(found)
        return _Header(found["name"].strip(), moment, is_guessed=False, rest=rest)

    def _may_speak(self, name: str) -> bool:
        """Whether 集合 8:30 amid words is a header: where others are dated, only of known names."""
        return not self._names or name.strip() in self._names or self._is_person(name)

    def _is_person(self, name: str) -> bool:
        return any(person in name for person in self._people)

    def _dated(self, bare: str) -> list[re.Match[str]]:
        found = (pattern.fullmatch(bare[:_LONGEST_HEADER]) for pattern in _DATED_HEADERS)
        return [match for match in found if match and self._times.knows(match)]


def _bare(line: str) -> str:
    return line.translate(_INVISIBLE).strip()
