"""What an observer can send, in our own words. Nothing behind bot/ knows XML or JSON.

Every message carries its `Origin`: which channel brought it, who sent it and when the platform
says it was made. Types follow the platforms' lists (Official Account: 接收普通消息, 接收事件推送;
WeCom: WDOC/90239, 90240). Whatever is not listed here arrives as `Unsupported` and is kept; an
event's name then begins with `event:`, and nobody waits for an answer to it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["official", "work"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message came from. `sent_at` is the platform's CreateTime, aware UTC."""

    channel: Channel
    sender: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Typed words, not empty; the ends are stripped, the inside is kept as sent."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture; the bytes are fetched later with `media_id` (kept by the platform 3 days)."""

    origin: Origin
    media_id: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice message; `heard` is the platform's own transcript where it still gives one."""

    origin: Origin
    media_id: str
    format: str
    heard: str


@dataclass(frozen=True, slots=True)
class Video:
    """A video or short video; `thumb_media_id` is its first picture, often absent."""

    origin: Origin
    media_id: str
    thumb_media_id: str


@dataclass(frozen=True, slots=True)
class Place:
    """A position on the map in degrees, GCJ-02 as WeChat gives it; NaN where unreadable."""

    origin: Origin
    latitude: float
    longitude: float
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A shared article."""

    origin: Origin
    title: str
    description: str
    url: str


@dataclass(frozen=True, slots=True)
class File:
    """A chat file. Neither platform lets an app download it; only its title is known."""

    origin: Origin
    title: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The sender followed the account or was given the app; `scene` is the QR's text or empty."""

    origin: Origin
    scene: str


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """The sender left; nothing can be sent to them any more."""

    origin: Origin


@dataclass(frozen=True, slots=True)
class Scanned:
    """A follower scanned one of our QR codes with this scene."""

    origin: Origin
    scene: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """A menu item of ours; `key` is the command it stands for."""

    origin: Origin
    key: str


@dataclass(frozen=True, slots=True)
class Located:
    """The client's automatic position report (not a message of the person's)."""

    origin: Origin
    latitude: float
    longitude: float
    precision: float


@dataclass(frozen=True, slots=True)
class Entered:
    """The person opened the app's conversation."""

    origin: Origin


@dataclass(frozen=True, slots=True)
class Picked:
    """The menu's camera, album or map was used; what was picked follows as its own messages."""

    origin: Origin
    count: int


@dataclass(frozen=True, slots=True)
class SendFinished:
    """The platform's late word on a notice of ours: `status` is success, or why it failed.

    TEMPLATESENDJOBFINISH and subscribe_msg_sent_event.
    """

    origin: Origin
    msg_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Consented:
    """The person pressed 允许 or 拒绝 for subscription notices; the ids are of templates.

    `agreed` names a template once for each notice agreed to (subscribe_msg_popup_event);
    `refused` are those for which nothing may be sent any more (subscribe_msg_change_event, too).
    """

    origin: Origin
    agreed: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A genuine delivery that we do not understand; kept, never refused."""

    origin: Origin
    name: str

    @property
    def is_event(self) -> bool:
        """Whether it is an event, to which nobody waits for an answer."""
        return self.name.startswith("event:")


Message = (
    Note
    | Photo
    | Voice
    | Video
    | Place
    | Link
    | File
    | Followed
    | Unfollowed
    | Scanned
    | Clicked
    | Located
    | Entered
    | Picked
    | SendFinished
    | Consented
    | Unsupported
)
