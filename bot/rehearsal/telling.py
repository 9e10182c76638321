"""What a rehearsal prints: each moment, each person, the troubles, the rules and whether they held.

The same outcome gives the same text, to the byte.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.rehearsal.people import Actor
from bot.rehearsal.run import Outcome
from bot.rehearsal.troubles import Spell
from bot.rehearsal.witness import Breach, Rule
from casework.rules import SHANGHAI, local_day
from catalogue.reminder_times import Moment, moment_at, moments_of
from catalogue.wording import observer
from catalogue.wording import staff_rehearsal as words
from catalogue.wording.staff_intake import CHANNEL_NAMES
from storage.roads.outbox_history import Posted

_HEALTHY = "healthy"
_MOST_BREACHES = 10
_HOUR = timedelta(hours=1)


def told(outcome: Outcome) -> Iterator[str]:
    """Give the lines of the summary."""
    plan, policy = outcome.plan, outcome.plan.policy
    yield words.heading(plan.first, plan.last, plan.observers, plan.seed)
    moments = [(each.day, f"{each.at:%-H:%M}") for each in policy.moments]
    hours = (f"{policy.hours.start:%-H:%M}", f"{policy.hours.end:%-H:%M}")
    yield words.policy_line(moments, hours, policy.most_in_a_month)
    yield from ("", words.PART_TIMES, *_moments_told(outcome))
    yield from ("", words.PART_PEOPLE, *_people_told(outcome))
    yield from ("", words.PART_TROUBLES, *_troubles_told(outcome))
    yield from ("", words.PART_RULES, *_rules_told(outcome))


def every_line(outcome: Outcome) -> Iterator[str]:
    """Give the journal, a line an entry."""
    for each in outcome.journal.entries:
        yield words.entry_line(_local(each.at), each.name, each.what, each.text, each.road)


def failures(outcome: Outcome) -> list[Breach]:
    """Return the sentences by which the service owned up to a failure of its own."""
    return [
        Breach(Rule.ONCE, each.at, each.name, each.text)
        for each in outcome.journal.entries
        if each.what == "hears" and each.text == observer.FAILED
    ]


def _moments_told(outcome: Outcome) -> Iterator[str]:
    plan = outcome.plan
    by_period: dict[str, Counter[str]] = {}
    for posted in outcome.posted:
        moment = moment_at(plan.policy, posted.created_at)
        period = moment.period if moment else ""
        by_period.setdefault(period, Counter())[_ended(posted)] += 1
    for moment in _moments(outcome):
        ended = by_period.get(moment.period, Counter())
        yield words.moment_line(_local(moment.at), dict(sorted(ended.items())))


def _moments(outcome: Outcome) -> list[Moment]:
    first, last = outcome.plan.first, outcome.plan.last
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [
        moment
        for number in numbers
        for moment in moments_of(outcome.plan.policy, number // 12, number % 12 + 1)
    ]
    return [moment for moment in found if first <= local_day(moment.at) <= last]


def _people_told(outcome: Outcome) -> Iterator[str]:
    owners: Mapping[tuple[str, str], Actor] = {
        account: actor for actor in outcome.actors for account in actor.accounts
    }
    missed: dict[str, list[tuple[datetime, str]]] = {}
    for posted in outcome.posted:
        actor = owners.get((posted.channel, posted.recipient))
        if actor is not None and posted.state in {"undelivered", "dropped"}:
            why = (_local(posted.created_at), _ended(posted))
            missed.setdefault(actor.name, []).append(why)
    for actor in outcome.actors:
        yield from _person_told(outcome, actor, missed.get(actor.name, []))


def _person_told(
    outcome: Outcome, actor: Actor, missed: Sequence[tuple[datetime, str]]
) -> Iterator[str]:
    accounts = [CHANNEL_NAMES[channel] for channel, _ in actor.accounts]
    place = (actor.person.group, actor.person.role)
    yield words.person_line(actor.number + 1, actor.name, place, actor.habit, accounts)
    off_by = outcome.troubles.off_by
    got = [
        words.arrival(_local(arrival.at), arrival.road, off=bool(off_by(arrival.at)))
        for name, arrival in outcome.journal.reminders
        if name == actor.name
    ]
    yield words.person_got(outcome.journal.said(actor.name), got)
    if missed:
        yield words.person_missed(missed)


def _troubles_told(outcome: Outcome) -> Iterator[str]:
    yield words.crashes_line(outcome.deaths.total())
    troubles = outcome.troubles
    for name, spells in (
        (words.OUTAGES, troubles.outages),
        (words.DOWNTIMES, troubles.downtimes),
        (words.JUMPS, troubles.jumps),
    ):
        yield words.spells_line(name, len(spells), _longest(spells))


def _rules_told(outcome: Outcome) -> Iterator[str]:
    failed = failures(outcome)
    for rule in Rule:
        broken = [breach for breach in outcome.breaches if breach.rule is rule]
        yield from _rule_told(rule, broken)
    yield from _rule_told(_HEALTHY, failed)
    said = sum(outcome.journal.said(actor.name) for actor in outcome.actors)
    yield words.totals(len(outcome.actors), len(outcome.journal.reminders), said)
    if not outcome.breaches and not failed:
        yield words.ALL_KEPT


def _rule_told(rule: str, broken: Sequence[Breach]) -> Iterator[str]:
    yield words.rule_line(rule, len(broken))
    for breach in broken[:_MOST_BREACHES]:
        yield words.breach_line(_local(breach.at), breach.name, breach.text)


def _ended(posted: Posted) -> str:
    return words.outcome(posted.state, posted.road, posted.cause)


def _longest(spells: Sequence[Spell]) -> float:
    return max(((spell.last - spell.first) / _HOUR for spell in spells), default=0.0)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)
