"""Sentences that the desk sends to observers when a clerk has done something."""

from collections.abc import Sequence
from types import MappingProxyType

_WHERE = MappingProxyType(
    {
        "group": "您在群里反映的情况",
        "phone": "您来电反映的情况",
        "paper": "您交来的纸质卡",
        "visit": "您当面反映的情况",
    }
)
_MOST_NUMBERS = 20


def entered(source: str, numbers: Sequence[str]) -> str:
    """Tell an observer under which numbers a clerk entered what came by another way."""
    named = "、".join(numbers[:_MOST_NUMBERS]) + ("等" if len(numbers) > _MOST_NUMBERS else "")
    many = f"（共{len(numbers)}条）" if len(numbers) > 1 else ""
    return f"{_WHERE[source]}{many}已由办公室录入，编号{named}。要补充，回“补充 {numbers[-1]}”。"


def binding_confirmed() -> str:
    """Tell a person that a clerk has confirmed who they are."""
    return "办公室已核对，绑定好了。以后直接发照片、说一句在哪里、什么事就行。"


def binding_refused() -> str:
    """Tell a person that the clerk could not confirm the binding."""
    return "办公室核对后没有通过这次绑定。请打办公室电话问一下，或者请办公室发一个邀请码。"


def urgent_seen(number: str) -> str:
    """Tell an observer that a person on duty has seen the urgent report."""
    return f"{number}号：值班同志已收到。"
