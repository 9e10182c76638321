"""The official account's window: 48 hours after a person's last word, at most five messages.

Source: MPDOC service/api/customer/message/api_sendcustommessage (客服消息), 2026.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, select, update

from storage.tables.intake import senders

WINDOW = timedelta(hours=48)
MOST_IN_WINDOW = 5


def window_room(connection: Connection, channel: str, sender: str, now: datetime) -> int:
    """Return how many messages this person may still be sent now; 0 for somebody never met."""
    used = connection.execute(
        select(senders.c.sent_in_window).where(_open(channel, sender, now))
    ).scalar()
    return 0 if used is None else max(0, MOST_IN_WINDOW - used)


def count_sent(connection: Connection, channel: str, sender: str, now: datetime) -> bool:
    """Take one place in the window before sending; False when there is none left."""
    changed = connection.execute(
        update(senders)
        .where(_open(channel, sender, now), senders.c.sent_in_window < MOST_IN_WINDOW)
        .values(sent_in_window=senders.c.sent_in_window + 1)
    )
    return changed.rowcount == 1


def give_place_back(connection: Connection, channel: str, sender: str) -> None:
    """Return the place of a message that certainly did not leave."""
    connection.execute(
        update(senders)
        .where(_is(channel, sender), senders.c.sent_in_window > 0)
        .values(sent_in_window=senders.c.sent_in_window - 1)
    )


def close_window(connection: Connection, channel: str, sender: str) -> None:
    """Believe the platform when it counts more messages than we do; the next word opens again."""
    connection.execute(
        update(senders).where(_is(channel, sender)).values(sent_in_window=MOST_IN_WINDOW)
    )


def has_left(connection: Connection, channel: str, sender: str) -> bool:
    """Whether this person unfollowed; somebody who never wrote may well follow."""
    left = select(senders.c.left_at).where(_is(channel, sender))
    return connection.execute(left).scalar() is not None


def other_account(connection: Connection, channel: str, sender: str, on: str) -> str | None:
    """Return the same observer's account on another channel, the one heard last."""
    theirs = senders.alias("theirs")
    return connection.execute(
        select(theirs.c.sender)
        .join(senders, senders.c.observer_id == theirs.c.observer_id)
        .where(_is(channel, sender), theirs.c.channel == on, theirs.c.left_at.is_(None))
        .order_by(theirs.c.last_inbound_at.desc(), theirs.c.id)
        .limit(1)
    ).scalar()


def mark_left(connection: Connection, channel: str, sender: str, now: datetime) -> None:
    """Remember that this person unfollowed, as a refused message has told us."""
    connection.execute(
        update(senders).where(_is(channel, sender), senders.c.left_at.is_(None)).values(left_at=now)
    )


def _is(channel: str, sender: str) -> ColumnElement[bool]:
    return and_(senders.c.channel == channel, senders.c.sender == sender)


def _open(channel: str, sender: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        _is(channel, sender), senders.c.left_at.is_(None), senders.c.last_inbound_at > now - WINDOW
    )
