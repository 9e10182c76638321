"""Confirming a sheet of earlier years, dropping it, undoing it as a whole; each is recorded.

Its lines are never changed once they are read, so a sheet can be undone as long as it stands.
"""

from datetime import datetime
from typing import Final, Literal

from storage.database import Connection
from storage.desk.acts import record_act
from storage.past.sheets import move, sheet_by_id

Step = Literal["take", "drop", "undo"]
STEPS: Final[dict[Step, tuple[str, str]]] = {
    "take": ("read", "taken"),
    "drop": ("read", "dropped"),
    "undo": ("taken", "undone"),
}


def step(connection: Connection, sheet_id: int, what: Step, staff_id: int, now: datetime) -> bool:
    """Take a step; False where somebody was quicker or the sheet is not there."""
    if not move(connection, sheet_id, STEPS[what], (staff_id, now)):
        return False
    sheet = sheet_by_id(connection, sheet_id)
    if sheet is not None:
        told = f"{sheet.filename} {sheet.lines}"
        record_act(connection, staff_id, f"past.{what}", f"past:{sheet_id}", told, now)
    return True
