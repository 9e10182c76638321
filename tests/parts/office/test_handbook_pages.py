"""The handbook in the console: edits are new versions, hold at once, and lose nothing."""

import re

from sqlalchemy import select

from casework.questions.handbook import all_entries
from catalogue.handbook import load_handbook
from storage.tables.inquiries import handbook_entries

LIST, KEY = "/office/handbook", "old-community.who"
PAGE = f"{LIST}/entry/{KEY}"
TYPED = {
    "version": "0",
    "project": "old-community",
    "aspect": "who",
    "question": "老旧小区改造谁来干？",
    "answer": "市住房和城乡建设局，电话问办公室。",
    "source": "专班办公室2026年7月",
    "basis": "office",
    "county": "",
    "about": "老旧小区、旧改,小区改造",
    "asks": "",
}


def versions(house):
    with house.database.read() as connection:
        return connection.execute(select(handbook_entries).order_by(handbook_entries.c.id)).all()


def in_force(house, key=KEY):
    with house.database.read() as connection:
        entries = all_entries(connection, load_handbook())
    return next((entry for entry in entries if entry.key == key), None)


def test_the_list_shows_every_project_with_source_and_how_sure_it_is(clerk):
    page = clerk.read(LIST)
    for words in ("两癌免费检查", "来源：邵东市五个规则", "参考，待办公室核定", "观察员“四个一”"):
        assert words in page


def test_an_edit_becomes_a_version_that_outranks_the_packaged_entry(clerk, house):
    page = clerk.press(PAGE, seen_on=PAGE, **TYPED)
    assert "存好了" in page.text
    now = in_force(house)
    assert (now.version, now.answer, now.basis) == (1, TYPED["answer"], "office")
    assert now.about == ("老旧小区", "旧改", "小区改造")
    history = clerk.read(PAGE)
    assert "第1版 · 李莉" in history
    assert "系统自带" in history


def test_the_same_again_makes_no_version(clerk, house):
    clerk.press(PAGE, seen_on=PAGE, **TYPED)
    page = clerk.press(PAGE, seen_on=PAGE, **TYPED | {"version": "1"})
    assert "没有改动" in page.text
    assert len(versions(house)) == 1


def test_the_slower_of_two_clerks_is_told_and_keeps_their_words(clerk, house):
    clerk.press(PAGE, seen_on=PAGE, **TYPED)
    page = clerk.press(PAGE, seen_on=PAGE, **TYPED | {"answer": "问街道<办>。"})
    assert page.status_code == 409
    assert "刚刚在别处改过" in page.text
    assert "问街道&lt;办&gt;。</textarea>" in page.text
    assert in_force(house).answer == TYPED["answer"]
    clerk.press(PAGE, seen_on=PAGE, **TYPED | {"answer": "问街道办。", "version": "1"})
    assert in_force(house).answer == "问街道办。"


def test_an_entry_is_switched_off_and_on_and_nothing_is_deleted(clerk, house):
    off = clerk.press(f"{PAGE}/switch", seen_on=PAGE, to="off")
    assert "已停用" in off.text
    assert not in_force(house).active
    clerk.press(f"{PAGE}/switch", seen_on=PAGE, to="off")
    clerk.press(f"{PAGE}/switch", seen_on=PAGE, to="on")
    assert in_force(house).active
    assert [row.active for row in versions(house)] == [False, True]


def test_a_new_entry_sent_twice_is_saved_once(clerk, house):
    form = clerk.read(f"{LIST}/new?project=old-community")
    (path,) = re.findall(r'action="(/office/handbook/entry/office\.[0-9a-f]{8})"', form)
    typed = TYPED | {
        "question": "加装电梯要几户同意？",
        "about": "加装电梯",
        "asks": "几户、多少户",
    }
    assert "存好了" in clerk.press(path, **typed).text
    assert "没有改动" in clerk.press(path, **typed).text
    assert len(versions(house)) == 1
    assert in_force(house, path.rsplit("/", 1)[1]).asks == ("几户", "多少户")
    assert "加装电梯要几户同意" in clerk.read(LIST)


def test_every_mistake_is_named_and_what_was_typed_stays(clerk, house):
    wrong = {"question": "", "answer": "答" * 401, "source": " ", "about": "改", "asks": "问" * 21}
    page = clerk.press(PAGE, seen_on=PAGE, **TYPED | wrong)
    assert page.status_code == 422
    for words in ("请写上问题", "请写上答案", "请写上来源", "“说到”的词", "“问到”的词每个"):
        assert words in page.text
    assert "答" * 401 in page.text
    assert versions(house) == []


def test_choices_and_keys_that_are_not_ours_are_refused(clerk, house):
    for wrong in ({"aspect": "x"}, {"basis": "x"}, {"project": "x"}, {"county": "x"}):
        assert clerk.press(PAGE, seen_on=PAGE, **TYPED | wrong).status_code == 400
    for version in ("", "-1", "九", "9999999"):
        assert clerk.press(PAGE, seen_on=PAGE, **TYPED | {"version": version}).status_code == 400
    assert clerk.press(f"{LIST}/entry/made-up", **TYPED).status_code == 404
    assert clerk.press(f"{LIST}/entry/made-up/switch", to="off").status_code == 404
    assert clerk.client.get(f"{LIST}/entry/office.zzzz").status_code == 404
    assert versions(house) == []
