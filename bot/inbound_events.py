"""From an event push's fields to our own message. Nothing here raises.

Events: MPDOC Receiving_event_pushes and WDOC/90240. The Official Account writes CLICK, WeCom
click; names are compared in lower case. An event we have no use for is Unsupported("event:name").
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from bot.fields import number_field, text_field
from handlers.messages import (
    Clicked,
    Consented,
    Entered,
    Followed,
    Located,
    Message,
    Origin,
    Picked,
    Scanned,
    SendFinished,
    Unfollowed,
    Unsupported,
)

_SCENE_PREFIX = "qrscene_"  # only in front of the scene of somebody who was no follower yet
_LONGEST_ID = 64  # characters of a template's id
_SMALL_NUMBER = re.compile("[0-9]{1,2}")


def to_event(origin: Origin, event: str, fields: Mapping[str, Any]) -> Message:
    """Return the event (name in lower case) as one of our messages; never raises."""
    make = _EVENTS.get(event)
    return make(origin, fields) if make else Unsupported(origin, f"event:{event}")


def _followed(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Followed(origin, text_field(fields, "EventKey").removeprefix(_SCENE_PREFIX))


def _unfollowed(origin: Origin, _fields: Mapping[str, Any]) -> Message:
    return Unfollowed(origin)


def _scanned(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Scanned(origin, text_field(fields, "EventKey").removeprefix(_SCENE_PREFIX))


def _clicked(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Clicked(origin, text_field(fields, "EventKey"))


def _located(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return Located(
        origin,
        latitude=number_field(fields, "Latitude"),
        longitude=number_field(fields, "Longitude"),
        precision=number_field(fields, "Precision"),
    )


def _entered(origin: Origin, _fields: Mapping[str, Any]) -> Message:
    return Entered(origin)


def _picked(origin: Origin, fields: Mapping[str, Any]) -> Message:
    sent = fields.get("SendPicsInfo")
    if not isinstance(sent, Mapping):
        return Picked(origin, 0)
    # Two photos arrive as two <PicList> from WeCom, as two <item> in one from the documents.
    listed = sum(_items(pictures) for pictures in _each(sent.get("PicList")))
    count = text_field(sent, "Count")
    told = int(count) if _SMALL_NUMBER.fullmatch(count) else 0
    return Picked(origin, listed or told)


def _chosen(origin: Origin, _fields: Mapping[str, Any]) -> Message:
    return Picked(origin, 1)  # the place itself follows as a message


def _each(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _items(pictures: object) -> int:
    if isinstance(pictures, Mapping) and "item" in pictures:
        return len(_each(pictures["item"]))
    return 1


def _send_finished(origin: Origin, fields: Mapping[str, Any]) -> Message:
    return SendFinished(origin, text_field(fields, "MsgID"), text_field(fields, "Status"))


def _notice_sent(origin: Origin, fields: Mapping[str, Any]) -> Message:
    sent = next((one for one in _lists(fields, "SubscribeMsgSentEvent")), {})
    code, told = text_field(sent, "ErrorCode"), text_field(sent, "ErrorStatus")
    status = "success" if code == "0" else f"failed: {told or code}"
    return SendFinished(origin, text_field(sent, "MsgID"), status)


def _consented(origin: Origin, fields: Mapping[str, Any]) -> Message:
    """Read which notices somebody agreed to in the popup; each press is good for one."""
    pressed = _lists(fields, "SubscribeMsgPopupEvent")
    agreed = [one for one in pressed if _status(one) == "accept"]
    return Consented(origin, _templates(agreed), _templates(p for p in pressed if p not in agreed))


def _changed_consent(origin: Origin, fields: Mapping[str, Any]) -> Message:
    """Read what somebody switched off in their settings; switching on agrees to nothing yet."""
    changed = _lists(fields, "SubscribeMsgChangeEvent")
    return Consented(origin, (), _templates(one for one in changed if _status(one) != "accept"))


def _lists(fields: Mapping[str, Any], event: str) -> list[Mapping[str, Any]]:
    held = fields.get(event)
    listed = _each(held.get("List")) if isinstance(held, Mapping) else _each(held)
    return [one for one in listed if isinstance(one, Mapping)]


def _status(pressed: Mapping[str, Any]) -> str:
    return text_field(pressed, "SubscribeStatusString").lower()


def _templates(pressed: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    ids = (text_field(one, "TemplateId")[:_LONGEST_ID] for one in pressed)
    return tuple(filter(None, ids))


_EVENTS: Mapping[str, Callable[[Origin, Mapping[str, Any]], Message]] = MappingProxyType(
    {
        "subscribe": _followed,
        "unsubscribe": _unfollowed,
        "scan": _scanned,
        "click": _clicked,
        "location": _located,
        "enter_agent": _entered,
        "pic_sysphoto": _picked,
        "pic_photo_or_album": _picked,
        "pic_weixin": _picked,
        "location_select": _chosen,
        "subscribe_msg_change_event": _changed_consent,
        "subscribe_msg_popup_event": _consented,
        "subscribe_msg_sent_event": _notice_sent,
        "templatesendjobfinish": _send_finished,
    }
)
