"""A report sent back with a question: asked in the chat, answered there, on top of the board."""

from datetime import timedelta

import pytest

from bot.talking import delivering
from casework.reach.sending_again import send_news_again
from casework.triage.acts import Finding, merge_report, verify
from casework.triage.asking import ask_observer
from casework.triage.gate import Doing, Refused, Why
from casework.triage.states import Verdict
from reminders.jobs import do_row
from reminders.ports import SendOutcome
from storage.people.staff import add_member
from storage.triage.board import board_page
from storage.triage.findings import office_questions_of
from storage.triage.merged import merged_under
from storage.triage.rows import desk_events_of, desk_report
from tests.parts.jobs.fakes import TellingSender
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World

SAID = "隆回县小沙江镇的通村公路塌了半边"
ASKED = (
    "关于您报的0714-1号，办公室想问：哪一段路？\n直接回复文字或照片就行；"
    "正在报别的事时，请用“答”开头，例如“答 在村口”。"
)
THANKS = "已补到0714-1号，办公室接着看，谢谢。要报别的事，先发“完成”再发。"


class Office:
    """The desk beside a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        with world.database.write() as connection:
            self.clerk = add_member(connection, "lili", "李莉", "clerk", world.clock())

    def do(self, act, report_id: int, *given) -> None:
        with self.world.database.write() as connection:
            version = desk_report(connection, report_id).version
            act(connection, report_id, *given, Doing(self.clerk, version, self.world.clock()))

    def ask(self, words: str, *outcomes: SendOutcome) -> None:
        """Ask about the first report, and let the worker send the question."""
        self.do(ask_observer, 1, words)
        self.deliver(*outcomes)

    def deliver(self, *outcomes: SendOutcome) -> list[str]:
        """Send what is due, as the worker does; return what left."""
        sender = TellingSender(list(outcomes))
        job = delivering(self.world.base, sender)
        for row in job.take(100):
            do_row(job, row, self.world.clock)
        return sender.sent

    def read(self, question, report_id: int):
        with self.world.database.read() as connection:
            return question(connection, report_id)

    def top(self) -> int:
        with self.world.database.read() as connection:
            return board_page(connection, "new").rows[0].id


@pytest.fixture
def office(world: World, phone: Phone, clock: HandClock) -> Office:
    """Return a desk with a report about which something was asked an hour later."""
    office = Office(world)
    phone.says(SAID)
    phone.says("完成")
    clock.advance(hours=1)
    return office


def test_the_next_words_and_photos_answer_the_question_and_bring_the_report_back_on_top(
    office: Office, phone: Phone, world: World, clock: HandClock
) -> None:
    phone.says("武冈市的饮水工程水管漏水")
    phone.says("完成")
    office.ask("哪一段路？")
    assert [row.text for row in world.rows_of_outbox() if row.purpose == "desk-question"] == [ASKED]
    assert office.top() == 2
    clock.advance(minutes=30)
    assert phone.says("收到") == ""
    assert phone.says("进度 1").startswith("0714-1号")
    assert phone.says("学校门口那一段") == THANKS
    assert phone.sends_photo() == ""
    report = office.read(desk_report, 1)
    assert (report.desk_state, report.news_at is not None, office.top()) == ("new", True, 1)
    assert office.read(office_questions_of, 1)[0].answered_at == clock()
    assert [event.act for event in office.read(desk_events_of, 1)] == ["ask", "answer"]
    assert [row.photos for row in world.reports()] == [1, 0]


def test_a_photo_a_place_a_link_a_yes_and_a_bare_number_are_answers(
    office: Office, phone: Phone
) -> None:
    with pytest.raises(Refused) as refused:  # the question itself is read by its observer
        office.do(ask_observer, 1, "有人说不 属实，是吗？")
    assert refused.value.why is Why.UNKIND
    for said in (
        phone.sends_photo,
        lambda: phone.sends_place(27.32, 110.95, "小沙江镇政府"),
        lambda: phone.sends_link("公告"),
        lambda: phone.says("没有"),
        lambda: phone.says("3"),
    ):
        office.ask("有护栏吗？")
        assert said() == THANKS
        phone.says("完成")
    (report,) = office.world.reports()
    assert (report.places, report.latitude) == (1, 27.32)


def test_in_the_midst_of_another_draft_only_what_begins_with_the_word_is_the_answer(
    office: Office, phone: Phone, world: World
) -> None:
    assert (
        phone.says("答 村口") == "办公室现在没有等您答复的问题。要报情况，直接发照片或说一句就行。"
    )
    phone.sends_photo()
    office.ask("哪一段路？")
    phone.says("武冈市的饮水工程水管漏水")
    assert phone.says("答") == "请在“答”后面写上要说的话，会补到0714-1号。"
    assert phone.says("答：学校门口那一段") == THANKS
    assert [row.notes for row in world.reports()] == [2, 1]
    assert office.read(desk_report, 1).desk_state == "new"
    assert world.reports()[1].state == "collecting"


def test_after_the_office_settled_it_otherwise_what_comes_next_is_a_report_as_ever(
    office: Office, phone: Phone, world: World
) -> None:
    office.ask("哪一段路？")
    office.do(verify, 1, Finding(Verdict.TRUE))
    phone.sends_photo()
    assert [row.photos for row in world.reports()] == [0, 1]


def test_what_an_observer_sends_before_the_question_reached_them_is_a_report_as_ever(
    office: Office, phone: Phone, world: World, clock: HandClock
) -> None:
    clock.advance(days=3)  # no official account may write after 48 hours
    office.ask("哪一段路？")
    clock.advance(hours=2)
    assert phone.says("武冈市的饮水工程水管漏水").startswith("0717-1号")
    phone.says("完成")
    assert office.read(desk_report, 1).desk_state == "asked"
    clock.advance(minutes=1)
    send_news_again(world.database, clock())
    assert office.deliver() == [ASKED]
    assert phone.says("学校门口那一段") == THANKS
    assert [row.notes for row in world.reports()] == [2, 1]


def test_what_reaches_a_merged_report_later_stays_its_observers_and_tops_the_main_one(
    office: Office, phone: Phone, world: World, clock: HandClock
) -> None:
    other = world.observers_phone("oOther")
    other.says("小沙江镇的路塌了")
    other.says("完成")
    office.do(verify, 1, Finding(Verdict.TRUE))
    office.do(merge_report, 2, 1)
    clock.advance(hours=2)
    assert other.says("补充 2 又塌了一段") == (
        "已补到0714-2号。这条和别人反映的是同一件事，办公室一并处理，您的这条照样算数。"
    )
    clock.advance(seconds=30)
    assert other.sends_photo() == ""
    assert "0714-2号" in other.says("我的")
    main, merged = office.read(desk_report, 1), office.read(desk_report, 2)
    assert main.news_at is not None
    assert office.top() == 1
    assert (main.desk_state, merged.state, merged.desk_state) == ("verified", "merged", "merged")
    assert [each.number for each in office.read(merged_under, 1)] == ["0714-2"]
    assert [(row.notes, row.photos) for row in world.reports()] == [(1, 0), (2, 1)]
    assert clock() - main.news_at < timedelta(minutes=1)
