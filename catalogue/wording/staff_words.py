"""What the page of the projects' words says."""

from typing import Final

OFF: Final = "不属于哪个项目"
NO_CHANGE_SEEN: Final = "近来的信息里，没有一条会归到别的项目。"
SOON: Final = "已保存，几秒钟后收到的信息就按新的词认；已经归好的信息不变。"


def bad_word(word: str) -> str:
    """Say that a word is too short or too long."""
    return f"“{word}”不行：一个词要2到20个字。"


def said_twice(word: str) -> str:
    """Say that a word stands in two lists."""
    return f"“{word}”写了两处，只能写一处。"


def not_there(word: str) -> str:
    """Say that a dropped word is none of the packaged ones."""
    return f"“{word}”不在系统自带的词里，不用去掉。"


def too_many(most: int) -> str:
    """Say that there are too many words."""
    return f"每一栏最多{most}个词。"


def changed(number: int, looked_at: int) -> str:
    """Say how many of the newest reports would be tagged differently."""
    return (
        f"近来{looked_at}条信息里，有{number}条会归到别的项目（已经归好的不会变，只是拿来比较）："
    )


def one_changed(text: str, before: str, after: str) -> str:
    """Tell one report that would be tagged differently."""
    return f"“{text}”：{before} → {after}"
