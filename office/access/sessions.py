"""Who is logged in: a signed cookie with the account, its epoch, the times of login and last page.

The cookie holds nothing to steal but itself; raising an account's epoch ends all its sessions.
"""

from datetime import UTC, datetime, timedelta

from flask import g, session, url_for

from office.parts import ConsoleParts
from storage.people.staff import StaffMember, member_by_id

_REFRESH = timedelta(minutes=1)
_HALF_LASTS = timedelta(minutes=5)


def start_session(member: StaffMember, now: datetime) -> None:
    """Log a person in with a session that owes nothing to what the browser held before."""
    session.clear()
    session["staff"] = member.id
    session["epoch"] = member.session_epoch
    session["since"] = int(now.timestamp())
    session["seen"] = int(now.timestamp())


def start_half(member: StaffMember, now: datetime) -> None:
    """Remember that the password was right; the code from the phone is still to come."""
    session.clear()
    session["half"] = member.id
    session["epoch"] = member.session_epoch
    session["seen"] = int(now.timestamp())


def half_entered(now: datetime) -> int | None:
    """Return whose password was right a few minutes ago in this browser."""
    if "half" not in session:
        return None
    if now - datetime.fromtimestamp(session["seen"], UTC) > _HALF_LASTS:
        end_session()
        return None
    return int(session["half"])


def end_session() -> None:
    """Log the person out on this browser."""
    session.clear()


def staff_in_session(parts: ConsoleParts, *, is_a_visit: bool) -> StaffMember | None:
    """Return who is logged in; ends one that is idle, too old, outdated or of a closed account.

    `is_a_visit` is False for what a page asks by itself: that must not keep a session alive.
    """
    if "staff" not in session:
        return None
    now = parts.clock()
    rest = now - datetime.fromtimestamp(session["seen"], UTC)
    age = now - datetime.fromtimestamp(session.get("since", 0), UTC)
    with parts.database.read() as connection:
        member = member_by_id(connection, session["staff"])
    if not member or not member.active or member.session_epoch != session["epoch"]:
        end_session()
        return None
    if rest > parts.limits.idle or age > parts.limits.longest:
        end_session()
        return None
    if is_a_visit and rest >= _REFRESH:
        session["seen"] = int(now.timestamp())
    return member


def own_page(wish: str) -> str:
    """Return a page of the console to go to after the login; "" for anything elsewhere."""
    home = url_for("office.inbox")
    return wish if wish.startswith(home) and "\\" not in wish else ""


def current_staff() -> StaffMember:
    """Return the person whom the guard let in."""
    member: StaffMember = g.staff
    return member
