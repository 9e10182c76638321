"""What comes of a file: here, later, gone — by its content and its errcode."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platform.http import Http
from bot.platform.media import PlatformMedia
from bot.platform.official import OfficialAccount
from reminders.ports import Fetched, FetchLater, Gone, TooBig
from simulator.faults import FaultKind
from simulator.media import Damage
from simulator.samples import sample_of
from simulator.settings import Channel
from storage.photos.media_rows import WantedFile
from storage.work.claims import Claim
from tests.parts.outbound.conftest import Stand
from tests.parts.outbound.rough_server import RoughServer
from tests.support.databases import sqlite_url

GET = "/cgi-bin/media/get"
PHOTO = b"\xff\xd8\xff\xe0" + b"photo" * 1000


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One kind of database is enough here: test_tokens has both."""
    return sqlite_url(tmp_path)


def wanted(stand: Stand, channel: str, media_id: str, **changed: object) -> WantedFile:
    now = stand.clock()
    row = WantedFile(
        claim=Claim(1, now, 1),
        report_id=1,
        delivery_id=1,
        channel=channel,
        media_id=media_id,
        kind="photo",
        wanted_at=now,
        expires_at=now + timedelta(hours=72),
        tries=0,
        last_error="",
    )
    return replace(row, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", [Channel.OFFICIAL, Channel.WORK])
def test_a_photo_of_each_channel_comes_whole(stand: Stand, channel: Channel) -> None:
    media_id = stand.upload(channel, PHOTO, "image/jpeg")
    assert stand.media.fetch(wanted(stand, channel, media_id), stand.clock()) == Fetched(PHOTO)


def test_the_type_header_decides_nothing(stand: Stand) -> None:
    media_id = stand.upload(Channel.WORK, PHOTO, "application/json")
    assert stand.media.fetch(wanted(stand, "work", media_id), stand.clock()) == Fetched(PHOTO)


def test_wecoms_large_file_is_fetched_by_parts(stand: Stand) -> None:
    video = bytes(range(256)) * 4096 * 21  # 21 MB
    media_id = stand.upload(Channel.WORK, video, "video/mp4")
    source = PlatformMedia({"work": stand.work()}, stand.capabilities, 30 << 20)
    assert source.fetch(wanted(stand, "work", media_id), stand.clock()) == Fetched(video)
    assert stand.calls("work", GET) == {"830002": 1, "file": 6}


def test_a_file_above_our_cap_is_too_big_on_both_roads(stand: Stand) -> None:
    for size in (9 << 20, 21 << 20):
        media_id = stand.upload(Channel.WORK, bytes(size), "video/mp4")
        outcome = stand.media.fetch(wanted(stand, "work", media_id), stand.clock())
        assert outcome == TooBig()


def test_the_official_accounts_video_is_fetched_from_its_address(stand: Stand) -> None:
    content, content_type = sample_of("video", "")
    media_id = stand.upload(Channel.OFFICIAL, content, content_type)
    outcome = stand.media.fetch(wanted(stand, "official", media_id), stand.clock())
    assert outcome == Fetched(content)


def test_a_videos_address_outside_the_platform_is_not_called(stand: Stand) -> None:
    with RoughServer() as ours, RoughServer() as foreign:
        foreign.say("/video", b"video")
        ours.say(GET, b'{"video_url": "%s/video"}' % foreign.url.encode())
        account = OfficialAccount(Http(ours.url), stand.official_source())
        source = PlatformMedia({"official": account}, stand.capabilities, 1 << 20)
        outcome = source.fetch(wanted(stand, "official", "M1"), stand.clock())
        assert isinstance(outcome, FetchLater)
        assert foreign.seen == []


def test_an_expired_file_is_gone(stand: Stand) -> None:
    media_id = stand.upload(Channel.OFFICIAL, PHOTO, "image/jpeg")
    stand.fault(FaultKind.MEDIA_EXPIRED, None)  # type: ignore[arg-type]
    outcome = stand.media.fetch(wanted(stand, "official", media_id), stand.clock())
    assert isinstance(outcome, Gone)


@pytest.mark.parametrize("errcode", [-1, 40001, 45009, 48001, 99999])
def test_any_other_trouble_is_tried_later(stand: Stand, errcode: int) -> None:
    media_id = stand.upload(Channel.OFFICIAL, PHOTO, "image/jpeg")
    stand.fault(FaultKind.API_ERROR, GET, errcode=errcode, times=2)
    outcome = stand.media.fetch(wanted(stand, "official", media_id), stand.clock())
    assert isinstance(outcome, FetchLater)
    assert outcome.at > stand.clock()


def test_pauses_grow_up_to_a_quarter_of_an_hour(stand: Stand) -> None:
    media_id = stand.upload(Channel.OFFICIAL, PHOTO, "image/jpeg")
    stand.fault(FaultKind.API_STATUS, GET, times=99)
    pauses = []
    for tries in range(9):
        row = wanted(stand, "official", media_id, tries=tries)
        outcome = stand.media.fetch(row, stand.clock())
        assert isinstance(outcome, FetchLater)
        pauses.append((outcome.at - stand.clock()).total_seconds())
    assert pauses == sorted(pauses)
    assert pauses[-1] == 900


def test_a_gateways_web_page_is_not_taken_for_the_photo(stand: Stand) -> None:
    media_id = stand.upload(Channel.WORK, PHOTO, "image/jpeg")
    stand.fault(FaultKind.MEDIA_DAMAGED, None, damage=Damage.HTML)  # type: ignore[arg-type]
    source = stand.media
    assert isinstance(source.fetch(wanted(stand, "work", media_id), stand.clock()), FetchLater)
    assert source.fetch(wanted(stand, "work", media_id), stand.clock()) == Fetched(PHOTO)
