"""The ledger of a delivery that is handled again: its file may be in the house already."""

from typing_extensions import override

from storage.intake.ledger import Ledger
from storage.intake.strangers import adopt_file
from storage.ledger_rows import WantedMedia
from storage.work import follow_ups


class ReplayLedger(Ledger):
    """A `Ledger` that takes a held file over in place of asking for it a second time."""

    @override
    def want_media(self, wanted: WantedMedia) -> None:
        media_id = adopt_file(self.wire, wanted.delivery_id, wanted.report_id)
        if media_id is None:
            super().want_media(wanted)
            return
        with self.wire.plain() as connection:
            follow_ups.begin(connection, media_id, wanted.wanted_at)
