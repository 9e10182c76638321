"""The road from two observers' reports over a unit's answer to what they see and hear of it."""

from dataclasses import replace

from bot.talking import delivering
from casework.letters.answering import Outcome, answer_item, close_item
from casework.triage.acts import merge_report
from casework.triage.gate import Doing
from reminders.engine import do_row
from storage.letters.answers import AnswerFile, NewAnswer
from storage.tables.closing import verdicts
from storage.tables.work import outbox
from storage.triage.rows import desk_report
from tests.parts.jobs.fakes import TellingSender
from tests.support.closing_house import ClosingHouse
from tests.support.letter_house import DRAFT, ITEM
from tests.support.world import World


class Road:
    """Two observers, one letter about the first's report, the second's merged into it."""

    def __init__(self, world: World, house: ClosingHouse) -> None:
        self.world, self.house = world, house
        world.observer(("official", "oA"), name="欧阳志强", phone="13900001111")
        world.observer(("work", "wu"), name="罗某某", phone="13900002222")
        self.first, self.second = world.phone("oA"), world.phone("wu", "work")
        for phone in (self.first, self.second):
            phone.says("黑田铺镇敬老院的公示栏没有更新")
            phone.says("完成")
            world.clock.advance(minutes=1)
        staff_id = house.letters.staff["clerk"]
        with world.database.write() as connection:
            version = desk_report(connection, 2).version
            merge_report(connection, 2, 1, Doing(staff_id, version, world.clock()))
        self.write_about(1)

    def write_about(self, report_id: int) -> None:
        """Let a letter about a report be sent, and answered."""
        letters, item = self.house.letters, replace(ITEM, report_ids=(report_id,))
        self.letter_id = letters.received(replace(DRAFT, items=(item,)))
        (self.item_id,) = letters.items(self.letter_id)
        self.page = f"/office/letters/{self.letter_id}/looks"
        self.answer()

    def answer(self) -> None:
        """Let the unit answer."""
        file = AnswerFile("cd" * 32, "后墙.jpg", "image/jpeg")
        said = NewAnswer("finished", "后墙已加固", self.house.letters.today(), files=(file,))
        self.house.letters.do(answer_item, self.letter_id, None, self.item_id, said)

    def ask(self, words: str = "后墙已加固") -> str:
        """Let the clerk ask the observers to look; returns the page after it."""
        clerk = self.house.clerk()
        path = f"/office/letters/{self.letter_id}/items/{self.item_id}/look"
        return clerk.press(path, seen_on=self.page, words=words).text

    def deliver(self) -> list[str]:
        """Send what is due, as the worker does; return the texts that left."""
        sender = TellingSender()
        job = delivering(self.world.base, sender)
        for row in job.take(100):
            do_row(job, row, self.world.clock)
        return sender.sent

    def told(self, purpose: str = "look") -> list[tuple[str, str]]:
        """Return (to whom, what) was posted for a purpose."""
        rows = self.world.rows(outbox)
        return [(row.recipient, row.text) for row in rows if row.purpose == purpose]

    def saw(self) -> list[str]:
        """Return every verdict, in turn."""
        return [row.verdict for row in self.world.rows(verdicts)]

    def close(self) -> None:
        """Close the matter."""
        how = Outcome("solved", "后墙已加固")
        self.house.letters.do(close_item, self.letter_id, "clerk", self.item_id, how)
