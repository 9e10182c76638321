"""An observer's 四个一 put into the few words of the chat and of a reminder."""

from collections.abc import Iterable
from datetime import date

from casework.quota.quota_book import PersonYear
from catalogue.quota.quota_policy import QuotaPolicy
from catalogue.quota.quotas import Line, to_make_good
from catalogue.wording import observer_activities
from catalogue.wording import observer_quota as wording
from storage.activities.inspections import Inspection


def lines_said(policy: QuotaPolicy, lines: Iterable[Line]) -> list[str]:
    """Return what is said of each line, without those of which there is nothing to say."""
    said = (wording.line_said(policy.item(line.slot.code), line) for line in lines)
    return list(filter(None, said))


def how_it_stands(policy: QuotaPolicy, year: PersonYear, today: date) -> str:
    """Return the two lines of 我的."""
    monthly = lines_said(policy, year.month(today.month))
    yearly = lines_said(policy, year.whole_year())
    return wording.standing(today.month, monthly, yearly, owes=bool(year.due(today.month)))


def tasks(
    policy: QuotaPolicy, year: PersonYear, today: date, listed: Iterable[Inspection]
) -> list[str]:
    """Return the personal 工作清单: to make good first, then what lacks, then what is planned."""
    late = to_make_good(policy, year.career, year.pieces, today)
    lacking = [*year.month(today.month), *year.whole_year()]
    return [
        *(wording.task_to_make_good(policy.item(slot.code), slot, until) for slot, until in late),
        *(
            wording.task(policy.item(line.slot.code), line.lacking)
            for line in lacking
            if line.lacking
        ),
        *(observer_activities.task_to_attend(each.title, each.day, each.route) for each in listed),
    ]


def what_lacks(policy: QuotaPolicy, lines: Iterable[Line]) -> str:
    """Return e.g. 信息1条、建议1条; empty where nothing lacks."""
    named = ((policy.item(line.slot.code), line.lacking) for line in lines if line.lacking)
    return "、".join(f"{item.name}{count}{item.unit}" for item, count in named)
