"""Filters kept under a name: chips over the inbox, one's own or the office's."""

import re

import pytest

from tests.support.office_house import Clerk

FILTER = "county=隆回县&kind=problem"


def save(clerk, name: str, back: str = FILTER, **fields: str) -> str:
    return clerk.press("/office/views", name=name, back=back, **fields).text


def chips(page: str) -> list[str]:
    return re.findall(r'class="chip[^"]*" href="[^"]*">([^<]+)<', page)


@pytest.fixture
def colleague(house) -> Clerk:
    house.staff("wangfang", "王芳")
    clerk = Clerk(house.app().test_client())
    assert clerk.log_in("wangfang").status_code == 303
    return clerk


def test_a_saved_filter_is_a_link_to_it_and_nobody_elses(clerk, colleague):
    page = save(clerk, "隆回的问题")
    assert "存好了" in page
    assert chips(page) == ["隆回的问题"]
    link = re.search(r'class="chip[^"]*" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    assert 'value="隆回县" selected' in clerk.read(link)
    assert chips(colleague.read()) == []


def test_a_shared_one_is_everybodys_to_see_and_its_makers_to_change(clerk, colleague):
    save(clerk, "隆回的问题", shared="1")
    assert chips(colleague.read()) == ["隆回的问题"]
    for act, fields in (("name", {"name": "别的"}), ("delete", {})):
        assert "不是您存的" in colleague.press(f"/office/views/1/{act}", **fields).text
    assert chips(clerk.read()) == ["隆回的问题"]


def test_an_own_one_is_renamed_and_deleted(clerk):
    save(clerk, "一")
    assert chips(clerk.press("/office/views/1/name", name="二").text) == ["二"]
    assert chips(clerk.press("/office/views/1/delete").text) == []


def test_what_cannot_be_kept_gets_its_sentence(clerk):
    save(clerk, "一")
    save(clerk, "二")
    assert "已经有一个叫这个名字" in save(clerk, "一")
    assert "已经有一个叫这个名字" in clerk.press("/office/views/2/name", name="一").text
    assert "请给它起个名字" in save(clerk, "  ")
    assert "请给它起个名字" in save(clerk, "长" * 21)
    assert "请先选好筛选条件" in save(clerk, "三", back="before=9&_external=1")
    assert chips(clerk.read()) == ["一", "二"]


def test_a_name_is_shown_as_text(clerk):
    assert "<b>" not in "".join(chips(save(clerk, "<b>一</b>")))
    assert "&lt;b&gt;一&lt;/b&gt;" in clerk.read()
