"""What clerks read on the page 转发."""

from collections.abc import Iterable
from types import MappingProxyType

OCCASIONS = MappingProxyType({"start": "月初", "middle": "20日前后", "end": "月底"})
ROADS = MappingProxyType({"copied": "手工转发", "robot": "群机器人"})
NO_POLICY = "config.toml 里 region 写的地区没有四个一的规则，没有什么可以转发。"
TICKED = "记下了：已转发。"
POSTED = "交给群机器人了，发出去没有，看下面的记录。"
DRAWING = "正在画图片，几秒钟就好。"
EMPTY = "文字是空的，没有记下。"
TOO_LONG = "文字太长了（最多1300字），请短一点。"
NO_ROBOT = "config.toml 里没有写 group_robot，群机器人发不了。请复制后手工转发。"
NOT_DRAWN = "图片还没画好，没有发。等图片出来再点，或者去掉“连图片一起发”。"
BEING_DRAWN = "正在画……这一页会自己刷新。"
FAILED = "图片没有画出来，请再点一次；还不行，请交技术人员看。"
OLD = "数有变化，或者还没画过。点一下，用现在的数画。"


def names_lacking(names: Iterable[str]) -> str:
    """Refuse a text that names somebody who is not complete."""
    return f"文字里有还没交齐的人：{'、'.join(names)}。群里只点交齐的人的名，请去掉再发。"


def unwritten(names: Iterable[str]) -> str:
    """Say whom the picture does not name."""
    return f"图片的字库里没有这些名字的字，图上没有写：{'、'.join(names)}。文字里有。"


def file_name(year: int, month: int) -> str:
    """Return how the picture is called once it is downloaded."""
    return f"四个一-{year}年{month:02d}月.png"
