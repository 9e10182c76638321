"""Who agreed to how many subscription notices of which template, and when we last asked.

One press of 允许 is one notice (MPDOC 订阅通知). The platform's events are the source; its refusal
43101 has the last word.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from storage.dialects import insert_into
from storage.tables.roads import consent_asks, consents


def grant(connection: Connection, sender: str, template: str, now: datetime) -> None:
    """Count one more notice that this person agreed to."""
    row = insert_into(connection, consents).values(
        {"sender": sender, "template": template, "left": 1, "at": now}
    )
    key = [consents.c.sender, consents.c.template]
    more = {"left": consents.c.left + 1, "at": now}
    connection.execute(row.on_conflict_do_update(index_elements=key, set_=more))


def take(connection: Connection, sender: str, template: str) -> bool:
    """Use one consent before sending; False when none is left."""
    changed = connection.execute(
        update(consents)
        .where(consents.c.sender == sender, consents.c.template == template)
        .where(consents.c.left > 0)
        .values({"left": consents.c.left - 1})
    )
    return changed.rowcount == 1


def give_back(connection: Connection, sender: str, template: str) -> None:
    """Return the consent of a notice that certainly did not leave."""
    connection.execute(
        update(consents)
        .where(consents.c.sender == sender, consents.c.template == template)
        .values({"left": consents.c.left + 1})
    )


def withdraw(connection: Connection, sender: str, template: str, now: datetime) -> None:
    """Believe the platform, or the person, that no consent is left."""
    connection.execute(
        update(consents)
        .where(consents.c.sender == sender, consents.c.template == template)
        .values({"left": 0, "at": now})
    )


def some_left(connection: Connection, sender: str, templates: Sequence[str]) -> bool:
    """Whether this person agreed to any of these templates."""
    left = select(func.sum(consents.c.left)).where(
        consents.c.sender == sender, consents.c.template.in_(templates)
    )
    return bool(connection.execute(left).scalar())


def may_ask(connection: Connection, sender: str, now: datetime, asked_before: datetime) -> bool:
    """Note that we ask now; False when we did so after `asked_before`."""
    row = insert_into(connection, consent_asks).values(sender=sender, asked_at=now)
    asked = row.on_conflict_do_update(
        index_elements=[consent_asks.c.sender],
        set_={"asked_at": now},
        where=consent_asks.c.asked_at <= asked_before,
    ).returning(consent_asks.c.sender)
    return connection.execute(asked).first() is not None
