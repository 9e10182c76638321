"""The office's part of a letter's road in the browser: from its draft to the end of its matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from simulator.samples import photo
from tests.support.essay_files import pdf
from tests.support.whole_road.house import SETTLED_HERE
from tests.support.whole_road.windows import Windows, comes, download, told, unfold

AFTER = {"name": "整改后.jpg", "mimeType": "image/jpeg", "buffer": photo("village-road.jpg")}
SCAN = {"name": "签批单.pdf", "mimeType": "application/pdf", "buffer": pdf()}
REPORT = {"name": "处理报告.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@dataclass(frozen=True)
class Plan:
    """A letter to write: its kind, its reports by their place in the trip, how it goes."""

    kind: str
    reports: tuple[int, ...]
    by_link: bool = False
    on_paper: bool = False


def settle_rules(windows: Windows) -> None:
    """Let the director settle what the office has to decide before its first letter."""
    for line, words in SETTLED_HERE.items():
        page = windows.to("zhuren", f"settings/rules/line/{line}")
        if words:
            page.locator("input[name=text]").fill(words)
        page.locator("input[name=note]").fill("主任办公会定的")
        page.get_by_role("button", name="先看看影响").click()
        page.get_by_role("button", name="确认，保存").click()
        told(page, "已保存，马上生效")


class Road:
    """One letter on its way. `number` is what the office calls it once it is signed."""

    def __init__(self, windows: Windows, plan: Plan, numbers: Sequence[str]) -> None:
        self._windows, self.plan = windows, plan
        self._numbers = [numbers[place - 1] for place in plan.reports]
        self.letter_id, self.number = 0, ""

    def page(self, username: str = "jingban") -> Page:
        """Bring somebody's window to the letter."""
        return self._windows.to(username, f"letters/{self.letter_id}")

    def draft(self) -> None:
        """Begin at the first report on the board, add the others, keep it and go to its photos."""
        page = self._windows.to("jingban", f"board?queue=verified&report={self.plan.reports[0]}")
        page.get_by_role("link", name="起草函件").click()
        page.get_by_role("navigation", name="函的种类").get_by_role(
            "link", name=self.plan.kind
        ).click()
        page.get_by_label("必要性").fill("群众每天经过，不能再拖。")
        if self.plan.on_paper:
            page.get_by_label("签发人姓名").fill("陈召集")
        for number in self._numbers[1:]:
            unfold(page, page.locator("main"), "再加一个问题").get_by_label("按信息编号加").fill(
                number
            )
            page.get_by_role("button", name="保存草稿").last.click()
            told(page, "已保存")
        page.get_by_role("button", name="保存，去核对照片").click()
        self.letter_id = int(page.url.split("/")[-2])

    def look_over(self, *, brush: bool) -> None:
        """Cover a part of the first photo, look at every photo, say so."""
        page = self._windows.to("jingban", f"letters/{self.letter_id}/photos")
        ticks = page.get_by_label("人脸、证件、门牌、车牌已检查")
        comes(page, ticks)
        if brush:
            page.get_by_role("link", name="涂抹").first.click()
            self._draw_over(page)
            page.get_by_role("button", name="就这样").click()
            comes(page, ticks)
        for tick in ticks.all():
            tick.check()
        page.get_by_role("button", name="记下勾选的").click()

    def submit(self) -> None:
        """Confirm that nothing is secret and send the letter to its signer."""
        page = self._windows.to("jingban", f"letters/{self.letter_id}/edit")
        page.get_by_label("都不涉密").check()
        page.get_by_role("button", name="送签").last.click()
        told(page, "已送签")

    def sign(self, folder: Path) -> None:
        """Have it signed by whom the rules name: in the console, or on paper and confirmed."""
        if self.plan.on_paper:
            self._sign_on_paper(folder)
            page = self.page("fuhe")
            page.get_by_role("button", name="复核通过，取文号").click()
        else:
            page = self._windows.to("zhuren", "signing")
            page.locator(f"a[href$='/letters/{self.letter_id}']").click()
            page.get_by_role("button", name="签发", exact=True).click()
        told(page, "文号是")
        self.number = page.locator(".title .number").inner_text()

    def files(self, folder: Path) -> tuple[Path, Path]:
        """Download the Word file and the PDF once the worker has made them."""
        page = self.page()
        for name in ("Word 文件", "PDF"):
            comes(page, page.get_by_role("link", name=name, exact=True))
        return download(page, "Word 文件", folder), download(page, "PDF", folder)

    def send(self) -> str:
        """Seal and deliver it; returns the link that was made for the unit, or nothing."""
        page = self.page()
        page.get_by_role("button", name="已用印").click()
        told(page, "已记下用印")
        page.get_by_label("链接" if self.plan.by_link else "公文交换").first.check()
        page.get_by_role("button", name="已送达").first.click()
        told(page, "反馈时限到")
        return self._make_link(page) if self.plan.by_link else ""

    def receive(self, person: str) -> None:
        """Write down who received it."""
        page = self.page()
        page.get_by_label("签收人").fill(person)
        page.get_by_role("button", name="已签收").click()
        told(page, "已记下单位签收")

    def answer(self, place: int, words: str) -> None:
        """Write down what the unit answered on paper about one matter, with a photo."""
        page = self.page()
        step = unfold(page, page.locator(".matter-desk").nth(place), "登记")
        step.get_by_label("措施和结果").fill(words)
        step.locator("input[name=after]").set_input_files([AFTER])
        if self.plan.on_paper:
            step.locator("input[name=stamped]").set_input_files([REPORT])
        step.get_by_role("button", name="登记反馈").click()
        told(page, "已记下单位的反馈")

    def ask_observers(self, place: int) -> None:
        """Ask whoever reported a matter to look."""
        page = self._windows.to("jingban", f"letters/{self.letter_id}/looks")
        matter = page.locator("ul.tasks > li").nth(place)
        matter.get_by_role("button", name="请观察员看一眼").click()
        told(page, "观察员看一眼")

    def again(self, place: int) -> None:
        """After 核查: have the unit answer once more."""
        page = self._windows.to("jingban", f"letters/{self.letter_id}/looks")
        step = unfold(page, page.locator("ul.tasks > li").nth(place), "核查了，请单位重办")
        step.get_by_label("理由").fill("核查时墙皮还在掉。")
        step.get_by_role("button", name="请单位重办").click()
        told(page, "已请单位重新办理")

    def close(self, place: int, words: str) -> None:
        """End one matter in words that everybody who reported it will read."""
        page = self.page()
        step = unfold(page, page.locator(".matter-desk").nth(place), "销号")
        step.get_by_label("写明结果").fill(words)
        step.get_by_role("button", name="销号").click()
        told(page, "销号")

    def _sign_on_paper(self, folder: Path) -> None:
        page = self.page()
        slip = download(page, "呈批单（Word）", folder)
        assert ZipFile(slip).testzip() is None
        page.get_by_label("扫描件").set_input_files([SCAN])
        page.get_by_label("批示").fill("同意，请抓紧。")
        page.get_by_role("button", name="上传").click()
        told(page, "请另一位同志复核")

    def _draw_over(self, page: Page) -> None:
        expect(page.locator("canvas")).to_be_visible()
        box = page.locator("canvas").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 40, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 80, steps=4)
        page.mouse.up()

    def _make_link(self, page: Page) -> str:
        page.get_by_role("link", name="单位链接").click()
        page.locator("input[name=person]").last.fill("向联络")
        page.locator("input[name=phone]").last.fill("13900000001")
        page.get_by_role("button", name="做链接", exact=True).click()
        text = page.get_by_label("复制这段").input_value()
        return "http" + text.rpartition("http")[2]
