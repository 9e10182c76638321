"""How a WeChat account becomes an observer: by an invitation's code, or by words and a clerk's yes.

No sentence is made here; what to answer in the chat is the handlers' business. Attempts are
limited per account and per name asked for (known or not, so that the limit itself does not tell
who is on the roster). (Source: issue 2, item 5.)
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from casework.people import observer_history as history
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import binding_rows, people
from storage.people.binding_rows import Invitation, NewInvitation
from storage.people.observer_changes import Cause, record_changes
from storage.vault import Vault
from storage.work import rate_limits

CODE_LENGTH = 8
INVITATION_LASTS = timedelta(days=14)
# Without what a pen or a tired eye confuses: 0O 1IL 2Z 5S 8B UV.
_ALPHABET = "34679ACDEFGHJKMNPQRTUWXY"
_TAIL = 4
_DAY = timedelta(days=1)


class AlreadyBound(Exception):
    """Another transaction bound the account between our look and our act; roll back."""


class Result(Enum):
    """What came of an attempt to bind."""

    BOUND = auto()
    ALREADY_BOUND = auto()  # to the very person asked for
    BOUND_TO_ANOTHER = auto()  # this account already speaks for somebody else
    CODE_UNKNOWN = auto()
    CODE_EXPIRED = auto()
    CODE_USED = auto()
    SUSPENDED = auto()  # the code is good, its observer is suspended
    REQUESTED = auto()
    ALREADY_REQUESTED = auto()
    NO_MATCH = auto()  # no active observer has this name and these four digits
    TOO_MANY = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result, and the observer concerned where one was recognised."""

    result: Result
    observer_id: int | None = None


@dataclass(frozen=True, slots=True)
class BindingLimits:
    """Attempts a day; every attempt counts, also the one that succeeds."""

    per_sender: int = 5
    per_person: int = 10


DEFAULT_LIMITS = BindingLimits()


def looks_like_code(text: str) -> bool:
    """Whether a whole message can only be an invitation's code, in whatever typing."""
    code = plain_code(text)
    return len(code) == CODE_LENGTH and set(code) <= set(_ALPHABET)


def shown_code(code: str) -> str:
    """Return a code the way it is printed and read aloud: XXXX-XXXX."""
    return f"{code[:4]}-{code[4:]}"


def bind_by_code(
    connection: Connection,
    vault: Vault,
    sender_id: int,
    code: str,
    now: datetime,
    *,
    limits: BindingLimits = DEFAULT_LIMITS,
) -> Outcome:
    """Bind an account by an invitation's code; a code works once and for its observer only."""
    if not _may_try(connection, sender_id, limits, now):
        return Outcome(Result.TOO_MANY)
    invitation = binding_rows.find_invitation(connection, vault, plain_code(code))
    if invitation is None:
        return Outcome(Result.CODE_UNKNOWN)
    known = _already(connection, sender_id, invitation.observer_id)
    return known or _bind_with(connection, vault, sender_id, invitation, now)


def request_by_words(  # noqa: PLR0913  # the shape every handler calls, plus the limits as data
    connection: Connection,
    vault: Vault,
    sender_id: int,
    name: str,
    tail: str,
    now: datetime,
    *,
    limits: BindingLimits = DEFAULT_LIMITS,
) -> Outcome:
    """Ask for a clerk's confirmation when a name and a phone's last four digits fit one person."""
    bucket = f"bind:name:{people.name_index(vault, name).hex()}"
    if not _may_try(connection, sender_id, limits, now) or not rate_limits.spend(
        connection, bucket, limits.per_person, _DAY, now
    ):
        return Outcome(Result.TOO_MANY)
    fitting = [
        card
        for card in people.observers_by_name(connection, vault, name)
        if card.phone.endswith(tail)
    ]
    if len(tail) != _TAIL or len(fitting) != 1:
        return Outcome(Result.NO_MATCH)
    known = _already(connection, sender_id, fitting[0].id)
    return known or _request(connection, sender_id, fitting[0].id, now)


def new_invitation(
    connection: Connection, vault: Vault, observer_id: int, staff_id: int | None, now: datetime
) -> str:
    """Make a code for an observer and return it as XXXX-XXXX; older codes of theirs end."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    invitation = NewInvitation(code, observer_id, staff_id, now, now + INVITATION_LASTS)
    binding_rows.add_invitation(connection, vault, invitation)
    record_act(connection, staff_id, "invitation.new", f"observer:{observer_id}", "", now)
    return shown_code(code)


def bind_account(
    connection: Connection, vault: Vault, cause: Cause, sender_id: int, observer_id: int
) -> None:
    """Let an account speak for an observer and write it into the history.

    Raises AlreadyBound when the account has come to speak for somebody in this very moment.
    """
    if not people.bind(connection, sender_id, observer_id, cause.at):
        raise AlreadyBound(sender_id)
    binding_rows.drop_requests(connection, sender_id, cause.at)
    account = people.sender_by_id(connection, sender_id)
    record_changes(connection, vault, cause, observer_id, [history.bound(account)])


def plain_code(text: str) -> str:
    """Return a code's characters alone, from whatever typing."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character not in " -—–_·\t\n")


def _may_try(connection: Connection, sender_id: int, limits: BindingLimits, now: datetime) -> bool:
    bucket = f"bind:sender:{sender_id}"
    return rate_limits.spend(connection, bucket, limits.per_sender, _DAY, now)


def _already(connection: Connection, sender_id: int, observer_id: int) -> Outcome | None:
    bound_to = people.sender_by_id(connection, sender_id).observer_id
    if bound_to is None:
        return None
    if bound_to == observer_id:
        return Outcome(Result.ALREADY_BOUND, observer_id)
    return Outcome(Result.BOUND_TO_ANOTHER)


def _bind_with(
    connection: Connection, vault: Vault, sender_id: int, invitation: Invitation, now: datetime
) -> Outcome:
    observer_id = invitation.observer_id
    if invitation.used_at is not None:
        return Outcome(Result.CODE_USED)
    if invitation.expires_at <= now:
        return Outcome(Result.CODE_EXPIRED)
    if people.state_of(connection, observer_id) != "active":
        return Outcome(Result.SUSPENDED)
    if not binding_rows.use_invitation(connection, invitation.id, now):
        return Outcome(Result.CODE_USED)
    bind_account(connection, vault, Cause("bind", None, now), sender_id, observer_id)
    return Outcome(Result.BOUND, observer_id)


def _request(connection: Connection, sender_id: int, observer_id: int, now: datetime) -> Outcome:
    if binding_rows.open_request_of(connection, sender_id) == observer_id:
        return Outcome(Result.ALREADY_REQUESTED, observer_id)
    binding_rows.replace_request(connection, sender_id, observer_id, now)
    return Outcome(Result.REQUESTED, observer_id)
