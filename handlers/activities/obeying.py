"""The commands about activities, each to its module."""

from datetime import datetime

from handlers.activities import inspections, places
from handlers.commands import Command
from handlers.situation import Talk


def obey(command: Command, at: datetime, talk: Talk) -> str:
    """Carry out 报名, 取消报名, 检查安排, 签到 or 走访."""
    match command.name:
        case "visit":
            return places.visit(at, talk)
        case _:
            return inspections.obey(command, at, talk)
