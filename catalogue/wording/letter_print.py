"""The few words that a letter gets from us and not from its drafter or its template."""

from datetime import date
from typing import Final

FULL_STOP: Final = "。"
NO_NUMBER: Final = "〔　　　　〕　　号"
NO_DATE: Final = "　　　　年　　月　　日"
LIST: Final = "问题清单"
PHOTOS: Final = "现场照片"
ANSWER_FORM: Final = "整改反馈表"
REPORT_FORM: Final = "督办事项处理报告"
ANNEX: Final = "附件"
COMMA: Final = "，"
AND_SO_ON: Final = "……"
BETWEEN_COPIES: Final = "，"
BETWEEN_PICTURES: Final = "、"

KINDS: Final[dict[str, str]] = {
    "tishi": "提示函",
    "tixing": "提醒函",
    "jiaoban": "工作交办函",
    "duban": "督办函",
    "onsite": "现场督办通知",
    "yujing": "预警通知",
}


def day(dated: date) -> str:
    """Write a date as GB/T 9704-2012, 7.3.5.4 has it: Arabic figures without leading zeros."""
    return f"{dated.year}年{dated.month}月{dated.day}日"


def answer_until(due: date, form: str) -> str:
    """Ask for an answer by a day."""
    return f"请于{day(due)}前{form}。"


def answer_within(days: int, form: str, *, working: bool) -> str:
    """Ask for an answer within days, counted from the day after delivery."""
    unit = "个工作日" if working else "日"
    return f"请自收到本函次日起{days}{unit}内{form}。"


def answer_somehow(form: str) -> str:
    """Ask for an answer without a term."""
    return f"请{form}。"


def see_list(count: int) -> str:
    """Point to the annex that lists the items."""
    return f"以上问题共{count}项，详见附件《{LIST}》。"


def see_pictures(first: int, last: int) -> str:
    """Name the pictures of an item."""
    return f"（见{pictures(first, last)}）"


def pictures(first: int, last: int) -> str:
    """Name one picture or a range of them."""
    return f"图{first}" if first == last else f"图{first}—{last}"


def caption(number: int, words: str) -> str:
    """Write what stands below a picture."""
    return f"图{number}　{words}" if words else f"图{number}"


def annex_number(place: int, of: int) -> str:
    """Write what stands over an annex: numbered only where there are several."""
    return ANNEX if of == 1 else f"{ANNEX}{place}"


def annex_line(place: int, of: int, name: str) -> str:
    """Name an annex below the text: no mark behind the name (7.3.4)."""
    numbered = name if of == 1 else f"{place}. {name}"
    return f"{ANNEX}：{numbered}" if place == 1 else numbered


def numbered_item(place: int, of: int, text: str) -> str:
    """Begin an item of several with its number."""
    return text if of == 1 else f"{place}. {text}"


def sealed_by(unit: str) -> str:
    """Name the unit whose seal stands for the office's, as the built-in templates do."""
    return f"（{unit}代章）"
