"""What is told of the sealed record of the office's deeds."""

from collections.abc import Mapping
from typing import Final

_FAULTS: Final[Mapping[str, str]] = {
    "gap": "第{number}号封条不见了：记录中间缺了一段。",
    "forged": "第{number}号封条不是本系统封的：这一条或它前面的封条被改过（操作{deed}）。",
    "missing": "操作{deed}的记录被删除了（第{number}号封条还在）。",
    "changed": "操作{deed}的记录被改过，与第{number}号封条不符。",
    "unsealed": "操作{deed}标着已封存，却找不到它的封条。",
    "head": "记录的末尾对不上：末尾的封条被删除，或库里的末尾记号被改过。",
    "cut": "曾经封到第{number}号，现在没有这一号了：末尾被截掉，或者恢复了较早的备份。",
    "emptied": "有账号，却一条操作记录也没有：整个记录被清空了。",
    "rewritten": "第{number}号封条与当时记下的不一样：整段记录可能被重写过。",
}
BAD_HEAD: Final = "--head 要写成“编号:封条”，如 1024:9f3c61ab0d2e4f58，照信息摘报末尾抄就行。"
END_LOST: Final = (
    "操作记录的封条末尾和先前记下的对不上：可能有人改过数据库，也可能恢复过旧备份。"
    "请管理员运行 guancha audit verify 核对。"
)
NOTHING_SEALED: Final = "还没有封存过任何操作。"


def fault(kind: str, number: int, deed: int) -> str:
    """Tell one place where the record does not hold."""
    return _FAULTS[kind].format(number=number, deed=deed)


def more_faults(count: int) -> str:
    """Tell how many places are not listed."""
    return f"另有{count}处没有列出。"


def holds(links: int, head: str) -> str:
    """Tell that every seal holds."""
    return f"核对了{links}条操作记录，没有改动。末尾封条 {head}"


def broken(links: int, faults: int) -> str:
    """Tell that some seals do not hold."""
    return f"核对了{links}条操作记录，发现{faults}处不符。请保留现场，先备份数据库再查。"


def waiting(count: int) -> str:
    """Tell how many deeds have no seal yet."""
    return f"还有{count}条刚发生的操作没有封存（服务运行时一分钟内会封好）。"


def no_witness(path: str) -> str:
    """Tell that this machine never wrote down the chain's end."""
    return f"这台机器上没有 {path}：末尾是否被截，请用 --head 与最近一期信息摘报核对。"


def witness_broken(path: str) -> str:
    """Tell that the remembered end cannot be read."""
    return f"{path} 读不出来或被改坏了，请用 --head 与最近一期信息摘报核对。"
