"""The State Council's notices, read as they were published, agree with the packaged calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from casework.settings.calendar import calendar_of, notice_value
from catalogue.holiday_notice import read_notice
from catalogue.working_days import Calendar, YearNotLoaded, is_legal_working_day
from storage.settings.versions import Setting

OF_2024 = """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。"""
OF_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。"""


@pytest.mark.parametrize(("year", "text"), [(2024, OF_2024), (2025, OF_2025)])
def test_a_published_notice_gives_each_day_of_its_year(year, text):
    notice = read_notice(year, text)
    assert notice.troubles == ()
    entered = calendar_of({str(year): Setting("calendar", str(year), 1, notice_value(notice), "")})
    day = date(year, 1, 1)
    while day.year == year:
        assert is_legal_working_day(day, entered) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("六、中秋节", "六、节"), "中秋"),
        (("共8天", "共9天"), "共9天"),
        (("2月10日至17日", "2月30日至17日"), "读不懂"),
        (("2月4日", "2月5日"), "2024-02-05本来就是工作日"),
        (("4月7日（星期日）", "4月6日（星期六）"), "2024-04-06又放假又上班"),
    ],
)
def test_what_cannot_be_right_in_a_notice_is_told(change, told):
    troubles = read_notice(2024, OF_2024.replace(*change)).troubles
    assert any(told in sentence for sentence in troubles)


def test_a_notice_of_another_year_or_none_at_all_is_told():
    assert any("2031年" in each for each in read_notice(2031, OF_2025.replace("月", "，")).troubles)
    assert len(read_notice(2031, "").troubles) == 8


def test_a_year_that_was_entered_counts_and_the_next_one_still_does_not():
    entered = Calendar({date(2099, 1, 1): False}, frozenset({2099}))
    assert [is_legal_working_day(date(2099, 1, day), entered) for day in (1, 2, 3)] == [
        False,
        True,
        False,
    ]
    with pytest.raises(YearNotLoaded):
        is_legal_working_day(date(2100, 1, 4), entered)
