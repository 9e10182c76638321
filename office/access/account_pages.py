"""The office's accounts in the console: opening, closing, roles, forgotten passwords."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.wording import staff_access as words
from office.access.accounts import BadAccount, NewAccount, add_staff, group_led, set_password
from office.access.attempts import locked_addresses, locked_among, unlock, unlock_address
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.rights import ROLES
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.observer_filter import group_names
from storage.people.second_factors import drop_factor, guarded
from storage.people.staff import (
    StaffMember,
    all_members,
    lock_role,
    member_by_id,
    set_active,
    set_role,
)

_ADMIN = "admin"


class AccountPages:
    """What an administrator does with accounts; one administrator always remains."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/accounts/<int:member_id>"
        return (
            ("GET", "/accounts", "accounts", self.show),
            ("POST", "/accounts", "account_add", self.add),
            ("POST", f"{one}/role", "account_role", self.change_role),
            ("POST", f"{one}/close", "account_close", self.close),
            ("POST", f"{one}/reopen", "account_reopen", self.reopen),
            ("POST", f"{one}/password", "account_reset", self.reset_password),
            ("POST", f"{one}/factor", "account_factor", self.drop_factor),
            ("POST", f"{one}/unlock", "account_unlock", self.unlock),
            ("POST", "/accounts/address", "address_unlock", self.unlock_address),
        )

    def show(self) -> ResponseReturnValue:
        """Show every account, and the form for a new one."""
        with self._parts.database.read() as connection:
            members = all_members(connection)
            codes = guarded(connection, [member.id for member in members])
            limits, now = self._parts.limits, self._parts.clock()
            locked = locked_among(connection, limits, members, now)
            addresses = locked_addresses(connection, limits, now)
            groups = group_names(connection)
        return render_template(
            "office/accounts.html",
            members=members,
            with_code=codes,
            locked=locked,
            addresses=addresses,
            roles=ROLES,
            groups=groups,
            words=words,
        )

    def add(self) -> ResponseReturnValue:
        """Open an account and show its password once."""
        username = request.form.get("username", "").strip().lower()
        name, role = request.form.get("name", ""), request.form.get("role", "")
        by, now = current_staff().id, self._parts.clock()
        wish = NewAccount(username, name, role, by, request.form.get("group", ""))
        try:
            made = add_staff(self._parts.database, wish, None, now)
        except BadAccount as error:
            return _back(str(error), "bad")
        return _back(words.account_made(username, made), "good")

    def change_role(self, member_id: int) -> ResponseReturnValue:
        """Give an account another role."""
        role, wished = request.form.get("role", ""), request.form.get("group", "")
        if role not in ROLES:
            return _back(words.BAD_ROLE, "bad")
        try:
            with self._parts.database.read() as connection:
                group = group_led(connection, role, wished)
        except BadAccount as error:
            return _back(str(error), "bad")

        def change(connection: Connection, member: StaffMember) -> str:
            set_role(connection, member.id, role, group)
            return words.ROLE_CHANGED

        told = words.role_told(role, group)
        return self._do(member_id, "staff.role", told, change, keeps_admin=role == _ADMIN)

    def close(self, member_id: int) -> ResponseReturnValue:
        """Close an account and end its sessions."""
        if member_id == current_staff().id:
            return _back(words.NOT_ONESELF, "bad")

        def change(connection: Connection, member: StaffMember) -> str:
            set_active(connection, member.id, active=False)
            return words.ACCOUNT_CLOSED

        return self._do(member_id, "staff.close", "", change, keeps_admin=False)

    def reopen(self, member_id: int) -> ResponseReturnValue:
        """Open a closed account again; its password still holds."""

        def change(connection: Connection, member: StaffMember) -> str:
            set_active(connection, member.id, active=True)
            return words.ACCOUNT_REOPENED

        return self._do(member_id, "staff.reopen", "", change)

    def reset_password(self, member_id: int) -> ResponseReturnValue:
        """Make a new password, show it once, end the account's sessions."""
        member = self._member(member_id)
        by, now = current_staff().id, self._parts.clock()
        made = set_password(self._parts.database, member.username, None, now, by)
        return _back(words.password_made(member.username, made), "good")

    def drop_factor(self, member_id: int) -> ResponseReturnValue:
        """Take off the second factor of somebody who lost the phone."""

        def change(connection: Connection, member: StaffMember) -> str:
            drop_factor(connection, member.id)
            return words.FACTOR_RESET

        return self._do(member_id, "staff.factor-off", "", change)

    def unlock(self, member_id: int) -> ResponseReturnValue:
        """Let somebody who typed too many wrong passwords try again at once."""

        def change(connection: Connection, member: StaffMember) -> str:
            unlock(connection, member)
            return words.ACCOUNT_UNLOCKED

        return self._do(member_id, "staff.unlock", "", change)

    def unlock_address(self) -> ResponseReturnValue:
        """Let people log in again from an address with too many wrong passwords."""
        address, by, now = request.form.get("address", ""), current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            if address not in locked_addresses(connection, self._parts.limits, now):
                return _back(words.NOT_LOCKED, "quiet")
            unlock_address(connection, address)
            record_act(connection, by, "staff.unlock", "address", address, now)
        return _back(words.ACCOUNT_UNLOCKED, "good")

    def _member(self, member_id: int) -> StaffMember:
        with self._parts.database.read() as connection:
            member = member_by_id(connection, member_id)
        return member or abort(404)

    def _do(
        self,
        member_id: int,
        act: str,
        detail: str,
        change: Callable[[Connection, StaffMember], str],
        *,
        keeps_admin: bool = True,
    ) -> ResponseReturnValue:
        by, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            # Locked before looking: two administrators who close one another at once both stay.
            admins = lock_role(connection, _ADMIN)
            member = member_by_id(connection, member_id) or abort(404)
            if not keeps_admin and admins == [member.id]:
                return _back(words.LAST_ADMIN, "bad")
            told = change(connection, member)
            record_act(connection, by, act, f"staff:{member.id}", detail, now)
        return _back(told, "good")


def _back(sentence: str, kind: str) -> ResponseReturnValue:
    flash(sentence, kind)
    return redirect(url_for("office.accounts"), 303)
