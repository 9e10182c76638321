"""Players get ranges, clerks get originals, nobody else gets anything; Chromium really plays."""

import hashlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from office.reports.recordings import _MOST_OF_A_RANGE
from storage.blobs.files import original_key
from tests.parts.media.recordings import AMR, FILM, needs_ffmpeg
from tests.parts.media.voice_rooms import VoiceHouse
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import PASSWORD, Clerk
from tests.support.world import World

CHROMIUM = shutil.which("chromium")
PLAY, ORIGINAL = "/office/recordings/1/play", "/office/recordings/1/original"

pytestmark = needs_ffmpeg


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an office to which one observer sent a film and a voice."""
    folder = tmp_path_factory.mktemp("recorded")
    with World(sqlite_url(folder), HandClock(), folder) as world:
        phone = world.observers_phone()
        phone.sends_video()
        house = VoiceHouse(world)
        house.fetch(FILM)
        phone.sends_voice()
        house.fetch(AMR)
        house.make_playable()
    return folder


@pytest.fixture
def world(recorded: Path, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    shutil.copytree(recorded, tmp_path, dirs_exist_ok=True)
    with World(f"sqlite:///{tmp_path / 'guancha.db'}", clock, tmp_path) as world:
        yield world


@pytest.fixture
def house(world: World) -> VoiceHouse:
    return VoiceHouse(world)


@pytest.fixture
def clerk(house: VoiceHouse) -> Clerk:
    return house.clerk()


def asked(clerk: Clerk, path: str, ranges: str):
    return clerk.client.get(path, headers={"Range": ranges})


def test_a_player_gets_the_part_it_asks_for(clerk: Clerk) -> None:
    part = asked(clerk, PLAY, "bytes=0-1")  # Safari's first question
    assert (part.status_code, part.data) == (206, FILM[:2])
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(FILM)}"
    assert part.mimetype == "video/mp4"
    assert asked(clerk, PLAY, "bytes=1000-").data == FILM[1000:]
    assert asked(clerk, PLAY, "bytes=-10").data == FILM[-10:]
    assert clerk.client.get(PLAY, buffered=True).data == FILM


def test_a_part_behind_the_end_is_refused(clerk: Clerk) -> None:
    refused = asked(clerk, PLAY, "bytes=99999999-")
    assert refused.status_code == 416
    assert refused.headers["Content-Range"] == f"bytes */{len(FILM)}"


def test_a_part_holds_at_most_a_megabyte(world: World, clerk: Clerk) -> None:
    large = FILM + bytes(2 * _MOST_OF_A_RANGE)
    original = original_key(hashlib.sha256(FILM).hexdigest())
    world.base.files.put(original, large)
    part = asked(clerk, PLAY, "bytes=0-")
    assert len(part.data) == _MOST_OF_A_RANGE
    assert part.headers["Content-Range"] == f"bytes 0-{_MOST_OF_A_RANGE - 1}/{len(large)}"
    assert len(asked(clerk, PLAY, f"bytes={len(large) - 5}-").data) == 5


def test_an_original_is_saved_and_never_shown(clerk: Clerk) -> None:
    answer = clerk.client.get(ORIGINAL, buffered=True)
    assert answer.data == FILM
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename=0714-1-1.mp4"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_is_given_to_whoever_is_not_logged_in(house: VoiceHouse) -> None:
    for path in (PLAY, ORIGINAL, "/office/recordings/1/poster.jpg"):
        assert house.app.test_client().get(path).status_code == 303


def test_what_is_no_recording_or_has_no_copy_is_not_there(clerk: Clerk, world: World) -> None:
    assert clerk.client.get("/office/recordings/4711/play").status_code == 404
    assert clerk.client.get("/office/recordings/2/poster.jpg").status_code == 404
    world.run("UPDATE follow_ups SET playable=''")
    assert clerk.client.get(PLAY).status_code == 404
    world.run("UPDATE media SET kind='photo'")
    assert clerk.client.get(ORIGINAL).status_code == 404


def test_the_page_says_why_a_voice_cannot_be_played(clerk: Clerk, world: World) -> None:
    world.run("UPDATE follow_ups SET playable='', last_error='这台服务器没有安装 ffmpeg'")
    page = clerk.read("/office/voices")
    assert "这台服务器没有安装 ffmpeg" in page
    assert "/office/recordings/2/original" in page


def test_the_inbox_marks_what_nobody_has_heard(clerk: Clerk, world: World) -> None:
    assert "语音没听" in clerk.read("/office/")
    world.run("UPDATE transcripts SET state='typed'")
    assert "语音没听" not in clerk.read("/office/")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR")
def test_a_browser_really_plays_them(house: VoiceHouse, clerk: Clerk) -> None:
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.port}/office/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(address)
            page.fill("[name=username]", "lili")
            page.fill("[name=password]", PASSWORD)
            page.click("button")
            page.goto(f"{address}reports/1")
            for kind, seconds in (("audio", 7.6), ("video", 4.0)):
                ready = f"document.querySelector('{kind}').readyState >= 1"
                page.wait_for_function(ready)
                length = page.evaluate(f"document.querySelector('{kind}').duration")
                assert length == pytest.approx(seconds, abs=0.3)
                assert page.locator(kind).bounding_box()["width"] > 250
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
