"""A worker that does one round of its work and kills itself at a named step of it.

Usage: python -m tests.support.dying_worker CONFIG STEP [HOURS], its clock so many hours ahead. The
jobs are the real ones; only the file store and the sender handed to them are wrapped, so production
code knows nothing of this.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from typing_extensions import override

from bot.clock import system_clock
from bot.platform.capabilities import Capabilities
from bot.platform.media import PlatformMedia
from bot.platform.sender import PlatformSender
from bot.platform.wiring import accounts_from, notice_road, writers_from
from bot.starting import prepare, read_settings
from bot.wiring import Foundations
from reminders.deliver import DeliverMessages
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.jobs import do_row
from reminders.ladder import Ladder
from reminders.ports import SendOutcome
from reminders.ports import Step as RoadStep
from storage.blobs.local_files import LocalFiles
from storage.roads.outbox import ClaimedMessage

_MOST = 8 << 20
_WITH_HOURS = 3  # arguments
_LIMITS = Limits(max_bytes=_MOST, max_pixels=50_000_000)


class Step(StrEnum):
    """Where it dies."""

    ORIGINAL_KEPT = "originals/"
    COPY_KEPT = "shown/"
    ALL_KEPT = "thumbs/"
    BEFORE_SENDING = "before sending"
    AFTER_SENDING = "after sending"


class DyingFiles(LocalFiles):
    """Dies as soon as a file is safe under a key that begins with the step's word."""

    def __init__(self, root: Path, step: Step) -> None:
        super().__init__(root)
        self._step = step

    @override
    def put(self, key: str, data: bytes) -> None:
        super().put(key, data)
        if key.startswith(self._step):
            _die()


class DyingSender(PlatformSender):
    """Dies before the platform is called, or after it has answered."""

    step: Step

    @override
    def send(self, message: ClaimedMessage, step: RoadStep, now: datetime) -> SendOutcome:
        if self.step is Step.BEFORE_SENDING:
            _die()
        outcome = super().send(message, step, now)
        # Only there a second copy is swallowed; 客服消息 may come twice (ADR 0017).
        if self.step is Step.AFTER_SENDING and step.road == "work":
            _die()
        return outcome


def main() -> None:
    """Fetch every wanted file, then send every message."""
    config, step = Path(sys.argv[1]), Step(sys.argv[2])
    ahead = timedelta(hours=float(sys.argv[3]) if len(sys.argv) > _WITH_HOURS else 0)
    base = prepare(read_settings(config))
    files = DyingFiles(base.settings.storage.media, step)
    base = replace(base, files=files, clock=lambda: system_clock() + ahead)
    for job in _jobs(base, step):
        for row in job.take(9):
            do_row(job, row, base.clock)


def _jobs(base: Foundations, step: Step) -> tuple[FetchFiles, DeliverMessages]:
    accounts = accounts_from(base.settings.channels, base.database, base.vault, base.clock)
    capabilities = Capabilities(base.database, base.clock)
    source = PlatformMedia(accounts, capabilities, _MOST)
    sender = DyingSender(
        writers_from(accounts, base.settings, base.database, base.clock), capabilities, base.files
    )
    sender.step = step
    ladder = Ladder(notice_road(base.settings.channels))
    return (
        FetchFiles(base.database, source, base.files, _LIMITS, base.clock),
        DeliverMessages(base.database, sender, ladder, base.clock),
    )


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
