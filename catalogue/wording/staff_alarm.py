"""What the duty staff are told at once. No observer's name, no words of theirs: it is a pointer."""


def urgent_stranger(letter: int) -> str:
    """Tell the duty staff of urgent words from somebody who is no (bound) observer."""
    return f"【紧急】未绑定人员来信第{letter}号里有紧急字样。请登录后台“未绑定来信”查看。"


def unheard_voice(number: str) -> str:
    """Tell the duty staff of a voice that nobody has typed up for half an hour."""
    return f"【语音】观察信息{number}号有语音半小时没有人听写。请登录后台“语音听写”处理。"


def urgent_report(number: str, where: str, project: str) -> str:
    """Tell the duty staff of an urgent report."""
    held = "，".join(filter(None, (where, project)))
    about = f"：{held}" if held else ""
    return f"【紧急】观察信息{number}号{about}。请登录后台查看处理。"
