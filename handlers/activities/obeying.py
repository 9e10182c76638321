"""The commands about activities, each to its module."""

from datetime import datetime

from casework.activities.assessing import digits_of
from handlers.activities import assessments, inspections, places
from handlers.commands import Command
from handlers.situation import Talk


def obey(command: Command, at: datetime, talk: Talk) -> str:
    """Carry out 报名, 取消报名, 检查安排, 签到, 走访 or 测评."""
    match command.name:
        case "visit":
            return places.visit(at, talk)
        case "assess":
            return assessments.standing(digits_of(command.rest), at, talk)
        case _:
            return inspections.obey(command, at, talk)
