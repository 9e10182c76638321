"""How long each class of data is kept. The periods are the administrator's; none is a rule's.

The seeds say nothing of retention, so every period is a convention: 参考，待办公室核定.
"""

from dataclasses import dataclass
from datetime import timedelta

from catalogue.wording import staff_keeping as wording


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what is kept, each counted from its last use; reports and letters stay for good."""

    raw_deliveries: timedelta = timedelta(days=180)
    quarantine: timedelta = timedelta(days=30)
    departed: timedelta = timedelta(days=1095)
    leftovers: timedelta = timedelta(days=90)
    loose_files: timedelta = timedelta(days=30)


def kept_in_time(keeping: Keeping) -> list[wording.KeptClass]:
    """Return the classes whose periods can be set, in words."""
    return [
        wording.raw_deliveries(keeping.raw_deliveries.days),
        wording.quarantine(keeping.quarantine.days),
        wording.departed(keeping.departed.days),
        wording.leftovers(keeping.leftovers.days),
        wording.loose_files(keeping.loose_files.days),
    ]
