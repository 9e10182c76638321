"""E-mail through a real SMTP server: what arrives, and what follows from each refusal."""

import socket
import ssl
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platform.capabilities import Capabilities
from bot.platform.mail import CHANNEL, MailAccount, MailServer
from bot.platform.mail_watch import WatchedMail
from bot.platform.sender import PlatformSender
from reminders.deliver import DeliverMessages
from reminders.ladder import Ladder, NoticeRoad
from storage.blobs.local_files import LocalFiles
from storage.database import Database
from storage.roads.outbox import OutMessage, post
from tests.parts.jobs.fakes import House
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.mail_house import PASSWORD, USER, Postbox, identities, mail_server

TEXT = "信息摘报·日报　7月14日（周二）\n\n新收信息：12条\n" + "　农村公路 12条\n" * 40


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return identities(tmp_path_factory.mktemp("mail"))


class Office:
    """An outbox and the mailbox it goes through."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.clock = clock
        self.database = Database(sqlite_url(folder))
        self.house = House(self.database, clock, LocalFiles(folder / "files"))

    def send(self, account: MailAccount) -> dict:
        """Post the text, where it is not posted yet, deliver what is due; return the row."""
        now = self.clock()
        with self.database.write() as connection:
            message = OutMessage(
                "digest:1:1:mail:a@b.cn",
                CHANNEL,
                "a@b.cn",
                "digest",
                TEXT,
                None,
                now + timedelta(days=1),
                now,
            )
            post(connection, message)
        capabilities = Capabilities(self.database, self.clock)
        watched = WatchedMail(account, self.database, self.clock)
        sender = PlatformSender({CHANNEL: watched}, capabilities, self.house.files)
        ladder = Ladder(NoticeRoad())
        self.house.work_through(DeliverMessages(self.database, sender, ladder, self.clock))
        [row] = self.house.messages()
        return dict(row)


@pytest.fixture
def office(tmp_path: Path, clock: HandClock):
    office = Office(tmp_path, clock)
    yield office
    office.database.close()


def account_at(port: int, clock, trusted, security="tls", password=PASSWORD) -> MailAccount:
    server = MailServer(
        "127.0.0.1", port, security, "zhuanban@example.gov.cn", USER if password else "", password
    )
    return MailAccount(server, clock, trusted)


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_digest_arrives_whole_with_its_first_line_as_the_subject(
    office: Office, trust, security: str
) -> None:
    box, (identity, trusted) = Postbox(), trust
    with mail_server(box, identity, security) as port:
        row = office.send(account_at(port, office.clock, trusted, security))
    assert row["state"] == "sent"
    [mail] = box.arrived
    assert mail["Subject"] == "信息摘报·日报　7月14日（周二）"
    assert mail["To"] == "a@b.cn"
    assert mail.get_content().splitlines() == TEXT.splitlines()


@pytest.mark.parametrize(
    ("answer", "state", "cause"),
    [("450 busy", "queued", "等一等"), ("550 nobody here", "undelivered", "拒收（550）")],
)
def test_a_reply_of_4xx_is_tried_again_and_one_of_5xx_is_told(
    office: Office, trust, answer: str, state: str, cause: str
) -> None:
    box, (identity, trusted) = Postbox(answer=answer), trust
    with mail_server(box, identity, "tls") as port:
        row = office.send(account_at(port, office.clock, trusted))
        assert row["state"] == state
        assert cause in row["cause"]
        assert (state == "undelivered") == any(
            "邮件" in each for each in office.house.open_troubles()
        )
        if state == "queued":
            box.answer = "250 OK"
            office.clock.advance(minutes=2)
            assert office.send(account_at(port, office.clock, trusted))["state"] == "sent"


def test_a_wrong_password_waits_for_the_administrator(office: Office, trust) -> None:
    identity, trusted = trust
    with mail_server(Postbox(), identity, "tls") as port:
        row = office.send(account_at(port, office.clock, trusted, password="wrong"))
    assert row["state"] == "queued"
    assert "授权码" in row["cause"]
    [told] = office.house.open_troubles()
    assert "改好以前摘报发不了邮件" in told
    office.clock.advance(minutes=20)
    with mail_server(Postbox(), identity, "tls") as port:
        assert office.send(account_at(port, office.clock, trusted))["state"] == "sent"
    assert office.house.open_troubles() == []


def test_nothing_is_said_to_a_server_that_we_do_not_trust(office: Office, trust) -> None:
    box, (identity, _) = Postbox(), trust
    with mail_server(box, identity, "tls") as port:
        row = office.send(account_at(port, office.clock, None))
    assert "加密" in row["cause"]
    assert box.arrived == []


def test_no_server_means_later_and_a_silence_after_the_text_means_perhaps(
    office: Office, trust
) -> None:
    identity, trusted = trust
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    row = office.send(account_at(port, office.clock, trusted))
    assert (row["state"], row["road"]) == ("queued", "")
    office.clock.advance(minutes=1)
    box = Postbox(after_data="silence")
    with mail_server(box, identity, "tls") as port:
        row = office.send(account_at(port, office.clock, trusted))
        assert (row["state"], row["road"]) == ("queued", "mail")
        office.clock.advance(minutes=1)
        row = office.send(account_at(port, office.clock, trusted))
    assert row["state"] == "undelivered"
    assert "也可能已经送到" in row["cause"]


@pytest.mark.parametrize(
    ("step", "told"), [("sender", "不让用这个发件地址（550）"), ("text", "不收这封信的内容（550）")]
)
def test_a_refusal_is_told_by_the_step_at_which_it_came(
    office: Office, trust, step: str, told: str
) -> None:
    identity, trusted = trust
    refused = {"after_sender" if step == "sender" else "after_data": "550 no"}
    box = Postbox(**refused)
    with mail_server(box, identity, "tls") as port:
        row = office.send(account_at(port, office.clock, trusted))
    assert told in row["cause"]
    assert row["state"] == ("queued" if step == "sender" else "undelivered")
