"""What the office reads about pieces for the 观察哨 column."""

from collections.abc import Mapping, Sequence
from typing import Final

ACTS: Final[Mapping[str, str]] = {
    "column.tick": "勾选可供发布",
    "column.untick": "取消可供发布",
    "column.begin": "起观察哨稿",
    "column.edit": "改观察哨稿",
    "column.photo-checked": "核对观察哨照片",
    "column.ask": "征求观察员同意",
    "column.submit": "观察哨稿送审",
    "column.approve": "观察哨稿审核通过",
    "column.return": "观察哨稿退回",
    "column.export": "导出观察哨稿",
    "column.hand": "观察哨稿交媒体",
    "column.publish": "观察哨稿已刊登",
    "column.recall": "已通知媒体不用",
    "column.drop": "观察哨稿不用了",
    "column.ledger": "导出观察哨台账",
    "column.named": "观察员同意署名刊登",
    "column.unnamed": "观察员同意不署名刊登",
    "column.refused": "观察员不同意刊登",
    "column.withdrawn": "观察员撤回同意",
}
ANSWERS: Final = {
    "": "还没有答复",
    "named": "同意，署名",
    "unnamed": "同意，不署名",
    "refused": "不同意",
    "withdrawn": "撤回了同意",
}
REFUSALS: Final = {
    "UNKNOWN": "没有找到，请回到列表再点一次。",
    "WRONG_STATE": "这篇稿子现在不能这样办，请看它现在的状态。",
    "WRONG_ROLE": "您的岗位不能办这一步。",
    "OWN_PIECE": "写稿、送审的人不能审核自己的稿子，请另一位有权的同志审核。",
    "CHANGED": "刚才有人动过这篇稿子，请看过最新的再办。您填的还在下面。",
    "INCOMPLETE": "还不能往下走：{details}。",
    "NOT_FOR_COLUMN": "只有办结的信息和典型经验可以用，请重新勾选。",
    "NOTHING_CHOSEN": "请勾选1到20条。",
    "ASKED_ALREADY": "已经按原来的媒体征求过观察员同意，不能换。要换媒体，请另做一篇重新征求。",
    "NOBODY_TO_ASK": "没有还要征求同意的人。",
    "TITLE_MISSING": "先写好标题和媒体并保存，再征求同意：观察员要知道登什么、登在哪里。",
    "BAD_DAY": "日期不对：不能早于上一步，也不能晚于今天。",
    "BAD_LINK": "链接要以 http:// 或 https:// 开头；只登了报纸、没有链接的，空着就行。",
}
_MISSING: Final = {"title": "没有标题", "text": "没有正文", "outlet": "没有写登在哪家媒体"}
_LEFT: Final = {
    "phone": "正文里还有电话号码",
    "paper": "正文里还有证件号码",
    "plate": "正文里还有车牌",
    "door": "正文里还有门牌号",
}
_ALONE: Final = {
    "photo_unseen": "有照片没有核对（人脸、证件、门牌、车牌）",
    "photo_failed": "有照片处理不了，请去掉",
    "named": "正文里有没同意署名的观察员的姓名",
}
UNTICKED: Final = "请先在照片下面勾选“人脸、证件、门牌、车牌已检查”。"
PHOTO_CHANGED: Final = "照片刚才又处理过，请看过新的再勾选。"
PHOTOS_CHECKED: Final = "记下了。"
PHOTO_MARKED: Final = "正在处理，好了请再核对。"
BAD_BOX: Final = "方框没有写对：左要小于右，上要小于下，都在0到100之间。"
ONLY_DRAFTS: Final = "这篇稿子不在准备中，不能改照片。要改，先退回。"
SAVED: Final = "保存好了。"
BEGUN: Final = "稿子起好了。正文是按反映和办理结果拟的，请改成能登的话，再选照片。"
SECRECY_UNTICKED: Final = "请先勾选“内容不涉密，可以公开”。"
SUBMITTED: Final = "已送审。"
APPROVED: Final = "审核通过，可以交媒体了。"
RETURNED: Final = "已退回，可以再改。"
HANDED: Final = "记下了：已交媒体。"
RECALLED: Final = "记下了：媒体已知道不用。稿子回到准备中。"
DROPPED: Final = "这篇不用了。"
UNTICKED_REPORT: Final = "已取消可供发布。"
CANNOT_MAKE: Final = "文件没有做成，请再试一次；还不行请告诉管理员。"
PHOTO_GONE: Final = "有照片的文件找不到了，请去掉那张再试。"
NOT_DAYS: Final = "起止日期没有写对：两个都要写，起不能晚于止。"
NOT_A_DAY: Final = "请写明日期。"
TOO_SLOW: Final = "这段时间太长，一时查不完，请把起止日期写短一些。"


def ticked(count: int) -> str:
    """Tell how many reports are marked."""
    return f"已标为可供发布：{count}条。"


def asked(people: int, unreached: Sequence[str]) -> str:
    """Tell whom the question goes to."""
    told = f"已请{people}位观察员答复，上班时间送出。" if people else ""
    if unreached:
        told += f"{'、'.join(unreached)}号的观察员没有绑定微信，问不到，不能用他们的照片和文字。"
    return told


def published(people: int) -> str:
    """Tell that a piece came out."""
    return f"记下了：已刊登，已告诉{people}位观察员。"


def fault(code: str) -> str:
    """Say one thing that keeps a piece from leaving."""
    kind, _, detail = code.partition(":")
    match kind:
        case "missing":
            return _MISSING[detail]
        case "kind_left":
            return _LEFT[detail]
        case "withdrawn":
            return f"{detail}号已撤回，不能用"
        case "consent":
            return f"{detail}号的观察员还没有同意（稿子里有他的照片或文字）"
        case _:
            return _ALONE[kind]


def refusal(why: str, details: Sequence[str]) -> str:
    """Say why an act is refused."""
    return REFUSALS[why].format(details="；".join(fault(each) for each in details))
