"""资料保存期限: what is kept how long, as the administrator set it."""

from datetime import timedelta

import pytest

from casework.keeping.periods import Keeping
from tests.support.office_house import Clerk

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
def test_the_page_tells_the_periods_that_hold_here(office):
    office.staff()
    keeping = Keeping(departed=timedelta(days=730), quarantine=timedelta(days=45))
    clerk = Clerk(office.app(keeping=keeping).test_client())
    clerk.log_in()
    page = clerk.read("/office/settings/keeping")
    assert "停用后2年" in page
    assert "45天" in page
    assert "操作记录" in page
