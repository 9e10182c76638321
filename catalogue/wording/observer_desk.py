"""Sentences that the desk sends to observers when a clerk has done something."""


def binding_confirmed() -> str:
    """Tell a person that a clerk has confirmed who they are."""
    return "办公室已核对，绑定好了。以后直接发照片、说一句在哪里、什么事就行。"


def binding_refused() -> str:
    """Tell a person that the clerk could not confirm the binding."""
    return "办公室核对后没有通过这次绑定。请打办公室电话问一下，或者请办公室发一个邀请码。"


def urgent_seen(number: str) -> str:
    """Tell an observer that a person on duty has seen the urgent report."""
    return f"{number}号：值班同志已收到。"
