"""A unit's liaison on a phone: receives a letter by its link and answers each matter."""

from playwright.sync_api import Page, expect

from tests.support.whole_road.letters import AFTER


def answers_by_link(phone: Page, matters: int, words: str) -> None:
    """签收, answer every matter with a photo, and find the receipt."""
    phone.get_by_role("button", name="签收", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("签收好了")
    for place in range(matters):
        matter = phone.locator("section[id^=matter]").nth(place)
        matter.get_by_label("整改状态").select_option(label="已完成")
        matter.get_by_label("整改措施和结果").fill(words)
        matter.get_by_label("整改后照片").set_input_files([AFTER])
        matter.get_by_role("button", name="交上去").click()
        expect(phone.get_by_role("status")).to_contain_text("反馈交上去了")
    phone.get_by_role("link", name="打印回执").first.click()
    expect(phone.get_by_text("反馈：已完成").first).to_be_visible()
