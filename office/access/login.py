"""Logging in and out. A failure never says whether the name or the password was wrong."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.wording import staff as wording
from catalogue.wording import staff_access as access
from office.access.attempts import may_try, take_back
from office.access.passwords import password_fits
from office.access.second_step import code_works
from office.access.sessions import end_session, half_entered, own_page, start_half, start_session
from office.access.unsent import words_carried
from office.parts import ConsoleParts, Page
from storage.desk.acts import record_act
from storage.people.second_factors import SecondFactor, factor_of
from storage.people.staff import StaffMember, member_by_id, member_by_name


class LoginPages:
    """The login page and its two forms."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/login", "login", self.show),
            ("POST", "/login", "enter", self.enter),
            ("POST", "/login/code", "enter_code", self.enter_code),
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
            flash(wording.login_too_many(self._window_minutes()), "bad")
            return render_template("office/login.html", next=wish, unsent=unsent), 429
        member = self._known(username, request.form.get("password", ""))
        if member is None:
            flash(wording.LOGIN_FAILED, "bad")
            page = {"next": wish, "username": username, "unsent": unsent}
            return render_template("office/login.html", **page), 403
        if self._factor_of(member.id):
            with self._parts.database.write() as connection:
                take_back(connection, self._parts.limits, username, _address(), now)
            start_half(member, now)
            return render_template("office/login_code.html", next=wish, unsent=unsent)
        return self._let_in(member, wish)

    def enter_code(self) -> ResponseReturnValue:
        """Check the code from the phone; wrong ones are counted like wrong passwords."""
        wish, now = own_page(request.form.get("next", "")), self._parts.clock()
        member_id = half_entered(now)
        if member_id is None:
            flash(access.CODE_NEEDED_AGAIN, "bad")
            return redirect(url_for("office.login", next=wish or None), 303)
        page = {"next": wish, "unsent": words_carried()}
        with self._parts.database.read() as connection:
            member = member_by_id(connection, member_id)
        if member is None or not member.active or not self._may_try(member.username, now):
            flash(wording.login_too_many(self._window_minutes()), "bad")
            return render_template("office/login_code.html", **page), 429
        if not self._code_works(member.id, request.form.get("code", ""), now):
            flash(access.CODE_WRONG, "bad")
            return render_template("office/login_code.html", **page), 403
        return self._let_in(member, wish)

    def _factor_of(self, member_id: int) -> SecondFactor | None:
        with self._parts.database.read() as connection:
            factor = factor_of(connection, self._parts.vault, member_id)
        return factor if factor and factor.confirmed else None

    def _code_works(self, member_id: int, typed: str, now: datetime) -> bool:
        factor = self._factor_of(member_id)
        with self._parts.database.write() as connection:
            return factor is None or code_works(connection, member_id, factor, typed, now)

    def _let_in(self, member: StaffMember, wish: str) -> ResponseReturnValue:
        now, unsent = self._parts.clock(), words_carried()
        self._record(member, member.username, now)
        start_session(member, now)
        after = wish or url_for("office.inbox")
        if unsent:
            return render_template("office/unsent.html", unsent=unsent, back=after)
        return redirect(after, 303)

    def leave(self) -> ResponseReturnValue:
        """Log out."""
        end_session()
        return redirect(url_for("office.login"), 303)

    def _window_minutes(self) -> int:
        return int(self._parts.limits.window.total_seconds() // 60)

    def _may_try(self, username: str, now: datetime) -> bool:
        with self._parts.database.write() as connection:
            return may_try(connection, self._parts.limits, username, _address(), now)

    def _known(self, username: str, password: str) -> StaffMember | None:
        with self._parts.database.read() as connection:
            member = member_by_name(connection, username)
        fits = password_fits(member.password_hash if member else "", password)
        return member if fits and member and member.active else None

    def _record(self, member: StaffMember, username: str, now: datetime) -> None:
        with self._parts.database.write() as connection:
            take_back(connection, self._parts.limits, username, _address(), now)
            record_act(connection, member.id, "login", f"staff:{member.id}", "", now)


def _address() -> str:
    return request.remote_addr or ""
