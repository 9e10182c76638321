"""Photos beside earlier ones: whoever sends a picture again, or another's, is shown to the clerk.

Two steps in two transactions: first a photo is made findable, then it looks for others. So of two
photos that are compared at the same moment at least one finds the other.
"""

from collections.abc import Sequence
from typing import Final

from reminders.fingerprint import SAME_PICTURE, distance
from reminders.follow_up_job import FollowUpJob
from storage.photos import twins
from storage.photos.twins import Candidate
from storage.work import follow_ups
from storage.work.follow_ups import FollowUp

_MOST: Final = 5  # of one photo; the same poster may hang in every village
_FEATURELESS: Final = 0  # the fingerprint of a picture of one colour says nothing


class ComparePhotos(FollowUpJob):
    """The job of stored photos."""

    kind = "compare"
    step = "compare"

    def work(self, row: FollowUp) -> None:
        """Find the nearest photos of other reports."""
        dhash = None if row.dhash == _FEATURELESS else row.dhash
        if dhash is not None:
            with self._database.write() as connection:
                twins.keep_parts(connection, row.media_id, dhash)
        with self._database.read() as connection:
            found = twins.candidates(connection, row.media_id, row.sha256, dhash, SAME_PICTURE)
        near = sorted(_near(row, found))[:_MOST]
        with self._database.write() as connection:
            for bits, media_id in near:
                twins.record(connection, row.media_id, media_id, bits)
            follow_ups.finish(connection, row, "done")


def _near(row: FollowUp, found: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Return (bits apart, id) of those that are the same picture."""
    near = []
    for other in found:
        if other.sha256 == row.sha256:
            near.append((0, other.media_id))
        elif row.dhash is not None and other.dhash is not None:
            bits = distance(row.dhash, other.dhash)
            if bits <= SAME_PICTURE and other.dhash != _FEATURELESS:
                near.append((bits, other.media_id))
    return near
