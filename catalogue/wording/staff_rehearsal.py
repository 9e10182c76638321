"""What `guancha rehearse` prints for the office's administrator."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from catalogue.wording import staff_outbox as outbox

HABITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "diligent": "勤快",
        "steady": "一般",
        "forgetful": "健忘",
        "late": "月底才报",
        "silent": "从不回应",
        "on leave": "中途请假",
        "resigning": "年中离任",
        "newcomer": "年中新聘",
        "unbound": "没有绑定",
        "unfollowing": "中途取消关注",
        "pausing": "嫌提醒烦",
        "leading": "兼小组长",
        "burdened": "另有任务数",
    }
)
ROADS: Final[Mapping[str, str]] = MappingProxyType(
    {"custom": "客服消息", "template": "模板消息", "work": "企业微信", "subscribe": "订阅通知"}
)
_STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sent": "送达",
        "handed": "平台已收下",
        "undelivered": "未送达",
        "dropped": "没有发",
        "queued": "还在等",
    }
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        outbox.NOT_TWICE: "平台没回音，不重发",
        outbox.NOT_NEEDED: "已交齐或不用提醒",
        outbox.NO_ROOM: "没有路可走",
        outbox.NO_ANSWER: "平台一直没回音",
        outbox.POISON: "程序三次倒在这一条上",
    }
)
RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "once": "同一次提醒没有一个人收到两份",
        "lacking": "发出时已经交齐的人，没有一个收到提醒",
        "hours": "没有一条在工作日规定钟点以外，也没有一条晚于20:00",
        "few": "没有一个人在一个月里收到的比规则多",
        "in time": "停机、时钟跳动以后，没有一条过了时候才补发",
        "wanted": "停了提醒、请假、离任的人，没有一个收到提醒",
        "healthy": "程序自己没有出错",
    }
)
_WHAT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "says": "发出",
        "hears": "听到",
        "gets": "收到",
        "unheard": "没有回应，过几个钟头再发",
        "crash": "程序倒下，重新起来",
    }
)
_LINES: Final[Mapping[str, str]] = MappingProxyType(
    {"image": "〔照片〕", "subscribe": "〔关注〕", "unsubscribe": "〔取消关注〕"}
)
BINDING: Final = "〔绑定〕"
PART_TIMES: Final = "一、每一次提醒"
PART_PEOPLE: Final = "二、每个人"
PART_TROUBLES: Final = "三、途中出过的事"
PART_RULES: Final = "四、核对（按平台自己的记录）"
ALL_KEPT: Final = "全部合规。"


def heading(first: date, last: date, people: int, seed: int) -> str:
    """Say what was rehearsed."""
    return f"预演 {first} 至 {last}，观察员{people}人（都是编的），骰子{seed}"


def policy_line(moments: Sequence[tuple[int, str]], hours: tuple[str, str], most: int) -> str:
    """Say which rules held."""
    days = "、".join(f"{day}日{at}" for day, at in moments)
    return f"规则：每月{days}（遇节假日挪到工作日），{hours[0]}—{hours[1]}之间，一月最多{most}次"


def moment_line(at: datetime, outcomes: Mapping[str, int]) -> str:
    """Say what became of one moment's reminders; `at` by the clock in 邵阳."""
    if not outcomes:
        return f"  {at:%Y-%m-%d %H:%M}  没有人要提醒，或正好停机"
    whole = sum(outcomes.values())
    parts = "，".join(f"{what}{count}" for what, count in outcomes.items())
    return f"  {at:%Y-%m-%d %H:%M}  该提醒{whole}人：{parts}"


def outcome(state: str, road: str, cause: str) -> str:
    """Say how one reminder ended."""
    if state == "sent":
        return f"{ROADS[road]}{_STATES[state]}"
    why = _SHORT.get(cause, cause)
    return f"{_STATES[state]}（{why}）" if why else _STATES[state]


def person_line(
    number: int, name: str, place: tuple[str, str], habit: str, accounts: Sequence[str]
) -> str:
    """Introduce one person; `place` is the group and the role."""
    by = "、".join(accounts) or "没有账号"
    return f"  {number:>2} {name}（{place[0]}{place[1]}，{HABITS[habit]}，{by}）"


def arrival(at: datetime, road: str, *, off: bool) -> str:
    """Say when and how one reminder came; `off`: the service's clock was wrong just then."""
    return f"{at:%m-%d %H:%M} {ROADS[road]}" + ("（本机钟错）" if off else "")


def person_got(sent: int, reminders: Sequence[str]) -> str:
    """Say what one person sent and which reminders appeared on the phone."""
    got = "、".join(reminders)
    return f"     发来{sent}条；收到提醒{len(reminders)}次" + (f"：{got}" if got else "")


def person_missed(missed: Sequence[tuple[datetime, str]]) -> str:
    """Say which reminders did not reach one person, and why."""
    return "     没有收到：" + "；".join(f"{at:%m-%d} {why}" for at, why in missed)


def crashes_line(count: int) -> str:
    """Say how often the program died."""
    return f"  程序突然倒下（内存全丢）{count}次"


def spells_line(name: str, count: int, longest_hours: float) -> str:
    """Say how often a longer trouble came."""
    return f"  {name}{count}次，最长{longest_hours:.0f}小时" if count else f"  {name}0次"


OUTAGES: Final = "平台没有回应"
DOWNTIMES: Final = "本机停机"
JUMPS: Final = "本机时钟走错"


def rule_line(rule: str, breaches: int) -> str:
    """Say whether one rule was kept."""
    return f"  ✓ {RULES[rule]}" if not breaches else f"  ✗ {breaches}处不合：{RULES[rule]}"


def breach_line(at: datetime, name: str, text: str) -> str:
    """Show one breach."""
    return f"      {at:%Y-%m-%d %H:%M} {name}：{_one_line(text)}"


def totals(people: int, reminders: int, messages: int) -> str:
    """Sum up."""
    return f"合计：{people}人发来{messages}条，收到提醒{reminders}条。"


def entry_line(at: datetime, name: str, what: str, text: str, road: str) -> str:
    """Show one line of the journal."""
    if what == "says":
        text = text or _LINES.get(road, BINDING)
    told = f"：{_one_line(text)}" if text and what != "crash" else ""
    by = f"（{ROADS[road]}）" if what == "gets" else ""
    return f"{at:%Y-%m-%d %H:%M:%S} {name} {_WHAT[what]}{by}{told}"


def reversed_days() -> str:
    """Refuse days in the wrong order."""
    return "--from 的日子不能晚于 --to。"


def no_rules(year: int) -> str:
    """Refuse days before anybody owed anything."""
    return f"{year}年还没有四个一的任务数，没有什么好提醒的：请从2023年以后起。"


def log_written(path: str, lines: int) -> str:
    """Say where every line stands."""
    return f"每一行都在 {path}，共{lines}行。"


def _one_line(text: str) -> str:
    return " / ".join(text.split("\n"))
