"""What the office reads about observers' looks at a unit's answer."""

from collections.abc import Mapping
from typing import Final

VERDICTS: Final[Mapping[str, str]] = {
    "": "还没有回话",
    "fixed": "已经好了",
    "not_fixed": "还没好",
    "cannot_go": "去不了",
}
ITEMS: Final[Mapping[str, str]] = {"open": "等单位答复", "answered": "已反馈", "closed": "已销号"}
UNSENT: Final[Mapping[str, str]] = {"look": "请看一眼的话", "outcome": "结果"}
SENT_AGAIN: Final = "对方一来消息就自动补发；急的请打电话。"
NOTED: Final = "记下了。他再回微信，以最后说的为准。"
DISPUTED: Final = "几位说的不一样，请核查以后再定。"
OPENED_AGAIN: Final = "已请单位重新办理。文号不变，等新的答复；谁去看的，不告诉单位。"


def asked(people: int, unreached: int) -> str:
    """Tell how many observers are asked."""
    told = (
        f"已请{people}位观察员看一眼。" if people else "没有一位有账号，已列入待办：派人到现场看。"
    )
    return told + (f"另有{unreached}位没有账号，请打电话。" if people and unreached else "")


def check_first(people: int) -> str:
    """Warn before a matter is closed about which observers say that it is not fixed."""
    return f"有{people}位观察员看了说还没好，核查清楚再销号。"
