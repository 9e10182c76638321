"""Words of the list of calls: why nothing reaches a person, and what to say on the telephone."""

from collections.abc import Sequence
from types import MappingProxyType

from catalogue.wording.observer_quota import address

WHY = MappingProxyType(
    {
        "unbound": "还没有绑定账号",
        "left": "取消关注了",
        "no-channel": "绑定的账号所在的渠道现在没有开通",
        "may-not": "公众号现在没有主动发消息的权限",
        "full": "最近两天已经发满5条，要等本人再发一句",
        "no-consent": "两天内没来过消息，也没有点过“允许”通知",
        "no-template": "两天内没来过消息，办公室也没有配置提醒的模板",
    }
)
_HELP = MappingProxyType(
    {
        "unbound": "请您打开我们的公众号（或企业微信），发“绑定”加您的姓名和手机后四位，就绑上了。",
        "left": "公众号您那边取消关注了，请重新关注，再发一句“我的”。",
        "no-channel": "请您打开我们的公众号，发一句“我的”，看看还能不能用。",
        "may-not": "公众号现在不能主动发消息，有事我们打电话。您发“我的”，随时看得到自己的情况。",
        "full": "请您在公众号里随便发一句，比如“我的”，后面的消息就能收到。",
        "no-consent": "请您在公众号里发一句“我的”，下次看到“允许”通知的链接，点一下。",
        "no-template": "请您在公众号里发一句“我的”，两天里我们的消息就能收到。",
    }
)
OUTCOMES = MappingProxyType({"reached": "已打通", "missed": "没打通", "later": "稍后再打"})
NOTED = MappingProxyType(
    {
        "reached": "记下了，这位同志本月不用再打。",
        "missed": "记下了：没打通，还留在名单上。",
        "later": "记下了：稍后再打，还留在名单上。",
    }
)
NOTE_MISSING = "打通了，请写一句说了什么，比如“已告知，明天补建议”。"
BAD_DAY = "日期要写本月的，不能晚于今天，比如 2026-07-14。"
BAD_OUTCOME = "请选“已打通”“没打通”或“稍后再打”。"
NOBODY = "没有找到这位观察员，可能刚刚改过。请刷新再看。"


def script(who: tuple[str, str], lacking: str, why: str, told: Sequence[str]) -> list[str]:
    """Return what to say, line by line: (office, name), what lacks, why, what was not told."""
    office, name = who
    lines = [f"{address(name)}您好，我是{office}的。"]
    lines += [f"有件事系统没能告诉您：{text}" for text in told]
    if lacking:
        lines.append(f"您本月还差{lacking}，看到民生实事拍张照片、说一句就行，不急。")
    if why:
        lines.append(_HELP[why])
    if len(lines) == 1:
        lines.append("没有别的事，看看您那边用得顺不顺手。")
    return lines
