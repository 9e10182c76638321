"""A photo from the card's page on its way into the report, by the road of every other photo.

It is a delivery on the channel `page` and a wanted file that the worker examines, strips and
copies; the same picture twice in one report is one photo.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from casework.card_page.links import LIVING
from casework.reports.arrivals import Arrival
from casework.reports.growth import grown
from casework.rules import DraftRules
from storage.database import Database
from storage.desk.card_rows import lock_observer_of
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.ledger_rows import NewDelivery, NewItem, ReportRow, WantedMedia
from storage.photos.desk_uploads import PAGE, NewUpload, add_upload, take_upload
from storage.vault import Vault
from storage.wire import wire_transaction

_FETCHING_LASTS: Final = timedelta(days=30)  # the file is ours; only a store out of order delays it


class ReportIsOver(Exception):
    """The report was withdrawn or merged meanwhile."""


@dataclass(frozen=True, slots=True)
class PhotoDesk:
    """What taking a photo needs."""

    database: Database
    vault: Vault
    numbers: Numbers
    rules: DraftRules


def add_photo(desk: PhotoDesk, report_id: int, upload: NewUpload, now: datetime) -> bool:
    """Put a stored file into a report; False when the report has it. Raises ReportIsOver."""
    with wire_transaction(desk.database, pipelined=False) as wire:
        ledger = Ledger(wire, desk.numbers)
        with wire.plain() as connection:
            observer_id = lock_observer_of(connection, report_id)
        report = None if observer_id is None else ledger.report(report_id, observer_id)
        if report is None or report.state not in LIVING:
            raise ReportIsOver
        delivery_id = ledger.keep(_delivery(desk.vault, report, upload, now))
        if delivery_id is None:
            return False
        arrival = Arrival(delivery_id, PAGE, "photo", now, media_id=upload.store_key)
        ledger.grow(grown(report, arrival, desk.rules))
        ledger.add_item(NewItem(report.id, delivery_id, "photo", now))
        ends = now + _FETCHING_LASTS
        ledger.want_media(
            WantedMedia(delivery_id, report.id, PAGE, upload.store_key, "photo", now, ends)
        )
        with wire.plain() as connection:
            upload_id = add_upload(connection, desk.vault, upload, None, None, now)
            take_upload(connection, upload_id, delivery_id)
    return True


def _delivery(vault: Vault, report: ReportRow, upload: NewUpload, now: datetime) -> NewDelivery:
    fields = {"MsgType": "image", "Title": upload.filename}
    raw = json.dumps({"fields": fields, "unreadable": ""}, ensure_ascii=False)
    return NewDelivery(
        key=hashlib.sha256(f"card page\0{report.id}\0{upload.sha256}".encode()).digest(),
        channel=PAGE,
        kind="photo",
        msg_id="",
        sender="",
        receiver="",
        sent_at=now,
        received_at=now,
        raw=vault.seal_text(raw, "delivery.raw"),
    )
