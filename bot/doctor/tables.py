"""Whether the database can be asked at all; its own check tells why not."""

from bot.wiring import Foundations
from storage import house_state


def has_tables(base: Foundations) -> bool:
    """Whether the tables of this program are there. Makes no file, never raises."""
    file = base.settings.storage.sqlite_file
    if file is not None and not file.exists():
        return False
    try:
        return house_state.is_migrated(base.database)
    except Exception:  # noqa: BLE001 - each driver has errors of its own
        return False
