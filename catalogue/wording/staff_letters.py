"""What the office reads about letters: why an act was refused, what is missing, what is due."""

from collections.abc import Callable, Mapping
from typing import Final

from catalogue.wording.staff_triage import UNKIND

STATES: Final = {
    "draft": "草稿",
    "submitted": "已送签",
    "confirming": "待复核",
    "signed": "已签发",
    "sealed": "已用印",
    "delivered": "已送达",
    "received": "单位已签收",
    "contested": "单位退回",
    "answered": "已反馈",
    "done": "已办结",
    "void": "作废",
}
REFUSALS: Final = {
    "UNKNOWN": "没有找到这件函，请回到列表再点一次。",
    "NO_POLICY": "本地区没有这种函的规则，请管理员查看 catalogue/data/letters。",
    "WRONG_STATE": "这件函现在不能这样办，请看它的办理记录。",
    "WRONG_ROLE": "按规则，您的岗位不能办这一步。",
    "OWN_LETTER": "拟稿人不能签发自己拟的函，请另一位有权的同志签发。",
    "SAME_OFFICER": "上传和复核不能是同一个人，请另一位同志复核。",
    "CHANGED": "刚才有人办理了这件函，请刷新后再看。",
    "NOTE_MISSING": "请写明理由。",
    "INCOMPLETE": "还不能送签，请先补齐：{details}。",
    "TEMPLATE": "函的模板对不上：{details}。",
    "NAMES_AN_OBSERVER": "{details}里出现了观察员的姓名或电话，请删去后再送签。",
    "BETRAYS_A_VISIT": "这件函有暗访的信息，{details}写了时间、路线或暗访的字样，请删去后再送签。",
    "OTHER_CONTENT": "送签以后内容或模板变过，请撤回后重新送签。",
    "OTHER_WAY": "这件函送签时选的不是这种签发方式，请按原来选的办，或撤回重选。",
    "YEAR_NOT_LOADED": "时限跨到{details}年，还没有那一年的放假安排，请先在“设置·工作日历”录入。",
    "UNKIND": UNKIND,
    "CONTESTED_BEFORE": "单位已经退回过一次，这次请直接与单位沟通。",
    "BAD_DAY": "日期不对：不能早于上一步，也不能晚于今天。",
}
MISSING: Final = {
    "title": "标题",
    "unit": "主送单位",
    "ground": "依据",
    "opening": "缘由",
    "reason": "发函的必要性（非必要不开展）",
    "items": "问题清单",
    "item_words": "每个问题的内容和要求",
    "signer": "签发人",
    "signer_name": "签发人姓名（纸质签批要写）",
    "term": "反馈时限",
    "visit": "现场督办的时间、地点、人员和内容",
    "secrecy": "不涉密确认",
    "pictures": "照片的人脸、证件、门牌、车牌检查",
}
_LINES: Final = {
    "office": "发文机关",
    "seal": "用印单位",
    "series": "机关代字",
    "draft": "拟稿权限",
    "sign": "签发权限",
    "term": "时限",
    "answer": "反馈形式",
    "grounds": "依据",
}
_PLACES: Final = {
    "title": "标题",
    "unit": "主送单位",
    "copies": "抄送单位",
    "opening": "缘由",
    "requirement": "总的要求",
    "visit": "现场督办的安排",
}


def refusal(why: str, details: tuple[str, ...]) -> str:
    """Say why an act was refused, by the name of its reason."""
    named = _NAMED.get(why)
    words = "、".join(map(named, details)) if named else "；".join(details)
    return REFUSALS[why].format(details=words)


def is_of_the_rules(what: str) -> bool:
    """Whether what is missing is a line of the rules that nobody has settled."""
    return what not in MISSING


def missing(what: str) -> str:
    """Name one missing thing: a part of the letter, or a line of the rules by its key."""
    if what in MISSING:
        return MISSING[what]
    first, last = what.split(".", 1)[0], what.rsplit(".", 1)[-1]
    return f"{_LINES.get(first) or _LINES.get(last, what)}（参考，待办公室核定）"


def place(key: str) -> str:
    """Name a place in a letter, as casework/letters/shield.py tells it."""
    first, _, number = key.partition(".")
    return f"第{number}个问题" if number else _PLACES[first]


_NAMED: Final[Mapping[str, Callable[[str], str]]] = {
    "INCOMPLETE": missing,
    "NAMES_AN_OBSERVER": place,
    "BETRAYS_A_VISIT": place,
}
