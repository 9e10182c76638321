"""Whatever was asked last takes a short answer: a look, an assessment, or our own question."""

from collections.abc import Callable
from datetime import datetime

Turn = tuple[datetime, Callable[[], str | None]]  # when it was asked, and who takes the answer


def first_taken(turns: list[Turn]) -> str | None:
    """Return the reply of the first that takes the words, the last asked first; None for none.

    Of two asked at one moment the first in the list comes first.
    """
    for _, take in sorted(turns, key=lambda turn: turn[0], reverse=True):
        reply = take()
        if reply is not None:
            return reply
    return None
