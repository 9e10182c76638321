"""What the console says to the leader of a group of observers."""

from typing import Final

NOTED: Final = "记下了，办公室也看得到。"
