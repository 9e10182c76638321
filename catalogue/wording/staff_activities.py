"""Words of the office's pages on inspections, contact points and assessments."""

from types import MappingProxyType

INSPECTION_KINDS = MappingProxyType({"special": "专项检查", "survey": "集中调研"})
INSPECTION_STATES = MappingProxyType({"planned": "计划中", "held": "已举行", "cancelled": "已取消"})
ATTENDANCES = MappingProxyType(
    {
        "signed_up": "自己报名",
        "listed": "已列入",
        "withdrew": "自己取消了",
        "attended": "到了",
        "absent": "没到",
    }
)
INSPECTION_SAVED = "活动建好了。核对无误后点“通知大家”。"
INSPECTION_CHANGED = "改好了。"
INSPECTION_CHANGED_BEFORE = "别人刚改过这次活动，或者它取消了。请看现在的样子再改。"
ROUTE_ARROW = " → "
TITLE_MISSING = "请写名称。"
BAD_DAY = "日期看不懂。请写成 2026-07-14。"
BAD_TIME = "时间看不懂。请写成 8:30。"
LISTED = "名单加好了。"
ATTENDANCE_SAVED = "到场情况记下了。"
INVITED_BEFORE = "已经通知过了，或者这次活动已经取消。"
GONE = "没有找到，可能刚刚改过。请刷新再看。"

POINT_SAVED = "联系点登记好了。"
POINT_ENDED = "联系点到今天为止。"
POINT_INCOMPLETE = "请写地名，选一个项目。"


def too_many_stops(most: int) -> str:
    """Refuse a route."""
    return f"路线最多{most}站，请合并几站。"


def bad_stop(line: str) -> str:
    """Refuse a line of a route."""
    return f"这一站看不懂：{line}。请写成“地名，项目，27.250000，111.740000”，项目和坐标可以不写。"


def bad_point(text: str) -> str:
    """Refuse degrees."""
    return f"坐标看不懂，或不在邵阳市：{text}。请写成 27.250000，111.740000。"


def invited(people: int, unreached: int) -> str:
    """Say how many are told."""
    rest = f"还有{unreached}人没绑定微信，请打电话。" if unreached else ""
    return f"已给{people}人发通知。{rest}"


def told(sentence: str, people: int) -> str:
    """Say how many of those who signed up are told of a change."""
    return sentence + (f"已给报了名的{people}人发通知。" if people else "")


CANCELLED = "活动已取消。"
