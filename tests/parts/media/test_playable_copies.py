"""A voice and a video become playable in the browser, by the real ffmpeg."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from catalogue.wording import observer_voice
from catalogue.wording import staff_sound as words
from reminders import sound
from reminders.ports import TooBig
from storage.blobs.files import original_key, played_key, poster_key
from storage.tables.media import follow_ups, transcripts
from tests.parts.jobs.fakes import TellingSource
from tests.parts.media.recordings import (
    AMR,
    FILM,
    TONE,
    hevc,
    needs_ffmpeg,
    recording,
    turned,
)
from tests.parts.media.store_room import StoreRoom
from tests.support.work_rows import a_report, a_wanted_file

pytestmark = needs_ffmpeg


def codecs(data: bytes, folder: Path) -> list[str]:
    file = folder / "probed"
    file.write_bytes(data)
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", str(file)]
    shown = subprocess.run(command, capture_output=True, check=True).stdout
    return [stream["codec_name"] for stream in json.loads(shown)["streams"]]


def test_a_voice_gets_a_playable_copy_its_length_and_a_place_in_the_queue(
    room: StoreRoom, tmp_path: Path
) -> None:
    room.keep("voice", AMR)
    assert room.make_playable() == 1
    [row], [file] = room.rows(follow_ups), room.files()
    assert (row.state, row.playable, row.claims) == ("hear", "copy", 0)
    assert row.seconds == pytest.approx(7.6, abs=0.3)
    assert codecs(room.store.get(played_key(file["sha256"], "mp3")), tmp_path) == ["mp3"]
    assert room.store.get(original_key(file["sha256"])) == AMR
    assert [voice.state for voice in room.rows(transcripts)] == ["waiting"]


@pytest.mark.parametrize(
    ("ending", "form"),
    [(".wav", ()), (".mp3", ()), (".m4a", ()), (".ogg", ("-c:a", "libspeex"))],
)
def test_whatever_sound_a_phone_records_is_played(
    room: StoreRoom, tmp_path: Path, ending: str, form: tuple[str, ...]
) -> None:
    room.keep("voice", recording(tmp_path, ending, *TONE, *form))
    room.make_playable()
    assert [row.playable for row in room.rows(follow_ups)] == ["copy"]


def test_a_film_that_every_browser_plays_stays_as_it_is_and_gets_a_poster(room: StoreRoom) -> None:
    room.keep("video", FILM)
    room.make_playable()
    [row], [file] = room.rows(follow_ups), room.files()
    assert (row.state, row.playable, row.poster) == ("done", "original", True)
    assert row.seconds == pytest.approx(4.0, abs=0.3)
    assert not room.store.exists(played_key(file["sha256"], "mp4"))
    with Image.open(BytesIO(room.store.get(poster_key(file["sha256"])))) as poster:
        assert poster.size == (480, 360)
        assert not poster.getexif()
        assert "comment" not in poster.info


def test_a_film_in_a_newer_codec_gets_a_copy_in_the_common_one(
    room: StoreRoom, tmp_path: Path
) -> None:
    room.keep("video", hevc(tmp_path))
    room.make_playable()
    [row], [file] = room.rows(follow_ups), room.files()
    assert row.playable == "copy"
    assert codecs(room.store.get(played_key(file["sha256"], "mp4")), tmp_path) == ["h264"]


def test_the_poster_of_a_film_held_upright_stands_upright(room: StoreRoom, tmp_path: Path) -> None:
    room.keep("video", turned(tmp_path))
    room.make_playable()
    [file] = room.files()
    with Image.open(BytesIO(room.store.get(poster_key(file["sha256"])))) as poster:
        assert poster.height > poster.width


@pytest.mark.parametrize(
    ("kind", "data", "sentence", "ask"),
    [
        ("voice", b"#!AMR\n" + bytes(6), words.VOICE_BROKEN, observer_voice.send_voice_again),
        ("voice", b"ID3\x03" + bytes(400), words.VOICE_BROKEN, observer_voice.send_voice_again),
        ("video", FILM[:900], words.VIDEO_BROKEN, observer_voice.send_video_again),
    ],
)
def test_what_is_broken_is_kept_named_to_the_clerk_and_asked_for_once(
    room: StoreRoom, kind: str, data: bytes, sentence: str, ask: object
) -> None:
    report = room.keep(kind, data)
    room.keep(kind, data + b"\0", report=report)
    room.make_playable()
    assert {(row.state, row.last_error) for row in room.rows(follow_ups)} == {
        ("impossible", sentence)
    }
    assert room.store.exists(original_key(room.files()[0]["sha256"]))
    assert len(room.open_troubles()) == 2
    assert sentence in room.open_troubles()[0]
    assert [message["text"] for message in room.messages()] == [ask("0714-32")]
    assert "waiting" not in {voice.state for voice in room.rows(transcripts)}


def test_a_voice_in_wechats_own_format_can_be_downloaded_and_nobody_is_asked(
    room: StoreRoom,
) -> None:
    room.keep("voice", b"\x02#!SILK_V3" + bytes(300))
    room.make_playable()
    assert [row.last_error for row in room.rows(follow_ups)] == [words.UNKNOWN_FORMAT]
    assert room.messages() == []
    assert [voice.state for voice in room.rows(transcripts)] == ["waiting"]


def test_without_ffmpeg_the_files_wait_and_say_why_and_are_played_once_it_is_there(
    room: StoreRoom,
) -> None:
    room.keep("voice", AMR)
    assert room.make_playable(missing=("ffmpeg",)) == 0
    assert [row.last_error for row in room.rows(follow_ups)] == [words.NO_FFMPEG]
    assert room.open_troubles() == [words.INSTALL_FFMPEG]
    assert room.make_playable() == 1
    assert [(row.playable, row.last_error) for row in room.rows(follow_ups)] == [("copy", "")]
    assert room.open_troubles() == []


def test_a_worker_killed_while_making_a_copy_is_followed_by_another(room: StoreRoom) -> None:
    room.keep("voice", AMR)
    assert len(room.playable().take(9)) == 1  # and is killed here
    assert room.make_playable() == 0
    room.clock.advance(minutes=5)
    assert room.make_playable() == 1
    assert [row.playable for row in room.rows(follow_ups)] == ["copy"]


def test_a_file_above_the_cap_is_asked_for_in_smaller_pieces(room: StoreRoom) -> None:
    with room.write() as connection:
        a_wanted_file(connection, a_report(connection, room.clock()), room.clock(), kind="video")
    room.work_through(room.fetch(TellingSource([TooBig()])))
    assert [message["text"] for message in room.messages()] == [
        observer_voice.send_smaller("0714-32")
    ]


def test_a_film_that_names_other_files_reads_none_of_them(tmp_path: Path) -> None:
    secret = tmp_path / "secret.wav"
    secret.write_bytes(recording(tmp_path, ".wav", *TONE))
    playlist = tmp_path / "playlist"
    for content in (
        f"ffconcat version 1.0\nfile '{secret}'\n",
        f"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n",
    ):
        playlist.write_text(content, encoding="ascii")
        assert sound.examine(playlist) is None


def test_a_film_that_never_ends_is_refused_before_it_costs_anything(tmp_path: Path) -> None:
    endless = tmp_path / "long.mp4"
    slow = ("-f", "lavfi", "-i", "color=s=16x16:r=0.01:d=2000")
    endless.write_bytes(recording(tmp_path, ".mp4", *slow, "-c:v", "mpeg4"))
    found = sound.examine(endless)
    assert found.seconds > sound.MOST_SECONDS
    assert not found.plays_as_it_is
