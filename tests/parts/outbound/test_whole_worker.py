"""The worker as it is wired, against the stand-in platform: one row out, one file in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.settings import Settings
from bot.wiring import Foundations, lay_foundations
from bot.worker_parts import open_clockwork, open_engine
from reminders.hints import DatagramHints
from simulator.samples import sample_of
from simulator.settings import Channel
from storage.blobs.files import original_key
from storage.database import Connection
from storage.roads import outbox
from storage.tables.work import media
from storage.tables.work import outbox as messages
from tests.parts.outbound.conftest import PERSON, THEIR_ACCOUNT, THEIR_APP, Stand
from tests.support.work_rows import a_message, a_report, a_sender, a_wanted_file

KEY = "A" * 43 + "="


@pytest.fixture
def base(stand: Stand, database_url: str, tmp_path: Path) -> Foundations:
    official, work = THEIR_ACCOUNT, THEIR_APP
    settings = Settings.model_validate(
        {
            "storage": {"database": database_url, "media": tmp_path / "media"},
            "channels": {
                "official": {
                    "app_id": official.app_id,
                    "app_secret": official.app_secret,
                    "token": official.token,
                    "encoding_aes_key": official.encoding_aes_key,
                    "api_base_url": stand.sim.official_api,
                },
                "work": {
                    "corp_id": work.corp_id,
                    "agent_id": work.agent_id,
                    "secret": work.secret,
                    "token": work.token,
                    "encoding_aes_key": work.encoding_aes_key,
                    "api_base_url": stand.sim.work_api,
                },
            },
            "security": {"data_key": KEY, "index_key": KEY, "session_key": KEY},
        }
    )
    return lay_foundations(settings, stand.clock)


def eventually(base: Foundations, asked: Callable[[Connection], bool]) -> bool:
    """Hint and look until it is so; the hints stand in for waiting."""
    hints = DatagramHints(base.bell_path)
    try:
        for _ in range(20_000):
            hints.hint("outbox", 0)
            with base.database.read() as connection:
                if asked(connection):
                    return True
        return False
    finally:
        hints.close()


def test_the_worker_sends_what_is_posted_and_keeps_what_is_wanted(
    stand: Stand, base: Foundations
) -> None:
    stand.wrote_to_us()
    content, content_type = sample_of("image", "")
    media_id = stand.upload(Channel.WORK, content, content_type)
    with base.database.write() as connection:
        a_sender(connection, PERSON.openid, stand.clock())
        outbox.post(connection, a_message(stand.clock(), recipient=PERSON.openid))
        report = a_report(connection, stand.clock())
        a_wanted_file(connection, report, stand.clock(), channel="work", media_id=media_id)
    engine, clock = open_engine(base), open_clockwork(base)
    engine.start()
    clock.start()
    try:
        sent = select(func.count()).where(messages.c.state == "sent")
        stored = select(media.c.sha256).where(media.c.state == "stored")
        assert eventually(base, lambda c: bool(c.scalar(sent) and c.scalar(stored)))
    finally:
        clock.stop()
        engine.stop()
    assert stand.pushed(Channel.OFFICIAL) == ["收到照片，编号0714-32。"]
    with base.database.read() as connection:
        assert base.files.get(original_key(connection.scalar(stored) or "")) == content
    base.database.close()
