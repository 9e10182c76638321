"""已通知 is said only after the platform took the alarm."""

from sqlalchemy import insert

from casework.alarms import PURPOSE
from catalogue.wording import staff_outbox as words
from reminders.ports import SendOutcome, Undelivered
from storage.roads import outbox
from storage.tables.reports import items
from tests.parts.jobs.fakes import House, TellingSender
from tests.support.work_rows import a_delivery, a_message, a_report, a_sender


def deliver_an_alarm(house: House, *answers: SendOutcome) -> list[dict[str, object]]:
    with house.write() as connection:
        now = house.clock()
        a_sender(connection, "wang", now)
        report = a_report(connection, now)
        delivery = a_delivery(connection, now)
        connection.execute(
            insert(items).values(
                report_id=report, delivery_id=delivery, kind="note", sent_at=now, text="墙要倒了"
            )
        )
        alarm = a_message(
            now, "alarm:1", channel="work", recipient="duty", purpose=PURPOSE, report_id=report
        )
        outbox.post(connection, alarm)
    house.work_through(house.deliver(TellingSender(list(answers))))
    return [row for row in house.messages() if row["recipient"] == "wang"]


def test_the_observer_hears_of_the_alarm_once_the_platform_took_it(house: House) -> None:
    [told] = deliver_an_alarm(house)
    assert told["text"] == "0714-32号：已通知值班同志。"


def test_an_alarm_that_reached_nobody_is_not_called_notified(house: House) -> None:
    assert deliver_an_alarm(house, Undelivered(81013, words.NO_CHANNEL)) == []
