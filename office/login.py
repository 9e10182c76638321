"""Logging in and out. A failure never says whether the name or the password was wrong."""

import hashlib
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.wording import staff as wording
from office.parts import ConsoleParts, Page
from office.passwords import password_fits
from office.sessions import end_session, own_page, start_session
from office.unsent import words_carried
from storage.acts import record_act
from storage.rate_limits import refund, spend
from storage.staff import StaffMember, member_by_name


class LoginPages:
    """The login page and its two forms."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/login", "login", self.show),
            ("POST", "/login", "enter", self.enter),
            ("POST", "/logout", "leave", self.leave),
        )

    def show(self) -> ResponseReturnValue:
        """Show the login form."""
        return render_template("office/login.html", next=own_page(request.args.get("next", "")))

    def enter(self) -> ResponseReturnValue:
        """Check name and password; wrong ones are counted per name and per address."""
        username = request.form.get("username", "").strip().lower()
        wish = own_page(request.form.get("next", ""))
        unsent, now = words_carried(), self._parts.clock()
        if not self._may_try(username, now):
            minutes = int(self._parts.limits.window.total_seconds() // 60)
            flash(wording.login_too_many(minutes), "bad")
            return render_template("office/login.html", next=wish, unsent=unsent), 429
        member = self._known(username, request.form.get("password", ""))
        if member is None:
            flash(wording.LOGIN_FAILED, "bad")
            page = {"next": wish, "username": username, "unsent": unsent}
            return render_template("office/login.html", **page), 403
        self._record(member, username, now)
        start_session(member, now)
        after = wish or url_for("office.inbox")
        if unsent:
            return render_template("office/unsent.html", unsent=unsent, back=after)
        return redirect(after, 303)

    def leave(self) -> ResponseReturnValue:
        """Log out."""
        end_session()
        return redirect(url_for("office.login"), 303)

    def _may_try(self, username: str, now: datetime) -> bool:
        limits = self._parts.limits
        name, address = _buckets(username)
        with self._parts.database.write() as connection:
            # Both are counted, also when one of them is already used up.
            by_name = spend(connection, name, limits.per_name, limits.window, now)
            by_address = spend(connection, address, limits.per_address, limits.window, now)
        return by_name and by_address

    def _known(self, username: str, password: str) -> StaffMember | None:
        with self._parts.database.read() as connection:
            member = member_by_name(connection, username)
        fits = password_fits(member.password_hash if member else "", password)
        return member if fits and member and member.active else None

    def _record(self, member: StaffMember, username: str, now: datetime) -> None:
        with self._parts.database.write() as connection:
            for bucket in _buckets(username):
                refund(connection, bucket, self._parts.limits.window, now)
            record_act(connection, member.id, "login", f"staff:{member.id}", "", now)


def _buckets(username: str) -> tuple[str, str]:
    # Hashed: what is typed into the name field is now and then a password.
    hashed = hashlib.sha256(username.encode()).hexdigest()
    return f"login:name:{hashed}", f"login:address:{request.remote_addr or ''}"
