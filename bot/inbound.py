"""From a push's fields to our own message (`handlers/messages`). Nothing here raises.

Kinds: MPDOC Receiving_standard_messages and WDOC/90239; events are in `bot/inbound_events`.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.fields import number_field, text_field
from bot.inbound_events import to_event
from handlers.messages import (
    Channel,
    File,
    Link,
    Message,
    Note,
    Origin,
    Photo,
    Place,
    Unsupported,
    Video,
    Voice,
)

# What the Official Account sends as text when somebody sends a custom sticker.
_PLACEHOLDER = "【收到不支持的消息类型，暂无法显示】"
_WECHAT_BEGAN = datetime(2011, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=5)  # the window that the signature's own time is given
_SECONDS_DIGITS = 10
_MILLISECONDS_DIGITS = 13


class MessageFacts(NamedTuple):
    """The fields that tell one delivery from another and address its answer; "" where absent.

    `kind` and `event` are lower case; `receiver` is our own side (ToUserName); `create_time` and
    `msg_id` are the characters that came.
    """

    kind: str
    msg_id: str
    sender: str
    receiver: str
    create_time: str
    event: str
    event_key: str


def message_facts(fields: Mapping[str, Any]) -> MessageFacts:
    """Return the identifying fields of one push; never raises."""
    return MessageFacts(
        kind=text_field(fields, "MsgType").lower(),
        msg_id=text_field(fields, "MsgId"),
        sender=text_field(fields, "FromUserName"),
        receiver=text_field(fields, "ToUserName"),
        create_time=text_field(fields, "CreateTime"),
        event=text_field(fields, "Event").lower(),
        event_key=text_field(fields, "EventKey"),
    )


def to_message(channel: Channel, fields: Mapping[str, Any], received_at: datetime) -> Message:
    """Return the push as one of our messages; never raises, whatever `fields` hold.

    `received_at` (aware UTC) stands in for a CreateTime that is missing, unreadable, before
    WeChat's first year or more than five minutes ahead. A push without a sender is Unsupported.
    """
    facts = message_facts(fields)
    origin = Origin(channel, facts.sender, _sent_at(facts.create_time, received_at))
    if not facts.sender:
        return Unsupported(origin, facts.kind)
    if facts.kind == "event":
        return to_event(origin, facts.event, fields)
    make = _KINDS.get(facts.kind)
    return make(origin, fields) if make else Unsupported(origin, facts.kind)


def _sent_at(create_time: str, received_at: datetime) -> datetime:
    if not (create_time.isascii() and create_time.isdigit()):
        return received_at
    if len(create_time) == _MILLISECONDS_DIGITS:
        create_time = create_time[:_SECONDS_DIGITS]
    if len(create_time) != _SECONDS_DIGITS:
        return received_at
    sent_at = datetime.fromtimestamp(int(create_time), UTC)
    return sent_at if _WECHAT_BEGAN <= sent_at <= received_at + _AHEAD else received_at


def _note(origin: Origin, fields: Mapping[str, Any]) -> Message:
    text = text_field(fields, "Content")
    if not text:
        return Unsupported(origin, "text")
    return Unsupported(origin, "sticker") if text == _PLACEHOLDER else Note(origin, text)


def _photo(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Photo(origin, text_field(fields, "MediaId"))


def _voice(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Voice(
        origin,
        media_id=text_field(fields, "MediaId"),
        format=text_field(fields, "Format").lower(),
        heard=text_field(fields, "Recognition"),
    )


def _video(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Video(origin, text_field(fields, "MediaId"), text_field(fields, "ThumbMediaId"))


def _place(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Place(
        origin,
        latitude=number_field(fields, "Location_X"),
        longitude=number_field(fields, "Location_Y"),
        label=text_field(fields, "Label"),
    )


def _link(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Link(
        origin,
        title=text_field(fields, "Title"),
        description=text_field(fields, "Description"),
        url=text_field(fields, "Url"),
    )


def _file(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return File(origin, text_field(fields, "Title"))


_KINDS: Mapping[str, Callable[[Origin, Mapping[str, Any]], Message]] = MappingProxyType(
    {
        "text": _note,
        "image": _photo,
        "voice": _voice,
        "video": _video,
        "shortvideo": _video,
        "location": _place,
        "link": _link,
        "file": _file,
    }
)
