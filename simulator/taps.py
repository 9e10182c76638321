"""A person taps an item of the published menu: the event, and what the client sends after it."""

from simulator.conversation import Delivery
from simulator.forms import BadForm, Form
from simulator.menus import Button
from simulator.samples import photo_names
from simulator.sending import Phone, channel_of
from simulator.world import World


class Taps:
    """Taps for people, as the client on their phone does."""

    def __init__(self, world: World, phone: Phone) -> None:
        self._world = world
        self._phone = phone

    def tap(self, form: Form) -> list[Delivery]:
        """Send what tapping an item sends; raises BadForm where there is no such item."""
        button = self._button(form)
        named = ("channel", "sender", "wait")
        who = {name: form.fields[name] for name in named if name in form.fields}
        return [self._phone.send(Form({**who, **sent})) for sent in _sent_by(button, form)]

    def _button(self, form: Form) -> Button:
        key = form.text("key")
        for column in self._world.memory.menus.of(channel_of(form)):
            buttons: list[Button] = column.get("sub_button") or [column]
            for button in buttons:
                if key in (button.get("key"), button.get("url")):
                    return button
        raise BadForm(f"the published menu has no item with the key {key!r}")


def _sent_by(button: Button, form: Form) -> list[dict[str, object]]:
    kind, key = button["type"], button.get("key") or button.get("url")
    event = {"type": "event", "event": kind, "event_key": key}
    if kind in {"click", "view"}:
        return [event | {"event": kind.upper()}]
    if kind == "location_select":
        degrees = {name: form.number(name) for name in ("latitude", "longitude")}
        place = degrees | {"label": form.text("label", "")}
        return [event | place, {"type": "location", **place}]
    photos = [_photo(name) for name in form.texts("photos")]
    return [event | {"pictures": len(photos)}, *photos]


def _photo(name: str) -> dict[str, object]:
    return {"type": "image", "photo" if name in photo_names() else "media_id": name}
