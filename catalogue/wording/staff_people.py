"""What a clerk reads while keeping the roster: a person's page, handing over, undoing, printing."""

from datetime import date
from typing import Final

SAVED = "存好了，已记录。"
SAME = "没有改动。"
ADDED = "已加进花名册。"
CHANGED_ELSEWHERE = (
    "别人刚刚改过这位观察员，您的改动还没有保存。请对照下面“现在是”的内容，改好再交。"
)
NOT_SAVED = "还没有保存：下面标红的请改好再交。"
SUSPENDED = "已暂停。他下次发消息时会告诉他一次；发来的照样收下，不计数。"
REINSTATED = "已恢复。"
STATE_GONE = "他的状态刚刚在别处改过，请看下面最新的。"
REASON_MISSING = "请写一句原因。"
SINCE_LATER = "暂停从哪天起，不能是将来的日子。将来到期的，请改“聘任止”。"
SINCE_UNKNOWN = "日期看不懂，请写成2026-06-20这样。"
UNBOUND = "已解绑。这个账号再发消息，会当作没有绑定的人来答。"
UNBIND_GONE = "这个账号已经不在他名下了。"
UNDO_GONE = "这次导入已经撤销过，或者超过30天，不能撤销。"
NOT_HANDED_OVER = "还没有交接：下面标红的请改好再交。"
HANDED_OVER_BEFORE = "他的位置已经交接过了。"
SAME_PERSON = "这是他本人的手机号。请填接手人的。"
END_MISSING = "请填最后一天。"
END_BEFORE_BEGIN = "比他的聘任起还早，请检查。"
BEGIN_BEFORE_END = "要晚于前任的最后一天。"
NOBODY_CHOSEN = "请先勾选要发邀请码的人。"
TOO_MANY_SLIPS = "一次最多打印200人，请先筛选，分几次打印。"
NOT_SUSPENDED_SLIPS = "勾选的人都已暂停，没有发邀请码。"


def export_name(day: date) -> str:
    """Return the name of the exported sheet's file."""
    return f"观察员花名册{day:%Y%m%d}.xlsx"


def phone_taken(name: str, group: str) -> str:
    """Name who has this phone already."""
    where = f"（{group}）" if group else ""
    return f"“手机号”和{name}{where}的相同，请核对。"


def known_successor(name: str, group: str) -> str:
    """Say that the successor's phone is on the roster, and what to do if it is meant."""
    where = f"（{group}）" if group else ""
    return f"花名册里已有这个号码：{name}{where}。就是要由此人接手的，请勾选下面一格再交。"


def other_name(name: str) -> str:
    """Say that the phone belongs to somebody of another name."""
    return f"这个手机号在花名册里是{name}的，姓名对不上，请核对。"


def handed_over(old: str, new: str) -> str:
    """Say who took whose place."""
    return f"已交接：{old}的位置由{new}接手。{old}报过的信息都还在他名下。"


def import_undone(restored: int, removed: int, left: int) -> str:
    """Say what undoing an import did."""
    told = f"已撤销：还原{restored}人，移除{removed}人。"
    return f"{told}有{left}处没有动，原因写在下面。" if left else told


_STAYS: Final = {
    "reports": "已经报过信息",
    "accounts": "已经绑定过账号，或有人申请绑定",
    "invited": "已经用过邀请码",
    "edited": "后来又改过",
    "other": "别处还有他的记录",
}


def leftover(name: str, field: str, why: str) -> str:
    """Say what undoing an import left, and why; `field` is the roster's word for it."""
    if field == "added":
        return f"{name}是这次新增的，但{_STAYS[why]}，人还留在花名册里。"
    if field == "account":
        return f"{name}绑定的账号{_STAYS[why]}，没有解绑。"
    return f"{name}的“{field}”{_STAYS[why]}，保留现在的内容。"


SCENE_NOT_GRANTED: Final = "公众号没有生成带参数二维码的权限（要认证的服务号）"


def words_in_qr(cause: str) -> str:
    """Say that the QR codes hold words to send instead of binding at a scan, and why."""
    return f"二维码里改放了要发的话，扫了要自己复制发出：{cause}。"
