"""What the office reads of how long what is kept."""

from typing import Final, NamedTuple

DEPARTED: Final = "已离任观察员"

UNCONFIRMED: Final = "参考，待办公室核定"
LOOSE: Final = "没人用的文件"


class KeptClass(NamedTuple):
    """One class of data: what, how long in words, and what becomes of it then."""

    what: str
    how_long: str
    then: str


def departed_phone(observer_id: int) -> str:
    """Return what stands for the telephone of somebody who was erased."""
    return f"已清除（{observer_id}）"


def days(count: int) -> str:
    """Say a period: whole years as years."""
    return f"{count // 365}年" if count % 365 == 0 else f"{count}天"


KEPT_FOR_GOOD: Final = (
    KeptClass("信息、照片、语音、卡片、对话", "一直留", "是台账和函的依据，不自动删"),
    KeptClass("函、签批、送达、反馈、销号", "一直留", "是档案；作废的函号也留着"),
    KeptClass("操作记录", "一直留", "连成封条，删一行都查得出来"),
    KeptClass("四个一的次数、调研材料、摘报、往年台账", "一直留", "按年算账要用"),
)

FIXED: Final = (
    KeptClass("没绑定的人发来的话和照片", "7天", "没人认领就连照片一起清掉"),
    KeptClass("登录、绑定输错的次数", "2天", "清掉"),
    KeptClass("登录状态", "最长12小时", "自动退出"),
    KeptClass("上传了没用上的照片、材料文件", "2天", "清掉"),
)


def raw_deliveries(count: int) -> KeptClass:
    """Tell of the platform's own copies."""
    return KeptClass("平台发来的加密原件，粘贴的聊天记录", days(count), "清空原件；信息和照片不动")


def quarantine(count: int) -> KeptClass:
    """Tell of what was refused."""
    return KeptClass("时间不对、没收下的来信", days(count), "清掉")


def departed(count: int) -> KeptClass:
    """Tell of observers who left."""
    return KeptClass(
        "停用观察员的姓名、电话、单位、微信号",
        f"停用后{days(count)}",
        f"改成“{DEPARTED}”，交过的信息和次数都留着",
    )


def leftovers(count: int) -> KeptClass:
    """Tell of what was left half done."""
    return KeptClass("上传了没确认的表格，单位填了没交的草稿", days(count), "清掉")


def loose_files(count: int) -> KeptClass:
    """Tell of files that nothing names."""
    return KeptClass("没有任何记录用到的文件", days(count), "每天查一部分，确实没人用就清掉")


def swept(what: str, count: int) -> str:
    """Say what one day's sweep took away."""
    return f"{what}{count}件"
