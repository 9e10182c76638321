"""From a request of the control API to the fields of a platform message, for every type."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn, cast

from simulator.settings import Channel
from simulator.xml import Payload, Value


class BadForm(ValueError):
    """A control request that makes no sense; the text says what is wrong with which field."""


@dataclass(frozen=True)
class Form:
    """The JSON object of one control request, read field by field with plain complaints."""

    fields: Mapping[str, object]

    def text(self, name: str, default: str | None = None) -> str:
        """Give a string field; raises BadForm when it is missing without default or no string."""
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            self._complain(name, "a string", value)
        return value

    def number(self, name: str, default: float | None = None) -> int | float:
        """Give a number field; raises BadForm like `text`."""
        value = self.fields.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._complain(name, "a number", value)
        return value

    def texts(self, name: str) -> list[str]:
        """Give a field of several strings, empty when missing; raises BadForm like `text`."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._complain(name, "a list of strings", value)
        return value

    def table(self, name: str) -> dict[str, object]:
        """Give an object field, empty when missing."""
        value = self.fields.get(name, {})
        if not isinstance(value, dict):
            self._complain(name, "an object", value)
        return value

    def _complain(self, name: str, wanted: str, value: object) -> NoReturn:
        raise BadForm(f"{name!r} must be {wanted}, got {value!r}")


@dataclass(frozen=True)
class Attachment:
    """The file a message carries, and where the platform serves its picture."""

    media_id: str
    picture_url: str


Composer = Callable[[Channel, Form, Attachment], dict[str, Value]]


def _text(_channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    return {"Content": form.text("text")}


def _image(_channel: Channel, _form: Form, file: Attachment) -> dict[str, Value]:
    return {"PicUrl": file.picture_url, "MediaId": file.media_id}


def _voice(channel: Channel, form: Form, file: Attachment) -> dict[str, Value]:
    spoken: dict[str, Value] = {"MediaId": file.media_id, "Format": form.text("format", "amr")}
    if channel is Channel.OFFICIAL:
        spoken |= {"MediaId16K": file.media_id, "Recognition": ""}
    return spoken


def _video(_channel: Channel, _form: Form, file: Attachment) -> dict[str, Value]:
    return {"MediaId": file.media_id, "ThumbMediaId": file.media_id}


def _location(channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    place: dict[str, Value] = {
        "Location_X": form.number("latitude"),
        "Location_Y": form.number("longitude"),
        "Scale": form.number("scale", 15),
        "Label": form.text("label", ""),
    }
    return place | ({"AppType": "wxwork"} if channel is Channel.WORK else {})


def _link(_channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    return {
        "Title": form.text("title"),
        "Description": form.text("description", ""),
        "Url": form.text("url"),
    }


def _file(_channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    title = form.text("title")
    return {
        "Title": title,
        "Description": form.text("description", ""),
        "FileKey": secrets.token_hex(16),
        "FileMd5": hashlib.md5(title.encode(), usedforsecurity=False).hexdigest(),
        "FileTotalLen": form.number("size", 20480),
    }


def _event(channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    event = form.text("event")
    lower = channel is Channel.WORK and event in {"CLICK", "VIEW"}
    fields: dict[str, Value] = {"Event": event.lower() if lower else event}
    if event == "LOCATION":
        return fields | {
            "Latitude": form.number("latitude"),
            "Longitude": form.number("longitude"),
            "Precision": form.number("precision", 65.0),
        }
    fields["EventKey"] = form.text("event_key", "")
    if "ticket" in form.fields:
        fields["Ticket"] = form.text("ticket")
    if event.startswith("pic_"):
        fields["SendPicsInfo"] = _picked_pictures(int(form.number("pictures", 2)))
    if event == "location_select":
        fields["SendLocationInfo"] = _chosen_place(form)
    return fields | _extra(form)


def _chosen_place(form: Form) -> dict[str, Value]:
    """Give the place as the event repeats it; the message with the place follows."""
    return {
        "Location_X": str(form.number("latitude")),
        "Location_Y": str(form.number("longitude")),
        "Scale": "15",
        "Label": form.text("label", ""),
        "Poiname": "",
    }


def _picked_pictures(how_many: int) -> dict[str, Value]:
    """Give the repeated `<PicList>` in which several picked photos arrive (WxJava's recording)."""
    pictures = [{"item": {"PicMd5Sum": secrets.token_hex(16)}} for _ in range(how_many)]
    return {"Count": how_many, "PicList": pictures}


def _extra(form: Form) -> dict[str, Value]:
    """Give fields passed through as they stand: for events and types the stand-in does not know."""
    return cast("dict[str, Value]", form.table("fields"))


def _other(_channel: Channel, form: Form, _file: Attachment) -> dict[str, Value]:
    if "MsgType" not in form.table("fields"):
        raise BadForm("'fields' of type 'other' must hold at least MsgType")
    return _extra(form)


COMPOSERS: dict[str, Composer] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
    "file": _file,
    "event": _event,
    "other": _other,
}
WITH_FILE = {"image", "voice", "video", "shortvideo"}


@dataclass(frozen=True)
class Header:
    """The fields every platform message shares; `msg_id` is None for events."""

    to: str
    sender: str
    create_time: int
    msg_id: int | None
    agent_id: int | None


def compose(channel: Channel, form: Form, header: Header, file: Attachment) -> Payload:
    """Give all fields of the message in the platform's order.

    Raises BadForm for an unknown type or a field that is missing or of the wrong kind.
    """
    kind = form.text("type")
    if kind not in COMPOSERS:
        raise BadForm(f"'type' must be one of {', '.join(COMPOSERS)}, got {kind!r}")
    payload: dict[str, Value] = {
        "ToUserName": header.to,
        "FromUserName": header.sender,
        "CreateTime": header.create_time,
        "MsgType": kind,
    }
    payload |= COMPOSERS[kind](channel, form, file)
    if header.msg_id is not None:
        payload["MsgId"] = header.msg_id
    if header.agent_id is not None:
        payload["AgentID"] = header.agent_id
    return payload
