"""One message on its way into a report."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from catalogue.tagging.tags import Tag

ItemKind = Literal["note", "photo", "voice", "video", "place", "link"]

PICTURES: frozenset[ItemKind] = frozenset({"photo", "video"})
# What the reply to them says leaves out how many photos came before.
TELLS_NO_COUNTS: frozenset[ItemKind] = frozenset({"voice", "video", "link"})
FETCHED: frozenset[ItemKind] = frozenset({"photo", "voice", "video"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an observer sent. Only a place has degrees (GCJ-02), only words have a tag."""

    delivery_id: int
    channel: str
    kind: ItemKind
    sent_at: datetime
    text: str = ""
    media_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    county: str = ""  # of a place
    township: str = ""
    tag: Tag | None = None
