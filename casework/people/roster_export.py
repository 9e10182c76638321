"""The roster as a sheet that the import takes back unchanged."""

from collections.abc import Sequence
from datetime import datetime

from casework.people.observer_history import FIELDS
from casework.people.roster_blank import SheetValue, filled_sheet
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import people
from storage.people.people import ObserverCard, Sender
from storage.vault import Vault

_CHANNELS = ("work", "official")  # in the order of the sheet's last two columns


def export_roster(
    connection: Connection, vault: Vault, counties: Sequence[str], staff_id: int, now: datetime
) -> bytes:
    """Return everybody as .xlsx and write down that personal data left, and with whom."""
    cards = people.list_observers(connection, vault)
    accounts: dict[tuple[int | None, str], Sender] = {}
    for sender in people.senders_of(connection, [card.id for card in cards]):
        accounts.setdefault((sender.observer_id, sender.channel), sender)
    told = f"{len(cards)} people"
    record_act(connection, staff_id, "roster.export", "roster", told, now)
    return filled_sheet(counties, [_line(card, accounts) for card in cards])


def _line(card: ObserverCard, accounts: dict[tuple[int | None, str], Sender]) -> list[SheetValue]:
    bound = [accounts.get((card.id, channel)) for channel in _CHANNELS]
    return [
        *(getattr(card, name) for name in FIELDS),
        *(account.sender if account else None for account in bound),
    ]
