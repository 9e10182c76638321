"""An observer's history as lines that a clerk reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.people.observer_history import channel_and_account
from catalogue.wording import staff_labels as labels
from storage.people.observer_changes import KeptChange

_BY_THEMSELVES = frozenset({"bind"})
_ALONE = frozenset({"added", "removed"})
_PEOPLE = frozenset({"successor", "predecessor"})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: when, by whom, by which way, what, and why."""

    at: datetime
    who: str
    way: str
    what: str
    reason: str


def history_lines(changes: Iterable[KeptChange], names: Mapping[int, str]) -> list[HistoryLine]:
    """Return the lines; `names` are those of the people whom the changes speak of."""
    return [
        HistoryLine(
            at=kept.at,
            who=kept.who or _nobody(kept.way),
            way=labels.HISTORY_WAYS.get(kept.way, kept.way),
            what=_what(kept, names),
            reason=kept.reason,
        )
        for kept in changes
    ]


def people_spoken_of(changes: Iterable[KeptChange]) -> set[int]:
    """Return the ids of the other people in a history."""
    return {int(kept.change.after) for kept in changes if kept.change.field in _PEOPLE}


def _nobody(way: str) -> str:
    return labels.BY_THEMSELF if way in _BY_THEMSELVES else labels.BY_COMMAND_LINE


def _what(kept: KeptChange, names: Mapping[int, str]) -> str:
    field, before, after = kept.change
    name = labels.HISTORY_FIELDS.get(field, field)
    if field in _ALONE:
        return name
    if field in _PEOPLE:
        return f"{name}：{names.get(int(after), after)}"
    if field == "account":
        return f"{name}：{_account(before)} → {_account(after)}"
    if field == "state":
        before, after = labels.STANDINGS[before], labels.STANDINGS[after]
    return f"{name}：{before or labels.NONE} → {after or labels.NONE}"


def _account(value: str) -> str:
    if not value:
        return labels.NONE
    channel, account = channel_and_account(value)
    return f"{labels.CHANNELS.get(channel, channel)} {account}"
