"""An office that writes letters: its people, a stand-in for Word files, a letter's road."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from casework.letters.answering import Outcome, answer_item, close_item
from casework.letters.content import CannotRender, LetterContent
from casework.letters.drafting import LetterDraft, start_letter
from casework.letters.gate import Doing, LetterDesk
from casework.letters.rules_desk import decide_line
from casework.letters.sending import Receipt, Sending, contest, deliver, receive, seal
from casework.letters.signing import SignedPaper, bring_scan, confirm_scan, sign
from casework.letters.submitting import ready_content, send_to_signer, submit, trial
from casework.rules import local_day
from storage.letters.answers import NewAnswer
from storage.letters.items import ItemDraft, items_of
from storage.letters.rows import LetterRow, letter_row
from storage.people.people import Person, insert_observer
from storage.people.staff import add_member
from storage.tables.reports import reports
from tests.support.office_house import _EMPTY_REPORT

REGION = "邵东市"
UNIT = "邵东市交通运输局"
COPIED = "邵东市公路建设养护中心"
ITEM = ItemDraft("路肩悬空", "廉桥镇", "7月3日至9日期间", "rural-roads", "请加固。")
DRAFT = LetterDraft(
    kind="tixing",
    title="关于廉桥镇产业路的提醒函",
    unit=UNIT,
    copies=(COPIED,),
    ground="2",
    opening="民生实事观察员反映，经核实，有以下情况：",
    requirement="请及时改进。",
    reason="路肩悬空，学生每天经过。",
    signer_role="director",
    signer_name="",
    way="console",
    items=(ITEM,),
    secret_free=True,
)
DUBAN = replace(
    DRAFT, kind="duban", signer_role="convenor", signer_name="周某", way="paper", title="督办函"
)


class PlainWord:
    """Stands in for the maker of Word files: refuses what it is told to, keeps templates."""

    def __init__(self) -> None:
        self.template = "t1"
        self.kept: set[str] = set()
        self.mistakes: tuple[str, ...] = ()

    def keep_template(self, kind: str) -> str:
        self.kept.add(f"{kind}-{self.template}")
        return f"{kind}-{self.template}"

    def has_template(self, kind: str, template: str) -> bool:
        return template.startswith(kind) and template in self.kept

    def render(self, content: LetterContent, template: str = "") -> bytes:
        if self.mistakes:
            raise CannotRender(self.mistakes)
        return f"{content.title} {content.number} {content.dated} {template}".encode()


def submit_now(connection, desk, letter_id, doing) -> None:
    """Try and freeze a letter in one transaction, as no part of the house does."""
    tried = trial(desk, ready_content(connection, desk, letter_id, doing))
    submit(connection, desk, letter_id, tried, doing)


class LetterHouse:
    """Everything a letter needs, on one database."""

    def __init__(self, database, vault, clock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.word = PlainWord()
        self.desk = LetterDesk(REGION, vault, self.word)
        roles = ("clerk", "director", "convenor", "deputy_convenor", "auditor", "admin")
        with database.write() as connection:
            self.staff = {role: add_member(connection, role, role, role, clock()) for role in roles}
            self.staff["other"] = add_member(connection, "other", "other", "clerk", clock())
            for line in ("series.han", "series.du"):
                decide_line(connection, REGION, line, {}, self.staff["director"], clock())

    def letter(self, letter_id: int) -> LetterRow:
        """Return a letter as it now is."""
        with self.database.read() as connection:
            found = letter_row(connection, letter_id)
        assert found is not None
        return found

    def doing(self, letter_id: int, role: str | None, note: str = "有理由") -> Doing:
        """Return who acts on a letter as it now is; a role of None is the unit by its link."""
        staff_id = None if role is None else self.staff[role]
        return Doing(staff_id, self.letter(letter_id).version, self.clock(), note)

    def do(
        self, act: Callable[..., Any], letter_id: int, role: str | None, *given: Any, note="有理由"
    ):
        """Do one act in a transaction of its own."""
        doing = self.doing(letter_id, role, note)
        with self.database.write() as connection:
            return act(connection, self.desk, letter_id, *given, doing)

    def draft(self, draft: LetterDraft = DRAFT, role: str = "clerk") -> int:
        """Start a letter."""
        with self.database.write() as connection:
            return start_letter(connection, self.desk, draft, self.staff[role], self.clock())

    def submitted(self, draft: LetterDraft = DRAFT) -> int:
        """Start a letter and send it to its signer."""
        letter_id = self.draft(draft)
        send_to_signer(self.database, self.desk, letter_id, self.doing(letter_id, "clerk"))
        return letter_id

    def signed(self, draft: LetterDraft = DRAFT) -> int:
        """Bring a letter to its number."""
        letter_id = self.submitted(draft)
        if draft.way == "paper":
            self.do(bring_scan, letter_id, "clerk", self.paper())
            self.do(confirm_scan, letter_id, "other")
        else:
            self.do(sign, letter_id, "director", self.letter(letter_id).content_hash)
        return letter_id

    def delivered(self, draft: LetterDraft = DRAFT) -> int:
        """Bring a letter to its unit."""
        letter_id = self.signed(draft)
        self.do(seal, letter_id, "clerk")
        self.do(deliver, letter_id, "clerk", Sending("exchange", self.today()))
        return letter_id

    def received(self, draft: LetterDraft = DRAFT) -> int:
        """Bring a letter to its receipt."""
        letter_id = self.delivered(draft)
        self.do(receive, letter_id, None, Receipt(self.today(), "刘某", "13900000000"))
        return letter_id

    def contested(self) -> int:
        """Bring a letter back from its unit."""
        letter_id = self.received()
        self.do(contest, letter_id, None, note="不是我单位的路")
        return letter_id

    def answered(self, draft: LetterDraft = DRAFT) -> int:
        """Bring a letter to answers of all its matters."""
        letter_id = self.received(draft)
        for item_id in self.items(letter_id):
            self.do(answer_item, letter_id, None, item_id, self.answer())
        return letter_id

    def done(self) -> int:
        """Bring a letter to its end."""
        letter_id = self.answered()
        for item_id in self.items(letter_id):
            self.do(close_item, letter_id, "clerk", item_id, Outcome("solved", "后墙已加固"))
        return letter_id

    def items(self, letter_id: int) -> list[int]:
        """Return the ids of a letter's matters."""
        with self.database.read() as connection:
            return [item.id for item in items_of(connection, letter_id)]

    def answer(self) -> NewAnswer:
        """Return what a unit may say."""
        return NewAnswer("finished", "已加固", self.today(), person="刘某 13900000000")

    def paper(self) -> SignedPaper:
        """Return a signed 呈批单 of today."""
        return SignedPaper("ab" * 32, self.today(), "同意，请抓紧。")

    def today(self) -> date:
        """Return today in 邵阳."""
        return local_day(self.clock())

    def report(self, name: str = "欧阳志强", seq: int = 1) -> int:
        """Add a report of an observer with this name."""
        person = Person(
            name, f"139{seq:08d}", "县融媒体中心", REGION, "第一组", "观察员", None, None
        )
        now = self.clock()
        with self.database.write() as connection:
            observer_id = insert_observer(connection, self.vault, person, now)
            row = _EMPTY_REPORT | {"seq": seq, "observer_id": observer_id, "opened_at": now}
            row |= {"last_at": now, "quiet_until": now + timedelta(minutes=10)}
            added = insert(reports).values(row).returning(reports.c.id)
            return connection.execute(added).scalar_one()
