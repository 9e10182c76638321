"""The office's word on the rules of letters: what was 参考 becomes 核定, or another value."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from casework.letters.gate import Refused, Why, member_acting, policy_in_force
from catalogue.letters.policy import LetterPolicy
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.policy_words import add_policy_word

_MAY_DECIDE = ("director", "admin")


def decide_line(  # whose rules, which line, what changes in it, who says so and when
    connection: Connection,
    region: str,
    line: str,
    changed: Mapping[str, Any] | None,
    staff_id: int,
    now: datetime,
) -> LetterPolicy:
    """Confirm a line as it stands ({}) or with other values; return the rules now in force.

    None takes the office's earlier words back, so that the packaged line holds again.

    Raises Refused for an account that may not, an unknown line, and a value that does not fit.
    """
    member = member_acting(connection, staff_id)
    if member is None or member.role not in _MAY_DECIDE:
        raise Refused(Why.WRONG_ROLE)
    before = policy_in_force(connection, region, now)
    try:
        before.with_words({line: changed or {}})
    except LookupError as error:
        raise Refused(Why.UNKNOWN) from error
    except ValidationError as error:
        raise Refused(Why.INCOMPLETE, (line,)) from error
    add_policy_word(connection, region, (line, changed), staff_id, now)
    detail = "" if changed is not None else "packaged"
    record_act(connection, staff_id, "letter.rule", f"rule:{line}", detail, now)
    return policy_in_force(connection, region, now)


def unconfirmed_lines(policy: LetterPolicy) -> list[str]:
    """Return the keys of the lines that wait for the office's word (参考，待办公室核定)."""
    return [key for key, line in policy.lines().items() if not line.confirmed]
