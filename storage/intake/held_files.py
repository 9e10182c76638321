"""Files of strangers that belong to nobody any more: erased with their messages, or left out."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select

from storage.tables.intake import deliveries
from storage.tables.work import media

_BATCH = 100
_OVER = ("done", "erased")  # of the delivery; a held or failed one may still want its file


def some_in_hand(connection: Connection, now: datetime) -> bool:
    """Whether a worker holds a file at this moment: it may be about to keep the same content."""
    leased = exists().where(media.c.state == "wanted", media.c.lease_until > now)
    return bool(connection.scalar(select(leased)))


def unclaimed_files(connection: Connection) -> list[int]:
    """Return up to a hundred files that no report has and no held delivery waits for."""
    return list(
        connection.scalars(
            select(media.c.id)
            .join(deliveries, deliveries.c.id == media.c.delivery_id)
            .where(media.c.report_id.is_(None), media.c.state != "wanted")
            .where(deliveries.c.held_for.is_(None), deliveries.c.state.in_(_OVER))
            .order_by(media.c.id)
            .limit(_BATCH)
        )
    )


def sole_content(connection: Connection, media_id: int) -> str | None:
    """Return the sha256 of a file's content where no other row has the same; None otherwise."""
    others = media.alias("others")
    shared = exists().where(others.c.sha256 == media.c.sha256, others.c.id != media.c.id)
    return connection.scalar(select(media.c.sha256).where(media.c.id == media_id, ~shared))


def drop_file(connection: Connection, media_id: int) -> None:
    """Forget an unclaimed file's row, once its content is gone."""
    connection.execute(delete(media).where(media.c.id == media_id, media.c.report_id.is_(None)))
