"""What the chat says to people who are no (bound) observers about what they send."""

STRANGER = (
    "这里收聘任观察员的信息。您的诉求请打12345，危急打110/119/120。"
    "您是观察员请点“绑定”；未绑定的内容7天后删除。"
)
DIAL_NOW = "听您说的很急：请马上打110、119或120，不要在这里等。"
_MOST_NUMBERS = 3
_COUNTED = {
    "photo": "{}张照片",
    "video": "{}个视频",
    "voice": "{}条语音",
    "note": "{}段话",
    "place": "{}个位置",
    "link": "{}个链接",
    "question": "{}个提问",
}


def enough_files(most: int) -> str:
    """Say, once a day, that no more files are fetched before the binding."""
    return f"每天最多收{most}个文件，今天的满了；多出来的要等您绑定以后再收。"


def taken_over(numbers: tuple[str, ...], kinds: dict[str, int], lost: int, left_out: int) -> str:
    """Say what of a person's earlier messages counts now; empty when there is nothing to say."""
    held = "、".join(words.format(kinds[kind]) for kind, words in _COUNTED.items() if kind in kinds)
    said = f"您绑定前发的{held}已收下，编号{_several(numbers)}。" if held else ""
    if lost:
        said += f"其中{lost}个文件没取到，方便的话请再发一次。"
    if left_out:
        said += f"绑定前有{left_out}个文件不是在聘任期内发的，没有收。"
    return said


def _several(numbers: tuple[str, ...]) -> str:
    shown = "、".join(numbers[:_MOST_NUMBERS])
    return shown if len(numbers) <= _MOST_NUMBERS else f"{shown}等{len(numbers)}件"
