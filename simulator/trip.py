"""One trip of forty made-up reports, sent as its observers would send them: photos, words, 完成."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from simulator.conversation import Delivery
from simulator.forms import Form
from simulator.sending import Phone
from simulator.settings import Channel
from simulator.wording import REPORTED
from simulator.world import World


@dataclass(frozen=True)
class Sight:
    """What one observer saw: whose report, the shipped photos it has, and its words."""

    who: str
    text: str
    photos: tuple[str, ...] = ()


def load_trip() -> list[Sight]:
    """Read the shipped trip, in the order of its messages."""
    text = files("simulator").joinpath("data", "trip.toml").read_text(encoding="utf-8")
    return [
        Sight(row["who"], row["text"], tuple(row.get("photos", ())))
        for row in tomllib.loads(text)["sights"]
    ]


def go_on_trip(world: World, phone: Phone) -> list[Delivery]:
    """Send the whole trip by the Official Account; gives the delivery of each report's words."""
    openids = {person.name: person.openid for person in world.people}
    return [_tell(phone, openids[sight.who], sight) for sight in load_trip()]


def _tell(phone: Phone, sender: str, sight: Sight) -> Delivery:
    who = {"channel": Channel.OFFICIAL.value, "sender": sender}
    for photo in sight.photos:
        phone.send(Form({**who, "type": "image", "photo": photo}))
    told = phone.send(Form({**who, "type": "text", "text": sight.text}))
    phone.send(Form({**who, "type": "text", "text": REPORTED}))
    return told
