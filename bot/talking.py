"""How the service speaks to people by itself: the clock's rules for it and the worker's job.

The worker has these among others; a rehearsal has nothing but these.
"""

from datetime import timedelta

from bot.platform.wiring import fixed_texts, notice_road, open_roads, text_templates
from bot.wiring import Foundations, digest_desk, urging_desk
from casework import reminding
from casework.closing import looking
from casework.column import consent
from casework.reach.sending_again import send_news_again
from casework.reminding import ReminderDesk
from casework.reports.sweeps import close_quiet_drafts, post_late_answers, tell_counts
from casework.triage import asking
from casework.urging import messages
from catalogue.reminder_times import ReminderPolicy
from reminders.closing_upkeep import now_and_then
from reminders.deliver import DeliverMessages
from reminders.digests import making_digests
from reminders.ladder import Ladder
from reminders.news_checks import still_asked, still_to_look
from reminders.ports import Check, Sender
from reminders.remind import StillTrue, reminding_observers
from reminders.still_asked import StillAsked
from reminders.tick import Rule, plain
from reminders.urging import StillUrgent


def rules_that_speak(
    base: Foundations, policy: ReminderPolicy | None = None
) -> tuple[tuple[str, Rule], ...]:
    """Return the clock's rules that end in words; `policy` in place of the office's own."""
    return (
        ("close quiet drafts", plain(close_quiet_drafts)),
        ("tell counts", plain(tell_counts)),
        ("post late answers", plain(post_late_answers)),
        ("send news again", now_and_then(send_news_again, timedelta(minutes=1))),
        ("remind", reminding_observers(_reminder_desk(base), policy)),
        ("digest", making_digests(digest_desk(base))),
    )


def delivering(
    base: Foundations, sender: Sender, policy: ReminderPolicy | None = None
) -> DeliverMessages:
    """Return the job of the outbox."""
    sms = base.settings.sms
    ladder = Ladder(notice_road(base.settings.channels), text_templates(sms), fixed_texts(sms))
    checks: dict[str, Check] = {
        reminding.PURPOSE: StillTrue(_reminder_desk(base), policy),
        looking.PURPOSE: still_to_look,
        asking.PURPOSE: still_asked,
        messages.PURPOSE: StillUrgent(urging_desk(base)),
        consent.PURPOSE: StillAsked(policy),
    }
    return DeliverMessages(base.database, sender, ladder, base.clock, checks)


def _reminder_desk(base: Foundations) -> ReminderDesk:
    settings = base.settings
    return ReminderDesk(base.vault, settings.office.region, open_roads(settings))
