"""How a report grows message by message: counts, times, place, tags."""

from datetime import UTC, date, datetime, timedelta

from casework.reports.arrivals import Arrival
from casework.reports.growth import grown, tagged, together
from casework.rules import DraftRules
from catalogue.tagging.tags import Tag
from storage.ledger_rows import ReportRow

AT = datetime(2026, 7, 14, 2, 0, tzinfo=UTC)
RULES = DraftRules()
BLANK = ReportRow(1, date(2026, 7, 14), 32, "collecting", AT, AT, AT + RULES.quiet)


def tag(**said) -> Tag:
    blank = {
        "project": None,
        "also": (),
        "kind": "problem",
        "county": None,
        "township": None,
        "urgent": False,
        "confidence": 0.9,
        "ask": False,
        "ranked": (),
        "reasons": (),
    }
    return Tag(**(blank | said))


def arrival(kind="photo", minutes=0.0, **more) -> Arrival:
    return Arrival(1, "official", kind, AT + timedelta(minutes=minutes), **more)


def test_each_kind_is_counted_where_it_belongs() -> None:
    report = BLANK
    for kind in ("photo", "photo", "note", "link", "voice", "video", "place"):
        report = grown(report, arrival(kind), RULES)
    assert (report.photos, report.notes, report.voices, report.videos, report.places) == (
        2, 2, 1, 1, 1,
    )  # fmt: skip


def test_the_latest_message_counts_for_the_quiet_time_whatever_the_order() -> None:
    late_first = grown(grown(BLANK, arrival(minutes=5), RULES), arrival(minutes=2), RULES)
    assert late_first.last_at == AT + timedelta(minutes=5)
    assert late_first.quiet_until == AT + timedelta(minutes=15)


def test_a_closed_report_does_not_become_open_longer() -> None:
    closed = BLANK._replace(state="received")
    assert grown(closed, arrival(minutes=5), RULES).quiet_until == BLANK.quiet_until


def test_the_excerpt_is_the_first_120_characters_and_grows_no_more() -> None:
    report = grown(BLANK, arrival("note", text="一" * 119), RULES)
    report = grown(report, arrival("note", text="二三四"), RULES)
    assert report.excerpt == "一" * 119 + " "
    assert grown(report, arrival("note", text="五"), RULES).excerpt == report.excerpt


def test_the_first_sure_project_stays_and_others_stand_beside_it() -> None:
    report = tagged(BLANK, tag(project="elder-relief", also=("rural-roads",)))
    report = tagged(report, tag(project="employment", also=("elder-relief",)))
    assert (report.project, report.also) == ("elder-relief", ("rural-roads", "employment"))


def test_a_project_that_would_rather_be_asked_is_not_taken() -> None:
    assert tagged(BLANK, tag(project="employment", ask=True)).project is None


def test_a_fault_outweighs_praise_whatever_comes_first() -> None:
    praised = tagged(BLANK, tag(kind="praise"))
    assert tagged(praised, tag(kind="problem")).kind == "problem"
    assert tagged(tagged(BLANK, tag(kind="problem")), tag(kind="chat")).kind == "problem"


def test_urgent_once_is_urgent() -> None:
    assert tagged(tagged(BLANK, tag(urgent=True)), tag(urgent=False)).urgent


def test_a_township_of_another_county_is_not_mixed_in() -> None:
    report = tagged(BLANK, tag(county="隆回县"))
    report = tagged(report, tag(county="邵东市", township="黑田铺镇"))
    assert (report.county, report.township) == ("隆回县", "")


def test_a_place_fills_what_words_left_open_and_contradicts_nothing() -> None:
    place = {"latitude": 27.25, "longitude": 111.74, "county": "邵东市", "township": "黑田铺镇"}
    placed = grown(BLANK, arrival("place", text="湖" * 300, **place), RULES)
    assert (placed.county, placed.township, len(placed.place_label)) == ("邵东市", "黑田铺镇", 200)
    told = grown(tagged(BLANK, tag(county="隆回县")), arrival("place", **place), RULES)
    assert (told.county, told.township, told.latitude) == ("隆回县", "", 27.25)


def test_what_a_person_said_of_project_and_kind_is_not_overwritten() -> None:
    said = BLANK._replace(tagged_by="observer", project="elder-relief", kind="suggestion")
    after = tagged(said, tag(project="employment", kind="problem", county="隆回县"))
    assert (after.project, after.kind, after.also) == ("elder-relief", "suggestion", ())
    assert after.county == "隆回县"


def test_two_reports_together_hold_what_both_held() -> None:
    first = tagged(grown(BLANK, arrival(), RULES), tag(project="elder-relief", urgent=True))
    second = tagged(
        grown(
            BLANK._replace(id=2, opened_at=AT + timedelta(minutes=4)),
            arrival("note", 4, text="后"),
            RULES,
        ),
        tag(project="employment", also=("rural-roads",), county="隆回县"),
    )
    whole = together(first, second)
    assert (whole.photos, whole.notes, whole.urgent, whole.county) == (1, 1, True, "隆回县")
    assert (whole.project, whole.also) == ("elder-relief", ("employment", "rural-roads"))
    assert whole.quiet_until == second.quiet_until


def test_the_excerpt_of_both_is_in_the_order_in_which_they_began() -> None:
    first = BLANK._replace(excerpt="先")
    second = BLANK._replace(id=2, opened_at=AT + timedelta(minutes=1), excerpt="后")
    assert together(second, first).excerpt == together(first, second).excerpt == "先 后"
