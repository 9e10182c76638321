"""Why a file of an essay is not taken."""

from catalogue.wording.observer_essays import FileReason


class RefusedFile(Exception):
    """These bytes will never be taken; `reason` leads to the sentence."""

    def __init__(self, reason: FileReason) -> None:
        super().__init__(reason)
        self.reason: FileReason = reason
