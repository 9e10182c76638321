"""函的规则: every line with value, source and grade; confirmed or changed by who may settle it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from casework.letters.gate import Refused, policy_in_force
from casework.letters.rules_desk import decide_line
from casework.settings import leave
from catalogue.letters.policies import letter_policy_for
from catalogue.letters.policy import LetterPolicy
from catalogue.wording import staff_letters, staff_settings
from catalogue.wording import staff_rules as wording
from catalogue.wording.staff_access import ROLE_NAMES
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    told,
)
from office.settings.rule_lines import RuleLine, grouped_lines, rule_line, typed
from storage.database import Connection
from storage.letters.policy_words import KeptWord, words_on
from storage.settings.effects import drafts_of
from storage.settings.versions import history, newest

_AT: Final = "/settings/rules"


class RulePages:
    """The rules of the region's letters."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = f"{_AT}/line/<key>"
        return (
            ("GET", _AT, "settings_rules", self.show),
            ("GET", one, "settings_rule", self.line),
            ("POST", f"{one}/preview", "settings_rule_preview", self.preview),
            ("POST", f"{one}/save", "settings_rule_save", self.save),
            ("POST", f"{one}/restore", "settings_rule_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """Show all lines, and who is away."""
        with self._parts.database.read() as connection:
            policy = self._policy(connection)
            away = newest(connection, leave.FAMILY)
            changes = {key: history(connection, leave.FAMILY, key) for key in away}
        return render_template(
            "office/settings/rules.html",
            policy=policy,
            groups=grouped_lines(policy),
            leaves=[found for each in away.values() if (found := leave.leave_of(each))],
            leave_changes=changes,
            roles=ROLE_NAMES,
            signing=leave.SIGNING_ROLES,
            words=wording,
        )

    def line(self, key: str) -> ResponseReturnValue:
        """Show one line with its form and its history."""
        with self._parts.database.read() as connection:
            found = self._line(connection, key)
            kept = words_on(connection, self._parts.region, key)
        packaged = self._packaged(key)
        return render_template(
            "office/settings/rule.html",
            one=found,
            kept=kept,
            packaged=packaged,
            seen=_seen(kept),
            words=wording,
        )

    def preview(self, key: str) -> ResponseReturnValue:
        """Show what a changed line would say and how many drafts go by it."""
        back = url_for("office.settings_rule", key=key)
        if not form_note():
            return refused([wording.NO_REASON], back)
        with self._parts.database.read() as connection:
            policy, found = self._policy(connection), self._line(connection, key)
            kind = key.split(".")[1] if key.startswith("kinds.") else ""
            drafts = drafts_of(connection, self._parts.region, kind)
            seen = _seen(words_on(connection, self._parts.region, key))
        changed = typed(found.line, form_note())
        after = _with(policy, key, changed)
        if after is None:
            return refused([wording.BAD_VALUE], back)
        same = after.shown == found.shown
        changes = [] if same else [(found.name, found.shown, after.shown)]
        told_too = [wording.CONFIRMED_AS_IT_STANDS] if same else []
        return confirm_page(
            Preview(
                found.name,
                changes,
                [*told_too, wording.drafts_touched(drafts)],
                {"changed": json.dumps(changed, ensure_ascii=False), "seen": str(seen)},
                url_for("office.settings_rule_save", key=key),
                back,
            )
        )

    def save(self, key: str) -> ResponseReturnValue:
        """Keep the office's word on a line."""
        try:
            changed = json.loads(request.form.get("changed", ""))
        except ValueError:
            abort(400)
        if not isinstance(changed, dict) or not changed.get("source"):
            abort(400)
        return self._decide(key, changed)

    def restore(self, key: str) -> ResponseReturnValue:
        """Let an earlier word hold again; version 0 gives the line back to its paper."""
        wanted = form_number("version")
        with self._parts.database.read() as connection:
            kept = {word.id: word for word in words_on(connection, self._parts.region, key)}
        if wanted and wanted not in kept:
            abort(404)
        return self._decide(key, kept[wanted].changed if wanted else None)

    def _decide(self, key: str, changed: Mapping[str, Any] | None) -> ResponseReturnValue:
        region, now = self._parts.region, self._parts.clock()
        back = url_for("office.settings_rule", key=key)
        try:
            with self._parts.database.write() as connection:
                self._line(connection, key)
                if _seen(words_on(connection, region, key)) != form_number("seen"):
                    return told(back, done=False)
                decide_line(connection, region, key, changed, current_staff().id, now)
        except Refused as error:
            flash(staff_letters.refusal(error.why.name, error.details), "bad")
            return redirect(back, 303)
        flash(staff_settings.SAVED, "good")
        return redirect(url_for("office.settings_rules"), 303)

    def _policy(self, connection: Connection) -> LetterPolicy:
        try:
            return policy_in_force(connection, self._parts.region, self._parts.clock())
        except Refused:
            abort(404)

    def _line(self, connection: Connection, key: str) -> RuleLine:
        return rule_line(self._policy(connection), key) or abort(404)

    def _packaged(self, key: str) -> RuleLine | None:
        policy = letter_policy_for(self._parts.region, self._parts.clock().year)
        return rule_line(policy, key) if policy else None


def _seen(kept: list[KeptWord]) -> int:
    return kept[0].id if kept else 0


def _with(policy: LetterPolicy, key: str, changed: Mapping[str, Any]) -> RuleLine | None:
    """Return the line as it would be; None where the value does not fit, or says nothing."""
    try:
        after = rule_line(policy.with_words({key: changed}), key)
    except ValidationError:
        return None
    return None if after is None or getattr(after.line, "text", "-") == "" else after
