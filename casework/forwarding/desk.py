"""Passing a message on: ticked by the clerk who copied it, or posted by the group's robot.

Nothing here happens by itself; the robot posts only what a clerk has pressed for. A text that names
somebody who is not complete is refused. (Source: issue 4 item 8; robot's limits: WDOC/99110.)
"""

from datetime import datetime, timedelta
from typing import Final

from casework.forwarding.figures import MonthFigures
from storage.database import Connection
from storage.desk.acts import record_act
from storage.forwarding import forwards
from storage.forwarding.forwards import Forward
from storage.forwarding.group_pictures import KeptPicture
from storage.roads.outbox import OutMessage, post
from storage.vault import Vault

CHANNEL: Final = "group"
OBSERVERS: Final = "observers"  # the recipient: the one group of the observers
TEXT, PICTURE = "group-text", "group-picture"  # purposes; a picture's text is its file's sha256
LONGEST: Final = 1300  # characters, so that the robot's 4096 bytes hold them
_LASTS: Final = timedelta(hours=2)
_BEHIND: Final = timedelta(seconds=3)  # the picture follows its text


def lacking_named(figures: MonthFigures, text: str) -> list[str]:
    """Return who is named in a text though they lack something."""
    for _, names in figures.groups:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "\n")
    return sorted(name for name in figures.lacking if name in text)


def tick(
    connection: Connection, vault: Vault, forward: Forward, staff_id: int, now: datetime
) -> int:
    """Keep what a clerk has passed on."""
    kept = forwards.keep(connection, vault, forward, staff_id, now)
    record_act(connection, staff_id, f"forward.{forward.road}", f"forward:{kept}", "", now)
    return kept


def post_by_robot(
    connection: Connection,
    vault: Vault,
    forward: Forward,
    picture: KeptPicture | None,
    staff_id: int,
    now: datetime,
) -> int:
    """Have the group's robot post a text and its picture, each once."""
    kept = tick(connection, vault, forward, staff_id, now)
    text_key, picture_key = forwards.once_keys(kept)
    post(connection, _message(text_key, TEXT, forward.text, now))
    if picture is not None:
        post(connection, _message(picture_key, PICTURE, picture.sha256, now + _BEHIND))
    return kept


def _message(key: str, purpose: str, text: str, at: datetime) -> OutMessage:
    return OutMessage(
        once_key=key,
        channel=CHANNEL,
        recipient=OBSERVERS,
        purpose=purpose,
        text=text,
        report_id=None,
        not_after=at + _LASTS,
        created_at=at,
    )
