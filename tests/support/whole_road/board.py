"""A clerk works through a trip on the board, by the keyboard alone."""

from collections import defaultdict

from playwright.sync_api import Page, expect

from tests.support.whole_road.house import RoadHouse
from tests.support.whole_road.windows import Keyboard, Windows

QUESTION = "哪个村？住几楼的没有水？"
_SEND = "Control+Enter"


class Triage:
    """The clerk's board; `strokes` are those of each report, by the sight's place in the trip."""

    def __init__(self, house: RoadHouse, windows: Windows) -> None:
        self._windows = windows
        self._number: dict[str, int] = {
            f"{row.day:%m%d}-{row.seq}": row.id for row in house.world.reports()
        }
        self.page: Page = windows.to("jingban", "board")
        self.strokes: defaultdict[int, int] = defaultdict(int)

    @property
    def report_id(self) -> int | None:
        """Which report is in front; None where the queue is empty."""
        heading = self.page.locator(".work h1 .number")
        return self._number[heading.inner_text()] if heading.count() else None

    def sort_out(self, special: dict[int, str]) -> None:
        """Decide everything that is new: by its special key, or as true."""
        while (report_id := self.report_id) is not None:
            self._decide(report_id, special.get(report_id, "1"))
        expect(self.page.get_by_text("这里都办完了。")).to_be_visible()

    def end_all_but(self, kept: frozenset[int]) -> None:
        """End what is verified and goes into no letter, as the board proposes."""
        self.page = self._windows.to("jingban", "board?queue=verified")
        while (report_id := self.report_id) is not None:
            if report_id not in kept:
                self._strike(report_id, "c", _SEND)
            elif self.page.locator("[data-key=j]").count():
                self._strike(report_id, "j")
            else:
                return

    def _decide(self, report_id: int, key: str) -> None:
        match key:
            case "q":
                self._strike(report_id, "q", words=QUESTION)
            case "h":
                self._strike(report_id, "h", _SEND)
            case _:
                self._strike(report_id, key)

    def _strike(self, report_id: int, *keys: str, words: str = "") -> None:
        keyboard, before = Keyboard(self.page), self.page.url
        keyboard.press(*keys)
        if words:
            keyboard.type(words)
            keyboard.press(_SEND)
        self.strokes[report_id] += keyboard.strokes
        self.page.wait_for_url(lambda url: url != before)
