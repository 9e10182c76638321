"""What makes two reports likely the same: picture, nearness, words and days, each counted."""

from datetime import date

from casework.triage.duplicates import MOST, likely_duplicates
from storage.triage.near import NearReport

HERE, WORDS = (27.30, 111.00), "小沙江镇通村公路塌了半边"


def near(report_id: int = 1, **fields) -> NearReport:
    told = {
        "number": f"0714-{report_id}",
        "day": date(2023, 7, 14),
        "project": "rural-roads",
        "county": "隆回县",
        "township": "小沙江镇",
        "point": None,
        "excerpt": "",
        "photos": 0,
    }
    return NearReport(id=report_id, **told | fields)


def reasons(other: NearReport, mine: NearReport | None = None, **pictures: bool) -> str:
    same = {other.id: pictures["same"]} if pictures else {}
    found = likely_duplicates(mine or near(), [other], same)
    return "，".join(found[0].reasons) if found else ""


def test_the_same_picture_is_enough_and_an_alike_one_too() -> None:
    far = {"day": date(2023, 7, 1), "township": "桃洪镇"}
    assert reasons(near(2, **far), same=True) == "照片是同一个文件"
    assert reasons(near(2, **far), same=False) == "照片相近"


def test_nearness_words_and_days_count_together_and_none_alone() -> None:
    mine, late = near(point=HERE, excerpt=WORDS), date(2023, 7, 20)
    at, said = {"point": (27.301, 111.00)}, {"excerpt": "通村公路塌了"}
    assert reasons(near(2, day=late, **at), mine) == ""
    assert reasons(near(2, day=late, **said), near(excerpt=WORDS, township="桃洪镇")) == ""
    assert reasons(near(2, township="桃洪镇"), near()) == ""
    assert reasons(near(2, **at), mine) == "相距111米，同一天"
    assert reasons(near(2, day=late, **at, **said), mine) == "相距111米，文字相近"
    assert reasons(near(2, day=late, **said), mine) == "同在小沙江镇，文字相近"
    assert reasons(near(2, day=date(2023, 7, 16), point=(27.4, 111.0), **said), mine) == ""


def test_the_likeliest_stand_first_and_no_more_than_a_few() -> None:
    mine = near(point=HERE, excerpt=WORDS)
    others = [near(each, point=HERE, day=date(2023, 7, 10 + each)) for each in range(2, 8)]
    found = likely_duplicates(mine, others, {4: True, 5: False})
    assert [each.report.id for each in found] == [4, 5, 2]
    assert len(found) == MOST
