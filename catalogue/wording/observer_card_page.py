"""What the card's page on the phone says, and what the chat says of its link."""

from collections.abc import Sequence
from datetime import date, datetime

_NEW_LINK = "请在微信里回“采集卡”，马上给您一个新的。"

# --- the chat ---------------------------------------------------------------------------------
NO_PAGES = "手机上填卡还没有开通。在这里说也行，比如“改 进度 完工”。"


def link_at_the_end(address: str) -> str:
    """Add the link to the chat's questions."""
    return f"\n也可以点开慢慢填：{address}"


def link(number: str, project: str, lacking: Sequence[str], address: str, until: date) -> str:
    """Answer 采集卡."""
    stand = f"还差{len(lacking)}项（{'、'.join(lacking)}）" if lacking else "已完整，谢谢您"
    return (
        f"{number}号{project}采集卡{stand}。点开就能填、能加照片：\n{address}\n"
        f"{until.month}月{until.day}日前有效，只给您自己用。"
    )


def no_card(number: str) -> str:
    """Answer 采集卡 for a report that belongs to no project."""
    return f"{number}号还没有归到哪一类项目，没有采集卡。发“改 项目”选一类就有了。"


def over(number: str, state: str) -> str:
    """Answer 采集卡 for a report that is withdrawn or merged."""
    return f"{number}号{state}，不用填卡了。"


# --- a link that opens nothing ----------------------------------------------------------------
EXPIRED = f"这个链接过期了。{_NEW_LINK}"
FORGED = f"这个链接不完整，打不开。{_NEW_LINK}"
WITHDRAWN = "这件您已经撤回，不用填卡了。有新情况，在微信里直接拍给我们就行。"
NO_PROJECT = "这件还没有归到哪一类项目，没有采集卡。请在微信里发“改 项目”选一类。"


def merged(number: str) -> str:
    """Tell where a merged report went."""
    return f"这件已经并到{number}号。请在微信里回“采集卡 {number}”，给您那一件的链接。"


# --- the page ---------------------------------------------------------------------------------
NUMBER = "编号"
URGENT = "是"
FULL = "已完整，谢谢您！"
REFERENCE = "参考，待办公室核定"
SETTLED = "办公室已经核定，照办公室的。"
SAVED = "已保存"
SAVING = "正在保存…"
OFFLINE = "没有信号，先存在手机里，有信号会自动补交。"
OFFLINE_UNKEPT = "没有信号，这台手机存不下来。请别关这一页，有信号会自动补交。"
LOOK_ABOVE = "有的地方要您看一眼"
OTHER_CARD = "这件刚刚换了项目，卡也换了。您填的还在，请看一眼现在的卡。"
NO_PLACE_FOR = "现在的卡上没有这几样，没有存："
TAKE_THEIRS = "用刚才那个"
KEEP_MINE = "用我填的"
TOO_MUCH = "这次传的内容太大，没有存。请回到卡上再填一次。"
CANNOT_SAVE = "系统这会儿存不进去，没有存。请过几分钟再点一次保存。"


def lacking(how_many: int) -> str:
    """Say how much a card still lacks; the script puts its own number for 0."""
    return f"还差{how_many}项"


def moment(at: datetime) -> str:
    """Write a local time as people say it."""
    return f"{at.month}月{at.day}日 {at:%H:%M}"


def out_of_range(said: str, likely: str) -> str:
    """Refuse an amount that cannot well be."""
    return f"{said}好像不对（一般是{likely}），没有存。请再看一眼。"


def no_such_day(typed: str) -> str:
    """Refuse a day that no calendar has."""
    return f"没有“{typed}”这一天，没有存。请再看一眼。"


def not_a_number(typed: str, unit: str) -> str:
    """Refuse what is no amount in the field's unit."""
    return f"没看懂“{typed}”，没有存。请填一个数，单位是{unit}；没看到就点“没看到”。"


def not_a_day(typed: str) -> str:
    """Refuse what is no day."""
    return f"没看懂“{typed}”，没有存。请写成2023年6月30日这样。"


def not_a_choice(typed: str) -> str:
    """Refuse what is none of the choices."""
    return f"没有“{typed}”这一项，没有存。请从下面选。"


def too_long(most: int) -> str:
    """Refuse a text that is longer than its field."""
    return f"太长了，没有存。请写在{most}个字以内。"


def clash(theirs: str, mine: str) -> str:
    """Tell that somebody changed the same field meanwhile."""
    return f"刚刚有人改成了“{theirs or '空'}”，您填的是“{mine or '空'}”。用哪个？"


# --- photos -----------------------------------------------------------------------------------
PHOTO_LATER = "没有信号，照片先留着，有信号接着传。请先别关这一页。"
PHOTO_KEPT = "照片收到了，谢谢您。"
NO_PHOTO = "没有选到照片。请先拍一张，或从相册选。"
NOT_A_PHOTO = "这个文件不是照片，没有存。请重新拍一张。"
ENOUGH_PHOTOS = "今天从这里传的照片够多了。请明天再传，或在微信里直接发照片。"
STORE_FAILS = "照片这会儿存不进去，没有存。请过几分钟再传。"


def photos(count: int) -> str:
    """Say how many photos a report has."""
    return f"{count}张" if count else "还没有"


def sending(left: int) -> str:
    """Tell that photos are on their way; the script puts its own number for 0."""
    return f"正在传照片，还有{left}张…"


def photo_too_big(megabytes: int) -> str:
    """Refuse a file above the limit."""
    return f"照片太大（一张最多{megabytes}兆），没有存。请换一张小些的，或在微信里直接发照片。"


def broken_photos(count: int) -> str:
    """Tell of photos that the worker could not open."""
    return f"有{count}张照片打不开，请重新拍一张。"
