"""What the office reads on the board: states, acts, verdicts, ends, and why an act was refused."""

from collections.abc import Mapping, Sequence
from typing import Final

STATES: Final = {
    "new": "待处理",
    "asked": "退回待答",
    "verified": "已核实",
    "handed": "已转办",
    "closed": "已办结",
    "merged": "已合并",
}
ACTS: Final = {
    "ask": "退回追问",
    "answer": "观察员答复",
    "verify": "核实",
    "take_back": "撤销，重新处理",
    "hand_over": "转办",
    "record": "记转办结果",
    "merge": "并到另一条",
    "unmerge": "撤销合并",
    "split": "拆成两条",
    "close": "办结",
    "reopen": "重新打开",
    "seen": "看过新消息",
}
VERDICTS: Final = {
    "true": "属实",
    "partly": "部分属实",
    "untrue": "不属实",
    "unknown": "无法核实",
}
HOW: Final = {"photos": "看照片和文字", "call": "打电话", "visit": "到现场", "unit": "问单位"}
ENDS: Final = {
    "solved": "已解决",
    "lasting": "转长期",
    "not_ours": "不属职责",
    "unverifiable": "无法核实",
    "duplicate": "重复",
}
UNKIND: Final = "这句话观察员会看到，请不要写“不属实”，可以写“现场情况与反映有出入”。"
REFUSALS: Final = {
    "UNKNOWN": "没有这条信息。",
    "WRONG_STATE": "这条现在不能这样办，请看它的办理记录。",
    "STILL_COMING": "观察员正在补充这条，等收齐了再办。",
    "WRONG_ROLE": "您的岗位不能办这一步。",
    "CHANGED": "这条刚才有变化，请看一眼再办。",
    "HELD": "{who}正在处理这条。要接着办，请先点“接手”。",
    "WORDS_MISSING": "请把说明写上。",
    "TOO_LONG": "这句话太长，手机上不好看，最多{who}个字。",
    "UNKIND": UNKIND,
    "BAD_MAIN": "不能并到那一条：它不存在、已撤回，已经办结，或者已经并到别处。",
    "NOTHING_CHOSEN": "请勾选要拆出去的内容，并且至少留下一样。",
}


def unkind(words: str) -> str:
    """Say why words for the observer were not sent, and give them back to be mended."""
    return f"{UNKIND}您写的是：{words}"


def refusal(why: str, details: tuple[str, ...]) -> str:
    """Say why an act was refused, by the name of its reason."""
    return REFUSALS[why].format(who="、".join(details))


SAME_PICTURE: Final = "照片是同一个文件"
ALIKE_PICTURE: Final = "照片相近"
COMMON_WORDS: Final = "文字相近"
NOT_IN_CHAT: Final = "记下了，但这位观察员没有绑定微信，请打电话问。"


MANY: Final = {
    "true": "核实：属实",
    "unknown": "核实：无法核实",
    "hand_over": "转办",
    "merge": "并到最早的那条",
    **{f"close:{code}": f"办结：{name}" for code, name in ENDS.items()},
    "seen": "新消息看过了",
}
NOTHING_TICKED: Final = "请先在左边勾选要一起办的。"
NO_ACT: Final = "请选一样要办的事。"
NOT_FROM_HERE: Final = "现在不能这样办。"


def too_many(most: int) -> str:
    """Say that fewer must be ticked."""
    return f"一次最多勾选{most}条。"


def done_many(done: int, left: Mapping[str, Sequence[str]]) -> str:
    """Say how many were done, and of which others why not: {why: numbers}."""
    told = f"办好{done}条。" if done else "都没有办。"
    return told + "".join(f"{'、'.join(numbers)}号：{why}" for why, numbers in left.items())


def no_such_number(typed: str) -> str:
    """Say that no report has this number."""
    return f"没有找到“{typed}”。编号像0714-32，前面是月和日。"


def metres_apart(metres: int) -> str:
    """Say how near two sites are."""
    return f"相距{metres}米"


def same_township(township: str) -> str:
    """Say that two sites are in one township."""
    return f"同在{township}"


def days_apart(days: int) -> str:
    """Say how near in time two reports are."""
    return f"相隔{days}天" if days else "同一天"


def minutes_ago(minutes: int) -> str:
    """Say since when a colleague is at work."""
    return f"{minutes}分钟前" if minutes else "刚刚"


def done(number: str, act: str) -> str:
    """Say what was just done to a report."""
    return f"{number}号：{act}。"


def held(who: str, minutes: int) -> str:
    """Say who is at work on a report, and since when."""
    return f"{who}正在处理这条（{minutes_ago(minutes)}）"
