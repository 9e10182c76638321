"""What made-up observers type in a rehearsal, and how they read a reminder."""

from collections.abc import Mapping
from typing import Final

TOWNSHIPS: Final = (
    "黑田铺镇", "小沙江镇", "酿溪镇", "塘渡口镇",
    "桃花坪街道", "田江街道", "爱莲街道", "新滩镇街道",
)  # fmt: skip
INFORMATION: Final = (
    "的通村公路塌了半边", "的农村公路护栏断了三根", "的老旧小区改造还没有动工",
    "的农村公路已经铺好沥青", "的农村公路路面坑坑洼洼", "的村卫生室没有医生坐诊",
    "的公办幼儿园已经封顶", "敬老院食堂的菜很新鲜，老人都说好",
)  # fmt: skip
SUGGESTIONS: Final = (
    "建议在村口的农村公路加装护栏", "建议敬老院每周请医生来一次",
    "建议老旧小区改造时多留几个停车位", "建议通村公路装路灯", "建议学校门口划一条斑马线",
    "建议多公开工程进度", "建议幼儿园多招几位老师", "建议村卫生室晚上也有人值班",
)  # fmt: skip
# What in a reminder makes a person send which kind of piece.
LACKS: Final[Mapping[str, tuple[str, ...]]] = {
    "info": ("信息还差", "还差信息"),
    "suggestion": ("建议还差", "还差建议", "、建议"),
}
MINE: Final = "我的"
PAUSE: Final = "暂停提醒"
RESUME: Final = "恢复提醒"
REJECTED: Final = "照片看不清在哪里，请补一张远景"
LEAVE: Final = "外出学习"
CLERK: Final = "预演"
OWN_NUMBER: Final = "分管两个乡镇"


def binding(code: str) -> str:
    """Return how an invitation's code is typed."""
    return f"绑定 {code}"
