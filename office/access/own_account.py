"""One's own account: the password, and a second factor by an authenticator app."""

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from catalogue.wording import staff_access as words
from office.access.passwords import WeakPassword, hash_password, password_fits
from office.access.second_step import code_works, new_secret, uri
from office.access.sessions import current_staff, end_session, start_session
from office.parts import ConsoleParts, Page
from storage.desk.acts import record_act
from storage.people.second_factors import begin_factor, confirm_factor, drop_factor, factor_of
from storage.people.staff import end_sessions, member_by_id, set_password_hash


class OwnAccountPages:
    """What everybody may change about their own account."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/account", "account", self.show),
            ("POST", "/account/password", "account_password", self.change_password),
            ("POST", "/account/sessions", "account_leave_all", self.leave_all),
            ("POST", "/account/factor", "factor_begin", self.begin),
            ("POST", "/account/factor/confirm", "factor_confirm", self.confirm),
            ("POST", "/account/factor/drop", "factor_drop", self.drop),
        )

    def show(self) -> ResponseReturnValue:
        """Show the account, and the QR code of a second factor that waits for its first code."""
        member = current_staff()
        with self._parts.database.read() as connection:
            factor = factor_of(connection, self._parts.vault, member.id)
        picture = None
        if factor and not factor.confirmed:
            picture = _drawn(uri(factor.secret, member.username, words.ISSUER))
        return render_template("office/account.html", factor=factor, picture=picture)

    def change_password(self) -> ResponseReturnValue:
        """Change the password; every other browser has to log in anew."""
        member, now = current_staff(), self._parts.clock()
        new = request.form.get("new", "")
        if not password_fits(member.password_hash, request.form.get("old", "")):
            return _back(words.OLD_ONE_WRONG)
        if new != request.form.get("again", ""):
            return _back(words.NEW_ONES_DIFFER)
        try:
            password_hash = hash_password(new)
        except WeakPassword:
            return _back(words.NEW_ONE_WEAK)
        with self._parts.database.write() as connection:
            set_password_hash(connection, member.id, password_hash)
            record_act(connection, member.id, "staff.password", f"staff:{member.id}", "", now)
            changed = member_by_id(connection, member.id)
        if changed:
            start_session(changed, now)
        return _back(words.NEW_ONE_HOLDS, "good")

    def leave_all(self) -> ResponseReturnValue:
        """Log out on every browser, this one too: whoever took a session with them is out."""
        member, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            end_sessions(connection, member.id)
            record_act(connection, member.id, "staff.leave-all", f"staff:{member.id}", "", now)
        end_session()
        flash(words.LEFT_EVERYWHERE, "good")
        return redirect(url_for("office.login"), 303)

    def begin(self) -> ResponseReturnValue:
        """Make a secret and show it; it guards nothing until a code comes back."""
        member = current_staff()
        with self._parts.database.write() as connection:
            factor = factor_of(connection, self._parts.vault, member.id)
            if factor is None or not factor.confirmed:
                begin_factor(connection, self._parts.vault, member.id, new_secret())
        return redirect(url_for("office.account"), 303)

    def confirm(self) -> ResponseReturnValue:
        """Switch the second factor on once its first code is right."""
        member, now = current_staff(), self._parts.clock()
        with self._parts.database.write() as connection:
            factor = factor_of(connection, self._parts.vault, member.id)
            code = request.form.get("code", "")
            if factor is None or not code_works(connection, member.id, factor, code, now):
                return _back(words.CODE_WRONG)
            confirm_factor(connection, member.id, now)
            record_act(connection, member.id, "staff.factor", f"staff:{member.id}", "", now)
        return _back(words.FACTOR_ON, "good")

    def drop(self) -> ResponseReturnValue:
        """Switch it off, for whoever knows the password."""
        member, now = current_staff(), self._parts.clock()
        if not password_fits(member.password_hash, request.form.get("old", "")):
            return _back(words.OLD_ONE_WRONG)
        with self._parts.database.write() as connection:
            drop_factor(connection, member.id)
            record_act(connection, member.id, "staff.factor-off", f"staff:{member.id}", "", now)
        return _back(words.FACTOR_OFF, "good")


def _drawn(what: str) -> Markup:
    picture = segno.make(what, error="m", micro=False)
    return Markup(picture.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704  # ours


def _back(sentence: str, kind: str = "bad") -> ResponseReturnValue:
    flash(sentence, kind)
    return redirect(url_for("office.account"), 303)
