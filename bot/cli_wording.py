"""What the command line says to the office's administrator."""

from collections.abc import Sequence

from catalogue.wording.staff_intake import CHANNEL_NAMES


def roster_line(line: int | None, sentence: str) -> str:
    """Name one line's trouble."""
    return f"第{line}行：{sentence}" if line else sentence


def roster_conflict(channel: str) -> str:
    """Name an account that another person is bound to."""
    return f"这个{CHANNEL_NAMES[channel]}账号已经绑定在另一位观察员名下，请核对。"


def roster_done(new: int, changed: int) -> str:
    """Say what an import did."""
    return f"导入完成：新增{new}人，更新{changed}人。"


def staff_made(username: str, password: str | None) -> str:
    """Say that an account is ready, with the password that was made for it."""
    made = f"，密码：{password}（只显示这一次，请记下）" if password else ""
    return f"账号 {username} 可以用了{made}"


def demo_ready(chat: str, office: str, accounts: Sequence[str], password: str) -> str:
    """Say where the demo can be opened, and by which accounts, each named with its role."""
    return (
        f"\n  聊天页（模拟微信）  {chat}\n"
        f"  办公室后台          {office}\n"
        f"  后台账号            {'、'.join(accounts)}\n"
        f"  都用这个密码        {password}\n"
        "\n  想把一整条路走一遍，照 README.zh-CN.md 的“走一遍”做。按 Ctrl-C 结束。\n"
    )


def port_taken(port: int) -> str:
    """Say that a port is in use."""
    return f"端口 {port} 已被占用。请先关掉占用它的程序，或换一个：--port、--simulator-port。"
