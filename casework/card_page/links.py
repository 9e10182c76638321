"""The link to one report's card: how long it works, and its address.

It works until the end of the month after the report's, because a piece counts in its own month and
can be made good in the next one; a link for an older report is given a week.
"""

from datetime import date, datetime, time, timedelta

from casework.page_links import PageLink, signed
from casework.rules import SHANGHAI, local_day
from storage.vault import Vault

PATH = "/c/"
LIVING = ("collecting", "received")  # the states of reports whose card is open
_AT_LEAST = timedelta(days=7)


def last_day(day: date, today: date) -> date:
    """Return the last day on which a link given today for a report of `day` works."""
    month_after_next = (day.replace(day=1) + timedelta(days=63)).replace(day=1)
    return max(month_after_next - timedelta(days=1), today + _AT_LEAST)


def card_address(pages_at: str, report_id: int, day: date, vault: Vault, now: datetime) -> str:
    """Return the whole address of a report's card; `pages_at` is ours without a slash at its end.

    Empty where `pages_at` is: nobody could open it.
    """
    if not pages_at:
        return ""
    ends = datetime.combine(last_day(day, local_day(now)), time(23, 59, 59), SHANGHAI)
    return f"{pages_at}{PATH}{signed(PageLink('card', report_id, ends), vault)}"
