"""What the office reads about urging units: by message, by telephone, by the clock."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

LIAISON: Final = "联络人"
IN_HAND: Final = "现在经手"
RECEIVER: Final = "签收人"

URGED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "POSTED": "催办消息已交系统发送，送到没有，看函页的“催办”。",
        "NO_CONTACT": "没有发：这个单位没有登记接收来函的联络人。请打电话催办，并到设置里补上。",
        "NO_ROAD": "没有发：联络人没有可用的手机号，或者短信没有开通。请打电话催办。",
        "BEFORE": "今天已经催过这件函，不再重发。",
        "NOT_WAITING": "没有发：这件函已经反馈、退回或办结，不用催了。",
        "NOT_NEAR": "没有发：离反馈时限还有两个工作日以上，还不到催办的时候。",
        "OFF_HOURS": "没有发：现在不是上班时间，请上班后再点。",
    }
)
GOOD: Final = frozenset({"POSTED"})

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "queued": "等待发送",
        "handed": "已交平台，等回执",
        "sent": "已发送",
        "undelivered": "未送达",
        "dropped": "没有发",
    }
)
STAGES: Final[Mapping[str, str]] = MappingProxyType(
    {"T-2": "到期前两天", "T": "到期当天", "T+1": "过期后"}
)
BY_CLOCK: Final = "自动催办"

CALLS: Final[Mapping[str, str]] = MappingProxyType({"reached": "打通了", "missed": "没打通"})
CALL_NOTED: Final[Mapping[str, str]] = MappingProxyType(
    {"reached": "记下了：打通了。", "missed": "记下了：没打通。这件事还留在待办里。"}
)
CALL_INCOMPLETE: Final = "请选打通没有；打通了的，请写对方怎么说。"
NOBODY_TO_RING: Final = "没有登记联络人的电话，请查单位总机，再到设置里补上。"

HAND_INCOMPLETE: Final = "请写单位同事的姓名和电话。"
HAND_NOTED: Final = "记下了：单位转交同事经办。"

SWITCH: Final = "自动催办"
ON: Final = "开"
OFF: Final = "关"
SWITCH_SAVED: Final = "已保存，马上生效。"
SWITCH_EFFECTS: Final[Mapping[bool, str]] = MappingProxyType(
    {
        True: "从今天起，函到期前两天、到期当天、过期后第一个工作日，系统在上班时间各催一次；"
        "以前就过期的不补催。",
        False: "系统不再自己催办；已经排队、还没有发出的也不发了。经办仍可以一件一件催。",
    }
)
NO_SMS: Final = (
    "短信没有开通或没有催办模板：只有绑定了本系统的联络人收得到，其余的列入待办，请打电话。"
)
DIRECTOR_ONLY: Final = "自动催办由主任开关。"


def running(count: int) -> str:
    """Say how many letters wait for an answer."""
    return f"现在等反馈的函有{count}件。"


def since(day: date) -> str:
    """Say from when the switch is on."""
    return f"{day.month}月{day.day}日起打开"
