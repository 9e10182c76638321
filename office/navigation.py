"""The console's navigation: groups of pages, and where in them the open page stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import g, request, url_for

from office.rights import may, right_for
from office.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to go to; `waits` names the field of Waiting that it shows."""

    endpoint: str
    name: str
    waits: str = ""


GROUPS: Final[tuple[tuple[str, tuple[Entry, ...]], ...]] = (
    (
        "小组",
        (
            Entry("group", "本组"),
            Entry("group_reports", "本组信息"),
            Entry("group_inspections", "本组检查"),
        ),
    ),
    (
        "信息",
        (
            Entry("inbox", "收件箱", "urgent"),
            Entry("voices", "语音听写", "voices"),
            Entry("inquiries", "提问", "inquiries"),
            Entry("entry", "代录"),
            Entry("strangers", "未绑定来信", "strangers"),
            Entry("troubles", "待处理异常", "troubles"),
        ),
    ),
    (
        "办理",
        (
            Entry("board", "办理台", "board"),
            Entry("tasks", "待办", "tasks"),
            Entry("letters_waiting", "待我办的函", "letters"),
            Entry("letters", "函"),
            Entry("column", "观察哨", "column"),
        ),
    ),
    (
        "四个一",
        (
            Entry("quota", "完成情况"),
            Entry("essays", "材料", "essays"),
            Entry("inspections", "检查"),
            Entry("points", "联系点"),
            Entry("assessments", "测评"),
            Entry("forward", "转发"),
        ),
    ),
    (
        "观察员",
        (
            Entry("roster", "花名册"),
            Entry("bindings", "绑定申请", "bindings"),
            Entry("reach", "联系不上", "calls"),
        ),
    ),
    ("资料", (Entry("handbook", "手册"), Entry("blank_cards", "采集卡"))),
    (
        "统计",
        (
            Entry("digests", "摘报"),
            Entry("figures", "统计图"),
            Entry("ledgers", "台账"),
            Entry("past", "往年"),
        ),
    ),
    (
        "管理",
        (
            Entry("settings", "设置"),
            Entry("accounts", "账号"),
            Entry("audit", "操作记录"),
            Entry("identities", "查看身份", "identities"),
        ),
    ),
)
# Pages that belong to another one though their address does not stand below it.
_BELONGS: Final = {"report": "inbox", "unanswered": "inbox", "group_month": "group"}
# Pages below whose address others stand.
_BESIDE_THEIR_OWN: Final = {"inbox", "group"}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as the page shows it; `here` is what aria-current says, or empty."""

    name: str
    address: str
    waits: int
    here: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One group as the page shows it: `here` where the open page is one of its own."""

    name: str
    links: tuple[Link, ...]

    @property
    def here(self) -> bool:
        """Whether the open page is in this group."""
        return any(link.here for link in self.links)

    @property
    def waits(self) -> int:
        """What all its pages hold for somebody to do."""
        return sum(link.waits for link in self.links)


def navigation(waiting: Waiting) -> list[Shown]:
    """Return the groups with the pages that the person may open."""
    shown = (Shown(name, tuple(_links(entries, waiting))) for name, entries in GROUPS)
    return [group for group in shown if group.links]


def _links(entries: tuple[Entry, ...], waiting: Waiting) -> Iterator[Link]:
    for entry in entries:
        if may(g.staff.role, right_for(entry.endpoint, "GET")):
            waits = getattr(waiting, entry.waits) if entry.waits else 0
            address = url_for(f"office.{entry.endpoint}")
            yield Link(entry.name, address, waits, _here(entry.endpoint, address))


def _here(endpoint: str, address: str) -> str:
    open_page = (request.endpoint or "").removeprefix("office.")
    if open_page == endpoint:
        return "page"
    below = request.path.startswith(f"{address}/") and endpoint not in _BESIDE_THEIR_OWN
    return "true" if below or _BELONGS.get(open_page) == endpoint else ""
