"""Where the numbers of a year go on, for an office that began the year by hand.

Only before our first number of the series and year; who said so is recorded.
"""

from datetime import datetime
from typing import Final

from casework.letters.gate import Refused, Why, member_acting, policy_in_force
from casework.rules import local_day
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.numbers import begin_after

LARGEST: Final = 9999
_MAY_SAY: Final = ("director", "admin")


def begin_numbers(  # whose numbers, of which series, the last one given by hand, who says so, when
    connection: Connection, region: str, series: str, last: int, staff_id: int, now: datetime
) -> int:
    """Let this year's next number follow `last`; return the year. Raises Refused.

    CHANGED: the year's first number is taken, or another start was told before.
    """
    member = member_acting(connection, staff_id)
    if member is None or member.role not in _MAY_SAY:
        raise Refused(Why.WRONG_ROLE)
    if series not in policy_in_force(connection, region, now).series:
        raise Refused(Why.UNKNOWN)
    if not 1 <= last <= LARGEST:
        raise Refused(Why.INCOMPLETE)
    year = local_day(now).year
    if not begin_after(connection, series, year, last):
        raise Refused(Why.CHANGED)
    record_act(connection, staff_id, "letter.numbers", f"series:{series}:{year}", str(last), now)
    return year
