"""What the office does with essays: returned, handed in anew, entered by a clerk."""

from datetime import UTC, datetime
from io import BytesIO

from flask.testing import FlaskClient

from storage.tables.essays import essays
from tests.support import essay_files as made
from tests.support.essay_room import WORDS, hand_in, link_in, told
from tests.support.office_house import Clerk
from tests.support.phone import Phone
from tests.support.world import World


def test_a_returned_essay_comes_back_as_a_new_one_and_keeps_its_history(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    hand_in(browser, link_in(phone.says("交材料")), title="调研", text=WORDS)
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="请补数字")
    returned = "您交的“调研”（材料1号）办公室看过了，请改一改再交：请补数字。"
    assert told(world).startswith(returned)
    assert "调研材料还差1篇" in phone.says("我的")
    again = link_in(told(world))
    form = browser.get(again).text
    assert "改好的“调研”" in form
    assert "二、三点建议。</textarea>" in form
    page = hand_in(browser, again, title="调研", text=f"{WORDS}\n三、数字。", earlier="1")
    assert "编号：材料2号" in page.text
    assert "改自材料1号" in page.text
    assert "已交新的一份" in clerk.read("/office/deeds")
    for essay in ("1", "2"):  # the first has had its word
        clerk.press(f"/office/deeds/essays/{essay}", "/office/deeds", verdict="accepted")
    assert [row.state for row in world.rows(essays)] == ["returned", "accepted"]
    assert world.rows(essays)[1].earlier_id == 1


def test_another_persons_returned_essay_is_neither_shown_nor_replaced(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    hand_in(browser, link_in(phone.says("交材料")), text="我的秘密")
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="补")
    world.observer(("official", "oB"), name="刘芳", phone="13900002468")
    theirs = link_in(world.phone("oB").says("交材料"))
    assert "我的秘密" not in browser.get(f"{theirs}?again=1").text
    hand_in(browser, theirs, text="我的", earlier="1")
    assert world.rows(essays)[1].earlier_id is None


def test_returned_late_in_the_year_it_counts_for_that_year_for_seven_days_more(
    world: World, phone: Phone, browser: FlaskClient, clerk: Clerk
) -> None:
    world.clock.now = datetime(2026, 12, 20, 4, tzinfo=UTC)
    hand_in(browser, link_in(phone.says("交材料")), title="调研", text=WORDS)
    world.clock.now = datetime(2026, 12, 30, 4, tzinfo=UTC)
    assert clerk.log_in().status_code == 303
    clerk.press("/office/deeds/essays/1", "/office/deeds", verdict="returned", reason="补")
    assert "1月6日前交上来，还算2026年的。" in told(world)
    world.clock.now = datetime(2027, 1, 5, 4, tzinfo=UTC)
    assert "补1篇2026年的调研材料，1月6日前有效" in phone.says("我的")
    hand_in(browser, link_in(told(world)), title="调研", text=f"{WORDS}三", earlier="1")
    standing = phone.says("我的")
    assert "补1篇" not in standing
    assert "调研材料还差1篇" in standing


def test_a_clerk_enters_files_too_and_hands_in_anew_what_was_returned(
    world: World, phone: Phone, clerk: Clerk
) -> None:
    seen_on = "/office/deeds"
    fields = {"observer": "1", "day": "2026-07-10", "title": ""}
    file = {"files": (BytesIO(made.pdf()), "材料.pdf")}
    assert "材料1号登记好了" in clerk.press("/office/deeds/essays", seen_on, **fields, **file).text
    assert "材料.pdf" in clerk.read(seen_on)
    bad = fields | {"title": "留着的题目", "files": (BytesIO(b"MZ" + bytes(60)), "a.exe")}
    refused = clerk.press("/office/deeds/essays", seen_on, **bad)
    assert "“a.exe”不是这里能收的文件。" in refused.text
    assert "留着的题目" in refused.text
    for wrong, said in (({"day": "2026-07-32"}, "日期看不懂"), ({"observer": "9"}, "请选是谁交的")):
        page = clerk.press("/office/deeds/essays", seen_on, **{"title": "x"} | fields | wrong)
        assert said in page.text
    clerk.press("/office/deeds/essays/1", seen_on, verdict="returned", reason="补")
    assert "代录改好的材料1号" in clerk.read(f"{seen_on}?again=1")
    anew = {"observer": "1", "title": "材料", "earlier": "1", "day": "2026-07-12"}
    clerk.press("/office/deeds/essays", seen_on, **anew)
    assert [row.earlier_id for row in world.rows(essays)] == [None, 1]
