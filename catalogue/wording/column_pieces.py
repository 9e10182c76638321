"""What stands in a piece for the 观察哨 column and in its ledger."""

from collections.abc import Sequence
from datetime import date
from typing import Final

OUTLET: Final = "《邵阳日报》“观察哨”栏目"
LEDGER: Final = "观察哨台账"
LEDGER_COLUMNS: Final = (
    ("交媒体日期", 12),
    ("标题", 44),
    ("媒体", 28),
    ("状态", 12),
    ("刊登日期", 12),
    ("链接", 50),
)
STATES: Final = {
    "draft": "准备中",
    "ready": "待审核",
    "approved": "可交媒体",
    "handed": "已交媒体",
    "published": "已刊登",
    "recalled": "须撤回",
    "dropped": "不用了",
}


def title(place: str, project: str) -> str:
    """Propose a headline."""
    return f"观察哨｜{place}{project}" if place or project else ""


def proposed(day: date, place: str, said: str, end: str) -> str:
    """Propose a paragraph: what an observer reported and how it ended."""
    where = f"在{place}" if place else ""
    told = f"{day.month}月{day.day}日，民生实事观察员{where}走访时反映：{_sentence(said)}"
    return told + (f"\n{_sentence(end)}" if end else "")


def credit(names: Sequence[str], others: int) -> str:
    """Name those who wished it; the others are observers and nothing else."""
    people = [f"民生实事观察员 {'、'.join(names)}"] if names else []
    if others:
        people.append(f"{'另有' if names else ''}{others}位民生实事观察员（不署名）")
    return "线索和照片提供：" + "，".join(people) if people else ""


def caption(place: int, name: str) -> str:
    """Stand below a photo."""
    return f"图{place}　民生实事观察员{f' {name} ' if name else ''}供图"


def photo_name(place: int) -> str:
    """Name a photo's file."""
    return f"{place:02}.jpg"


def file_name(piece: str, form: str) -> str:
    """Name a download."""
    return f"观察哨-{piece}.{form}"


def ledger_name(first: date, last: date) -> str:
    """Name the ledger's file."""
    return f"{LEDGER}{first:%Y%m%d}-{last:%Y%m%d}.xlsx"


def period(first: str, last: str, count: int) -> str:
    """Tell what the ledger holds."""
    return f"{first}至{last}交媒体，共{count}篇"


def _sentence(words: str) -> str:
    plain = " ".join(words.split())
    return plain if not plain or plain[-1] in "。！？；" else f"{plain}。"
