"""What staff read when a platform denies our account something: the consequence and the way out."""

from typing import Final

_CERTIFY: Final = (
    "多半是公众号没有认证：未认证的公众号既不能主动发消息也不能下载照片，只能当场回复。"
    "请在公众平台“设置与开发→公众号设置”办理微信认证。"
)
_ROBOT: Final = (
    "多半是机器人已被移出群：紧急信息不会出现在值班群里。"
    "请在群里重新添加机器人，把新地址写进 config.toml 的 duty_robot，再重启服务。"
)
_GROUP: Final = (
    "多半是机器人已被移出群：请先复制后手工转发。"
    "请在群里重新添加机器人，把新地址写进 config.toml 的 group_robot，再重启服务。"
)
_NOTICES: Final = (
    "窗口关闭后的通知改走企业微信，或记为未送达。"
    "请在公众平台“广告与服务”里开通模板消息或订阅通知，并核对类目。"
)
_WORK: Final = "请在企业微信管理后台核对这个应用的权限和可见范围。"
_WHAT: Final = {
    ("official", "send"): ("公众号不能主动发消息", _CERTIFY),
    ("official", "fetch"): ("公众号不能下载照片，照片三天后过期就取不到了", _CERTIFY),
    ("official", "template"): ("公众号不能发模板消息", _NOTICES),
    ("official", "subscribe"): ("公众号不能发订阅通知", _NOTICES),
    ("official", "menu"): ("公众号不能设菜单", _CERTIFY),
    ("work", "send"): ("企业微信应用不能发消息", _WORK),
    ("work", "fetch"): ("企业微信应用不能下载照片，照片三天后过期就取不到了", _WORK),
    ("group", "send"): ("观察员群机器人发不出消息", _GROUP),
    ("robot", "send"): ("值班群机器人发不出消息", _ROBOT),
}


def switched_off(channel: str, name: str, errcode: int) -> str:
    """Tell what our account may not do, what follows from it, and what helps."""
    what, remedy = _WHAT.get((channel, name), (f"{channel}的{name}接口不能用", ""))
    return f"{what}（错误码{errcode}）。{remedy}办好后点“再试一次”；不点，系统每天也会试一次。"


ASKED_AGAIN: Final = "好，马上再试。通了这一条会自己消失。"
NOTHING_OFF: Final = "这一项已经恢复了。"
