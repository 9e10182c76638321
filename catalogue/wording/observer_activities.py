"""What an observer is told about inspections and contact points: invitations, 报名, 签到, 走访.

Whoever cannot come is never scolded; each sentence says what to do next, if anything.
"""

from collections.abc import Sequence
from datetime import date

NO_ACTIVITIES = "现在没有可以报名的检查活动。有活动时办公室会告诉大家。"
NOTHING_AHEAD = "近期没有安排检查活动。有活动时办公室会告诉大家。"
HOW_TO_JOIN = "回“报名”和前面的数字，如“报名 1”。"
HOW_TO_LEAVE = "去哪个不成，回“取消报名”和前面的数字，如“取消报名 1”。"
NOTHING_TO_LEAVE = "您现在没有报名的检查活动。"
NO_CHECK_IN_TODAY = "今天没有您报了名的检查活动，不用签到。看安排发“检查安排”。"
SEND_PLACE_TO_CHECK_IN = "到了就点右下角“＋”，选“位置”、“发送位置”，我收到就给您签到。"
CHECK_IN_BY_HAND = "这次不用发位置签到，到了跟带队的同志说一声，由办公室记。"
SEND_PLACE_TO_VISIT = "到了联系点，点右下角“＋”，选“位置”、“发送位置”，就记一次走访。"
NO_POINTS = "您名下还没有联系点。要是有，请告诉办公室登记。"
POINTS = "您的联系点："
REPORT_AS_EVER = "看到什么，照常发照片、说一句就行。"
_FAR = 1000  # metres, said as kilometres from here on


def schedule(day: date, meeting: tuple[str, str], route: Sequence[str], units: str) -> list[str]:
    """Return when, where and with whom, a line each; `meeting` is (time, place)."""
    when = f"{day.month}月{day.day}日{meeting[0]}"
    lines = [f"{when}{'，' if meeting[1] else ''}{meeting[1]}{'集合' if any(meeting) else ''}"]
    lines += [f"路线：{' → '.join(route)}"] if route else []
    return lines + ([f"一起去的：{units}"] if units else [])


def invitation(title: str, lines: Sequence[str]) -> str:
    """Invite to an inspection."""
    return "\n".join([f"请您参加“{title}”。", *lines, "能去就回“报名”，去不了不用回。"])


def changed(title: str, lines: Sequence[str]) -> str:
    """Tell who signed up how it is now."""
    return "\n".join([f"“{title}”的安排有变，现在是：", *lines, "去不了，回“取消报名”。"])


def cancelled(title: str, day: date) -> str:
    """Tell who signed up that it will not be."""
    return f"{_day(day)}的“{title}”取消了，您不用去了。"


def activities(lines: Sequence[tuple[str, date]]) -> str:
    """Answer 报名 with what is planned."""
    return "\n".join(["可以报名的活动：", *_numbered(lines), HOW_TO_JOIN])


def which_to_leave(lines: Sequence[tuple[str, date]]) -> str:
    """Ask which sign-up is taken back."""
    return "\n".join(["您报了名的活动：", *_numbered(lines), HOW_TO_LEAVE])


def ahead(blocks: Sequence[tuple[str, Sequence[str], str]]) -> str:
    """Answer 检查安排: (title, lines, how one stands) of each inspection."""
    listed = [
        "\n".join([f"{number}. {title}{f'（{how}）' if how else ''}", *lines])
        for number, (title, lines, how) in enumerate(blocks, start=1)
    ]
    return "\n".join([*listed, HOW_TO_JOIN])


SIGNED_UP = "您已报名"
LISTED = "您在名单上"
HERE = "您已签到"


def joined(title: str, day: date) -> str:
    """Answer 报名 with a number."""
    return f"好，{_day(day)}“{title}”给您报上名了。去不了，回“取消报名”。"


def joined_before(title: str) -> str:
    """Answer 报名 by somebody who is on the list."""
    return f"“{title}”的名单上已经有您。"


def left(title: str, day: date) -> str:
    """Answer 取消报名."""
    return f"好，{_day(day)}“{title}”给您取消了。又能去了，再回“报名”。"


def cannot_leave(title: str) -> str:
    """Answer 取消报名 of somebody who was there."""
    return f"“{title}”您已经签到了，不能取消。记错了请告诉办公室。"


def checked_in(title: str, stop: str) -> str:
    """Tell that a place was a check-in."""
    return f"签到好了：“{title}”，{stop}。"


def checked_in_before(title: str) -> str:
    """Answer 签到 by somebody who is marked."""
    return f"“{title}”您已经签到了。"


def not_there_yet(title: str, stop: str, metres: float) -> str:
    """Tell how far a place is from the nearest stop."""
    return f"离“{title}”最近的一站{stop}还有{_far(metres)}，没有签到。到了再发一次位置。"


def not_on_the_list(title: str, number: int) -> str:
    """Answer 签到 by somebody whose name is not on the list of today's inspection."""
    return f"今天的“{title}”您还没报名。要参加，先回“报名 {number}”。"


def visited(name: str) -> str:
    """Tell that a visit is written down."""
    return f"走访记好了：{name}。"


def visited_before(name: str) -> str:
    """Tell that today's visit is written down already."""
    return f"{name}今天的走访已经记过了。"


def not_at_a_point(name: str, metres: float) -> str:
    """Tell how far a place is from the nearest contact point."""
    return f"离您的联系点{name}还有{_far(metres)}，没有记走访。到了再发“走访”。"


def no_point_on_the_map(names: Sequence[str]) -> str:
    """Answer 走访 where no contact point has a point on the map."""
    return f"您的联系点（{'、'.join(names)}）还没有标位置。报一条那里的情况，说上地名，也算走访。"


def point_line(name: str, project: str, last: date | None) -> str:
    """Return a contact point with its last visit."""
    return f"{name}（{project}）：{f'{_day(last)}走访过' if last else '还没走访过'}"


def task_to_visit(name: str, project: str) -> str:
    """Name a visit as a task of the 工作清单."""
    return f"走访联系点{name}（{project}）：到了发“走访”再发位置，或报一条那里的情况"


def task_to_attend(title: str, day: date, where: str) -> str:
    """Name an inspection on whose list the observer is."""
    return f"{_day(day)}参加“{title}”{f'（{where}）' if where else ''}"


def _numbered(lines: Sequence[tuple[str, date]]) -> list[str]:
    return [f"{number}. {_day(day)} {title}" for number, (title, day) in enumerate(lines, start=1)]


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _far(metres: float) -> str:
    return (
        f"约{metres / _FAR:.0f}公里" if metres >= _FAR else f"约{max(100, round(metres, -2)):.0f}米"
    )
