"""What a change of the roster looks like in an observer's history."""

from datetime import date

from storage.people.observer_changes import FieldChange
from storage.people.people import Person, Sender

FIELDS = tuple(Person.__slots__)
ACCOUNT = "account"


def differences(before: Person, after: Person) -> list[FieldChange]:
    """Return the fields of the roster in which two versions of a person differ, as text."""
    return [
        FieldChange(name, said(getattr(before, name)), said(getattr(after, name)))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    ]


def said(value: str | date | None) -> str:
    """Return a field of a person as the history keeps it: days as 2026-06-20, empty for none."""
    return value.isoformat() if isinstance(value, date) else value or ""


def bound(account: Sender) -> FieldChange:
    """Return that an account now speaks for an observer."""
    return FieldChange(ACCOUNT, "", _address(account))


def unbound(account: Sender) -> FieldChange:
    """Return that an account speaks for an observer no more."""
    return FieldChange(ACCOUNT, _address(account), "")


def channel_and_account(value: str) -> tuple[str, str]:
    """Return what `bound` and `unbound` wrote, in two."""
    channel, _, account = value.partition(":")
    return channel, account


def _address(account: Sender) -> str:
    return f"{account.channel}:{account.sender}"
