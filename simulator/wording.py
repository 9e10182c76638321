"""What people read in the chat page, and what the platform itself says to them."""

from collections.abc import Sequence

SERVICE_UNAVAILABLE = "该公众号暂时无法提供服务，请稍后再试"

PAGE_WORDS = {
    "you_are": "你是 {}",
    "went_wrong": "没有成功：{}",
    "gone": "演示程序没有回应，请看它是不是关了。",
    "send_photos": "发送照片",
    "send_some_photos": "发送{}张照片",
    "passive": "当场回复",
    "pushed": "随后推送",
    "photo": "发出的照片，点开看大图",
    "service_avatar": "拍",
    "take_back": "取消",
    "times_left": "{}（还有{}次）",
    "check_passed": "回调地址检查通过。",
    "check_failed": "回调地址检查没有通过：{}",
}

RECEIVED = "收到"
REPORTED = "完成"  # what an observer types when a report is whole
_TROUBLES = {
    "timeout": "对方没有按时回应",
    "refused": "连不上对方",
    "hang_up": "还没等到回应就断线了",
    "answer_lost": "对方回应了，半路丢了",
    "broken": "对方没回应就断开了",
}
_CAPTIONS = {
    "image": "[照片]",
    "voice": "[语音]",
    "video": "[视频]",
    "shortvideo": "[小视频]",
    "location": "[位置]",
    "link": "[链接]",
    "file": "[文件]",
    "template": "[模板消息]",
    "subscribe": "[订阅通知]",
}
_EVENTS = {
    "subscribe": "关注了公众号",
    "unsubscribe": "取消了关注",
    "SCAN": "扫了二维码",
    "LOCATION": "公众号取得了位置",
    "CLICK": "点了菜单",
    "VIEW": "点开了菜单里的网页",
    "enter_agent": "进入了应用",
    "subscribe_msg_popup_event": "点了订阅通知的“允许”或“拒绝”",
    "pic_sysphoto": "用菜单拍了照片",
    "pic_photo_or_album": "用菜单选了照片",
    "location_select": "用菜单发了位置",
}


def outcome_of(status: int | None, trouble: str) -> str:
    """Say how one try ended."""
    if status is None:
        return _TROUBLES.get(trouble, trouble)
    if trouble:
        return f"回应不合要求（{trouble}）"
    return RECEIVED if status == 200 else f"对方报错 {status}"  # noqa: PLR2004 -- HTTP's ok


def story_of(state: str, outcomes: Sequence[str]) -> str:
    """Say in one line how a delivery went; empty when it went at once and without trouble."""
    if state == "held":
        return "扣住了，还没送出"
    if state == "underway":
        missed = sum(outcome != RECEIVED for outcome in outcomes)
        return f"正在送……前{missed}次没有送到" if missed else "正在送……"
    if len(outcomes) > 1 and len(set(outcomes)) == 1:
        told = f"试了{len(outcomes)}次，每次都是{outcomes[0]}"
    else:
        told = "；".join(f"第{number}次{outcome}" for number, outcome in enumerate(outcomes, 1))
    if state == "failed":
        return f"没有送到：{told}"
    return "" if len(outcomes) == 1 else f"送到了：{told}"


def caption_of(via: str, kind: str, text: str) -> str:
    """Say what a bubble shows instead of, or beside, a picture."""
    if via == "event":
        return _EVENTS.get(kind, kind) + (f"（{text}）" if text else "")
    if kind == "text":
        return text
    return f"{_CAPTIONS.get(kind, f'[{kind}]')} {text}".strip()


SHOWN_PICTURE = "［图片］"
