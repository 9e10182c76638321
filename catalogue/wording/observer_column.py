"""What an observer reads when their photos and words are to appear in the papers."""

from datetime import date
from typing import Final

NOTHING_ASKED: Final = "现在没有要登报的稿子用到您的照片和文字，不用撤回。"


def asking(number: str, title: str, outlet: str) -> str:
    """Ask whether a piece may hold their photos and words: what, where, and the name."""
    return (
        f"您报的{number}号办得好，办公室想写成稿子《{title}》，请{outlet}刊登，会用到您的照片和文字"
        "（人脸、门牌、车牌都遮住，不写电话）。登不登、写不写名字都由您定："
        "同意并写名字回“署名”，同意但不写名字回“不署名”，不愿意回“不同意”。"
    )


def say_clearly(number: str) -> str:
    """Ask once what 好 means: it is no consent."""
    return (
        f"谢谢。登报的事要您明确说一句：{number}号的稿子，同意并写名字回“署名”，"
        "同意但不写名字回“不署名”，不愿意回“不同意”。不回就不登。"
    )


def named(number: str) -> str:
    """Answer 署名."""
    return (
        f"记下了：{number}号的稿子您同意刊登，写您的名字。登出来以前想改，回“不署名”或“撤回同意”。"
    )


def unnamed(number: str) -> str:
    """Answer 不署名, and a bare 同意."""
    return (
        f"记下了：{number}号的稿子您同意刊登，不写名字。"
        "想写名字回“署名”；登出来以前不想登了，回“撤回同意”。"
    )


def refused(number: str) -> str:
    """Answer 不同意."""
    return f"好的，{number}号的稿子不用您的照片和文字。谢谢您告诉我们，您报的事照样办、照样算数。"


def withdrawn(number: str) -> str:
    """Answer 撤回同意."""
    return f"好的，{number}号的稿子您已撤回同意，不用您的照片和文字了。"


def withdrawn_from_medium(number: str) -> str:
    """Answer 撤回同意 where the medium has the piece already."""
    return f"好的，{number}号的稿子您已撤回同意。稿子已经交给媒体，办公室马上通知他们不要用。"


def too_late(number: str) -> str:
    """Answer what comes after the piece was published."""
    return f"{number}号的稿子已经登出来了，改不了。有什么不妥，请发“找办公室”联系我们。"


def not_used(number: str) -> str:
    """Answer what comes after the piece was given up."""
    return f"{number}号的稿子没有用，也不会登。谢谢您。"


def also_waiting(number: str) -> str:
    """Name another piece that waits for their word."""
    return (
        f"还有{number}号的稿子也等您一句话，回“{number} 署名”“{number} 不署名”或“{number} 不同意”。"
    )


def published(number: str, title: str, appeared: tuple[str, date, str], *, named: bool) -> str:
    """Tell that a piece came out: (where, on which day, its link or nothing)."""
    outlet, on, link = appeared
    name = "写了您的名字" if named else "没有写您的名字"
    told = (
        f"您报的{number}号登出来了：{on.month}月{on.day}日，{outlet}《{title}》，{name}。谢谢您。"
    )
    return f"{told}\n{link}" if link else told
