"""Why a photo is refused: one code for the row, one sentence for the clerk."""

from typing import Literal

from catalogue.wording.staff_photos import REFUSALS

Reason = Literal[
    "empty",
    "too_many_bytes",
    "not_an_image",
    "unsupported_type",
    "broken",
    "zero_size",
    "too_many_pixels",
    "too_many_frames",
    "polyglot",
]


class RefusedPhoto(Exception):
    """These bytes will never become a photo; trying again is useless.

    `reason` is the code to store, `sentence` what the clerk reads.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = REFUSALS[reason]
