"""上年度回头看: each spring the desk is asked to look again at what was closed the year before.

One task for the whole year, made once and ended in words; none where nothing was mended or
promised. (Source: domain §5.6 item 63, of a county of 邵阳; here the office's convention.)
"""

from calendar import monthrange
from datetime import date, datetime

from casework.ends.tasks import Kind
from casework.ends.telling import LOOKED_BACK
from casework.rules import local_day
from catalogue.closing import load_closing
from storage.closing import ends, tasks
from storage.closing.tasks import NewTask
from storage.database import Database


def look_back_on_last_year(database: Database, now: datetime) -> None:
    """Put the task on the desk in its months."""
    today, season = local_day(now), load_closing().last_year
    if not season.from_month <= today.month <= season.to_month:
        return
    year, key = today.year - 1, f"last_year:{today.year - 1}"
    with database.read() as connection:
        if tasks.known_keys(connection, [key]):
            return
        count = ends.count_ended(connection, (date(year, 1, 1), date(year, 12, 31)), LOOKED_BACK)
    if not count:
        return
    last = date(today.year, season.to_month, monthrange(today.year, season.to_month)[1])
    with database.write() as connection:
        tasks.put_task(connection, NewTask(key, Kind.LAST_YEAR, last, note=f"{year} {count}"), now)
