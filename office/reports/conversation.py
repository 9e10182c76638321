"""What was said in a report, on both sides and by the desk, in the order of time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from casework.alarms import PURPOSE as ALARM
from catalogue.wording import staff_labels as labels
from storage.desk.acts import Act
from storage.report_pages import File, Pushed, Said

_GONE = ("sent", "handed")
Side = Literal["observer", "bot", "duty", "desk"]


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. `files` belong to it; `note` says how it fared; `bad` marks a failure."""

    side: Side
    at: datetime
    text: str
    note: str = ""
    bad: bool = False
    files: tuple[File, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether photos that are safe in the store say it all."""
        return bool(self.files) and all(
            file.kind == "photo" and file.state == "stored" for file in self.files
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """One changed field, in codes."""

    field: str
    before: str
    after: str
    who: str
    at: datetime


def conversation(
    said: Sequence[Said],
    pushed: Sequence[Pushed],
    files: Sequence[File],
    accounts: Iterable[str],
    desk: Iterable[Line] = (),
) -> list[Line]:
    """Merge messages, answers, pushes and the desk's lines; `accounts` are the observer's."""
    by_delivery: dict[int, tuple[File, ...]] = {}
    for file in files:
        by_delivery[file.delivery_id] = (*by_delivery.get(file.delivery_id, ()), file)
    own = set(accounts)
    # The platforms tell times in whole seconds, so an answer stays with its message whatever the
    # clock says; several messages of one second keep the order of `said`.
    turns = [_turn(message, by_delivery) for message in said]
    turns += [[_pushed(push, own)] for push in pushed]
    turns += [[line] for line in desk]
    turns.sort(key=lambda lines: lines[0].at)
    return _albums(line for lines in turns for line in lines)


def desk_lines(
    corrections: Iterable[Correction], project_name: Callable[[str | None], str]
) -> list[Line]:
    """Return the corrections as lines of the desk."""
    return [
        Line(
            "desk",
            change.at,
            f"{labels.TAG_FIELDS.get(change.field, change.field)}："
            f"{_value(change.field, change.before, project_name)} → "
            f"{_value(change.field, change.after, project_name)}",
            note=change.who or labels.BY_OBSERVER,
        )
        for change in corrections
    ]


def act_lines(acts: Iterable[Act]) -> list[Line]:
    """Return what staff did with the report as lines of the desk."""
    return [
        Line("desk", act.at, labels.ACTS[act.act], note=act.who)
        for act in acts
        if act.act in labels.ACTS
    ]


def _albums(lines: Iterable[Line]) -> list[Line]:
    """Put photos that came one after the other into one bubble."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.is_picture and line.is_picture and last.note == line.note:
            joined[-1] = replace(last, files=last.files + line.files)
        else:
            joined.append(line)
    return joined


def _heard(message: Said, files: Mapping[int, tuple[File, ...]]) -> Line:
    text = message.text or labels.ITEM_KINDS.get(message.kind, message.kind)
    if message.latitude is not None and message.longitude is not None:
        text = f"{text}（{message.latitude:.5f}，{message.longitude:.5f}）"
    note = labels.CHANNELS.get(message.channel, message.channel)
    return Line("observer", message.sent_at, text, note, files=files.get(message.delivery_id, ()))


def _answered(message: Said) -> Line:
    at = max(message.sent_at, message.answered_at)
    return Line("bot", at, message.answer, labels.ANSWERS.get(message.answer_state, ""))


def _turn(message: Said, files: Mapping[int, tuple[File, ...]]) -> list[Line]:
    heard = _heard(message, files)
    return [heard, _answered(message)] if message.answer else [heard]


def _pushed(push: Pushed, own: set[str]) -> Line:
    to_observer = push.recipient in own and push.purpose != ALARM
    side: Side = "bot" if to_observer else "duty"
    note = labels.SENDING.get(push.state, push.state)
    if push.state in _GONE and push.road:
        note = f"{note}（{labels.ROADS.get(push.road, push.road)}）"
    if push.cause and push.state != "sent":
        note = f"{note}：{push.cause}"
    at = push.sent_at or push.created_at
    return Line(side, at, push.text, note, bad=push.state == "undelivered")


def _value(field: str, value: str, project_name: Callable[[str | None], str]) -> str:
    if field == "project":
        return project_name(value or None)
    if field == "also":
        return "、".join(project_name(code) for code in value.split(",") if code) or labels.NONE
    if field == "kind":
        return labels.KINDS.get(value, labels.NOT_YET)
    if field == "urgent":
        return labels.YES if value in {"1", "true", "True"} else labels.NO
    return value or labels.NOT_YET
