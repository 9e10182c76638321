"""What the worker process runs: the jobs over the platforms, and the clock's rules."""

import os
import socket
from datetime import timedelta

from bot.platform.media import PlatformMedia
from bot.platform.sender import PlatformSender
from bot.platform.wiring import accounts_from
from bot.wiring import Foundations
from casework.sweeps import close_quiet_drafts, post_late_answers, tell_counts
from reminders.clock import Clockwork
from reminders.deliver import DeliverMessages
from reminders.engine import EmbeddedEngine
from reminders.fetch import FetchFiles
from reminders.hints import Bell
from reminders.imaging import Limits
from reminders.tick import Rule, Ticker, plain
from reminders.upkeep import Keeping, alarm_of_late_files, forgetting, tidying

_MEGA = 1_000_000


def build_engine(base: Foundations) -> EmbeddedEngine:
    """Return the job engine: messages out first, then files in."""
    settings, clock = base.settings, base.clock
    accounts = accounts_from(settings.channels, base.database, base.vault, clock)
    most_bytes = settings.photos.max_megabytes * _MEGA
    limits = Limits(max_bytes=most_bytes, max_pixels=settings.photos.max_megapixels * _MEGA)
    source = PlatformMedia(accounts, most_bytes)
    jobs = (
        DeliverMessages(base.database, PlatformSender(accounts), clock),
        FetchFiles(base.database, source, base.files, limits, clock),
    )
    return EmbeddedEngine(jobs, settings.jobs.threads, clock, Bell(base.bell_path))


def build_clockwork(base: Foundations) -> Clockwork:
    """Return the clock with its rules; several may run, one of them is elected."""
    holder = f"{socket.gethostname()}:{os.getpid()}"
    ticker = Ticker(base.database, holder, _rules(base))
    return Clockwork(ticker.tick, ticker.hand_over, base.clock)


def _rules(base: Foundations) -> tuple[tuple[str, Rule], ...]:
    settings = base.settings
    keeping = Keeping(
        raw_deliveries=timedelta(days=settings.retention.raw_delivery_days),
        quarantine=timedelta(days=settings.retention.quarantine_days),
    )
    return (
        ("close-quiet-drafts", plain(close_quiet_drafts)),
        ("tell-counts", plain(tell_counts)),
        ("late-answers", plain(post_late_answers)),
        ("late-files", alarm_of_late_files(timedelta(hours=settings.photos.alarm_hours))),
        ("forgetting", forgetting(keeping)),
        ("tidying", tidying(base.files)),
    )
