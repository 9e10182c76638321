"""工作日历 in the console: a late notice, a new year's notice, what is refused, taking it back."""

from datetime import UTC, date, datetime

import pytest

from casework.letters.gate import Refused, Why
from casework.settings.calendar import calendar_now
from catalogue.working_days import is_legal_working_day
from storage.desk.acts import acts_on
from tests.support.forms import press_button
from tests.support.letter_house import LetterHouse, submit_now

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AT = "/office/settings/calendar"
OF_2027 = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月14日（周日）上班。
三、清明节：4月5日放假。四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假。六、中秋节：9月15日放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


def ask(browser, **fields):
    return browser.press(f"{AT}/preview", AT, **fields).text


def works(office, day):
    with office.database.read() as connection:
        return is_legal_working_day(day, calendar_now(connection))


def test_a_day_by_a_late_notice_is_looked_at_kept_with_its_source_and_taken_back(office, at_desk):
    clerk, day = at_desk(), date(2026, 7, 20)
    preview = ask(clerk, what="day", day="2026-07-20", works="no", note="市政府通知〔2026〕5号")
    assert "2026-07-20 周一" in preview
    assert works(office, day)
    kept = press_button(clerk, preview, "确认，保存").text
    assert "市政府通知〔2026〕5号" in kept
    assert not works(office, day)
    with office.database.read() as connection:
        (act,) = acts_on(connection, "calendar:2026-07-20")
    assert (act.act, act.who) == ("setting.calendar", "clerk先生")
    assert "照公布的" in press_button(clerk, kept, "改回系统自带的").text
    assert works(office, day)


@ON_SQLITE
def test_two_people_at_once_are_told(office, at_desk):
    clerk = at_desk()
    form = {"what": "day", "day": "2026-07-20", "works": "no", "note": "通知"}
    preview = ask(clerk, **form)
    press_button(clerk, ask(clerk, **form | {"works": "yes"}), "确认，保存")
    assert "您的没有保存" in press_button(clerk, preview, "确认，保存").text
    assert works(office, date(2026, 7, 20))


@ON_SQLITE
def test_every_mistake_is_told_and_nothing_kept(office, at_desk):
    clerk = at_desk()
    said = ask(clerk, what="day", day="2026-02-30", works="no", note="")
    assert said.count("<li>") >= 2
    assert "没有读到春节" in ask(
        clerk, what="year", year="2027", text="元旦：1月1日放假。", note="x"
    )


@ON_SQLITE
def test_a_letter_waits_for_the_notice_of_the_year_that_its_term_reaches(
    database, vault, clock, office, at_desk
):
    clock.now = datetime(2027, 12, 28, 2, tzinfo=UTC)
    letters = LetterHouse(database, vault, clock)
    letter = letters.draft()
    with pytest.raises(Refused) as caught:
        letters.do(submit_now, letter, "clerk")
    assert caught.value.why is Why.YEAR_NOT_LOADED
    clerk = at_desk()
    for year in ("2027", "2028"):
        text = OF_2027 if year == "2027" else OF_2028
        preview = ask(clerk, what="year", year=year, text=text, note="国办发明电〔2026〕7号")
        page = press_button(clerk, preview, "确认，保存").text
    assert page.count("办公室已录入通知") == 2
    letters.do(submit_now, letter, "clerk")
    assert letters.letter(letter).state == "submitted"


OF_2028 = """元旦：1月1日放假。春节：1月26日至29日放假。清明节：4月4日放假。劳动节：5月1日放假。
端午节：5月28日放假。中秋节：10月3日放假。国庆节：10月1日至3日放假。"""
