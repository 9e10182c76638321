"""Words of the office's pages and sheet on the 三题监督测评."""

from datetime import date

OPENED = "测评开始了。"
CLOSED = "测评结束了，不再收回答。"
CLOSED_BEFORE = "这次测评早就结束了。"
TITLE_MISSING = "请写题目。"
NO_SUCH_SET = "请选一套题。"
TOO_FEW = "答的人太少，会看出是谁答的，先不显示。"
NO_NAMES = "只有各组合计和不记名的答卷；人少的组合在一起。"
NO_GROUP = "未分组"
TOTAL = "合计"
OTHER_GROUPS = "其余各组"
UNANSWERED = "没答"
SHEET = "监督测评"
COLUMNS = (("小组", 16), ("题目", 30), ("回答", 24), ("人数或答卷", 14))


def bad_closing(days: int) -> str:
    """Refuse a closing day."""
    return f"截止日期应是今天起{days}天以内，写成 2026-07-31。"


def asked_already(title: str) -> str:
    """Refuse an assessment for people who are answering another one."""
    return f"这些人里有人正在答“{title}”。等它结束，或换一组人：一次只问一件事。"


def asked(people: int, unreached: int) -> str:
    """Say how many are asked."""
    rest = f"还有{unreached}人没绑定微信，没有问到。" if unreached else ""
    return f"{OPENED}问了{people}人。{rest}"


def participation(answered: int, people: int) -> str:
    """Say how many answered."""
    return f"问了{people}人，{answered}人答了。"


def sheet_title(title: str, closes_on: date) -> str:
    """Return the first line of the sheet."""
    return f"三题监督测评　{title}　截止{closes_on}"


def sheet_name(title: str) -> str:
    """Return the file's name."""
    return f"监督测评-{title}.xlsx"


def sheet_number(number: int) -> str:
    """Return how a sheet without a name is called."""
    return f"答卷{number}"
