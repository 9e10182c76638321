"""Words of the office's page of essays."""

from types import MappingProxyType
from typing import Final

STATES: Final = MappingProxyType(
    {"submitted": "已交，待审", "accepted": "已审核", "returned": "退回修改"}
)
TITLE_MISSING: Final = "请写题目，或者选文件。"
BAD_DAY: Final = "日期看不懂，或者还没到。请写成 2026-07-14。"
REASON_MISSING: Final = "请写一句原因，观察员看得到。"
GONE: Final = "没有改：已经是这样了，或者观察员又交了新的一份。请看最新的。"
NO_OBSERVER: Final = "请选是谁交的。"
DECIDED: Final = MappingProxyType(
    {
        "accepted": "已审核，计入，已告诉观察员。",
        "returned": "已退回，观察员会收到原因和再交的链接。",
    }
)


def saved(number: str, *, is_new: bool) -> str:
    """Tell a clerk that an essay is entered, now or before."""
    return f"{number}登记好了。" if is_new else f"{number}以前登记过了，没有重复登记。"
