"""What the duty staff are told at once. No observer's name, no words of theirs: it is a pointer."""


def urgent_report(number: str, where: str, project: str) -> str:
    """Tell the duty staff of an urgent report."""
    held = "，".join(filter(None, (where, project)))
    about = f"：{held}" if held else ""
    return f"【紧急】观察信息{number}号{about}。请登录后台查看处理。"
