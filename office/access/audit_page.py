"""操作记录: who did what, newest first, with the end of the sealed chain."""

from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.audit.audit import printed
from catalogue.wording import staff_access as words
from office.parts import ConsoleParts, Page
from storage.audit.audit_rows import count_unsealed, stored_head
from storage.desk.act_list import ActAsked, act_page
from storage.desk.act_targets import target_names
from storage.people.staff import all_members

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_PAGE: Final = 100
_LONGEST_TARGET: Final = 80


class AuditPages:
    """The record of deeds, for those who may check on the others."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("GET", "/audit", "audit", self.show),)

    def show(self) -> ResponseReturnValue:
        """Show a page of deeds as asked for."""
        before = request.args.get("before", type=int)
        with self._parts.database.read() as connection:
            lines = act_page(connection, _asked(), before, _PAGE + 1)
            people = all_members(connection)
            names = target_names(connection, {line.target for line in lines})
            head, waiting = stored_head(connection), count_unsealed(connection)
        older = lines[_PAGE - 1].id if len(lines) > _PAGE else None
        return render_template(
            "office/audit.html",
            lines=lines[:_PAGE],
            names=names,
            people=people,
            words=words,
            head=printed(head) if head else "",
            waiting_seal=waiting,
            older=older,
            asked=_kept(),
        )


def _asked() -> ActAsked:
    day = _day(request.args.get("day", ""))
    return ActAsked(
        staff_id=request.args.get("who", type=int),
        act=request.args.get("act", ""),
        target=request.args.get("target", "")[:_LONGEST_TARGET].strip(),
        since=day,
        until=day + timedelta(days=1) if day else None,
    )


def _day(typed: str) -> datetime | None:
    try:
        return datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=_CHINA)
    except ValueError:
        return None


def _kept() -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if value and name != "before"}
