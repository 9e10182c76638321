"""Voice and video through ffmpeg and ffprobe: each call a child process that cannot run away.

What people send is hostile until shown otherwise. So a child gets a temporary file and no network,
only the containers that phones make, one thread, and an end to its time, memory and output.
"""

import json
import logging
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalogue.wording import staff_sound as words

_logger = logging.getLogger(__name__)

TOOLS: Final = ("ffmpeg", "ffprobe")
MOST_SECONDS: Final = 15 * 60  # of sound or film; the platforms allow one minute
_MEMORY_KB: Final = 1_200_000  # of address space; 4K HEVC measured 244 MB resident
_OUTPUT_BLOCKS: Final = 40 * 2048  # of 512 bytes: 40 MB
# The CPU limit also ends a child whose worker was killed.
_BOUNDED: Final = 'ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"'
_ASK_WITHIN, _SOUND_WITHIN, _POSTER_WITHIN, _FILM_WITHIN = 15, 45, 30, 150  # seconds, below a lease
_CONTAINERS: Final = "amr,mov,mp3,wav,ogg,aac,flac,aiff,matroska,webm,avi,asf,flv,mpeg,mpegts"
_READ_ONLY: Final = ("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS)
_PLAIN: Final = ("-map_metadata", "-1", "-map_chapters", "-1", "-bitexact", "-sn", "-dn")
_MP3_BYTES_A_SECOND: Final = 4000  # 32 kbit/s, constant
_SHORTEST: Final = 0.1  # seconds; less is a header without sound
_SMALLER: Final = r"scale=min({side}\,iw):-2"
_PLAYED_EVERYWHERE: Final = {"h264": {"yuv420p", "yuvj420p"}}
_PLAYED_SOUND: Final = {None, "aac", "mp3"}
_READ_BY_EVERY_FFMPEG: Final = {"amr_nb", "amr_wb", "aac", "mp3", "h264", "hevc"}


class NotPlayable(Exception):
    """No copy can be made; `broken` when the file itself is at fault and must be sent again."""

    def __init__(self, sentence: str, *, broken: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.broken = broken


class NothingMade(NotPlayable):
    """ffmpeg made nothing of the file: it is damaged, or in a codec that this ffmpeg lacks."""

    def __init__(self) -> None:
        super().__init__(words.UNKNOWN_FORMAT, broken=False)


@dataclass(frozen=True, slots=True)
class Recording:
    """What ffprobe found: codecs by their ffmpeg names, None without such a stream."""

    container: str
    seconds: float | None
    sound: str | None
    film: str | None
    pixels: str

    @property
    def plays_as_it_is(self) -> bool:
        """Whether every browser plays the original."""
        fits = self.pixels in _PLAYED_EVERYWHERE.get(self.film or "", ())
        return fits and "mp4" in self.container and self.sound in _PLAYED_SOUND


def is_common(codec: str | None) -> bool:
    """Whether every ffmpeg reads this codec, so that a failure is the file's own."""
    return codec in _READ_BY_EVERY_FFMPEG


def missing_tools() -> tuple[str, ...]:
    """Return which of the two programs this machine lacks."""
    return tuple(tool for tool in TOOLS if shutil.which(tool) is None)


def examine(source: Path) -> Recording | None:
    """Return what is in the file; None for what is no recording at all. Raises NotPlayable."""
    shown = "format=format_name,duration:stream=codec_type,codec_name,pix_fmt"
    shown += ":stream_disposition=attached_pic"
    arguments = ("-v", "quiet", *_READ_ONLY, "-of", "json", "-show_entries", shown, str(source))
    answer = _run("ffprobe", arguments, _ASK_WITHIN)
    found = json.loads(answer) if answer else {}
    streams = [each for each in found.get("streams", ()) if not _is_cover(each)]
    if not streams:
        return None
    about = found.get("format", {})
    return Recording(
        container=str(about.get("format_name", "")),
        seconds=_seconds(about.get("duration")),
        sound=_of_first(streams, "audio", "codec_name"),
        film=_of_first(streams, "video", "codec_name"),
        pixels=_of_first(streams, "video", "pix_fmt") or "",
    )


def make_mp3(source: Path, target: Path) -> float:
    """Write the sound as mono MP3 and return its seconds. Raises NotPlayable."""
    form = ("-map", "0:a:0", "-vn", "-ac", "1", "-ar", "16000", "-c:a", "libmp3lame", "-b:a", "32k")
    _make(source, target, (*form, "-f", "mp3"), _SOUND_WITHIN)
    seconds = target.stat().st_size / _MP3_BYTES_A_SECOND
    if seconds < _SHORTEST:
        raise NotPlayable(words.VOICE_BROKEN, broken=True)
    return seconds


def make_wav(source: Path, target: Path) -> None:
    """Write the sound as 16 kHz mono PCM, which speech models want. Raises NotPlayable."""
    form = ("-map", "0:a:0", "-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-f", "wav")
    _make(source, target, form, _SOUND_WITHIN)


def make_poster(source: Path, target: Path, seconds: float) -> None:
    """Write one upright picture of the film as JPEG without metadata. Raises NotPlayable."""
    scale = _SMALLER.format(side=1280)
    form = ("-an", "-frames:v", "1", "-vf", scale, "-c:v", "mjpeg", "-q:v", "4", "-f", "image2")
    start = min(1.0, seconds / 2)  # the very first picture is often black
    _make(source, target, form, _POSTER_WITHIN, before=("-ss", f"{start:.2f}"))


def make_mp4(source: Path, target: Path) -> None:
    """Write the film as H.264 and AAC, which every browser plays. Raises NotPlayable."""
    scale = _SMALLER.format(side=1280)
    film = ("-vf", scale, "-c:v", "libx264", "-preset", "veryfast", "-crf", "27")
    sound = ("-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "1", "-b:a", "64k")
    _make(source, target, (*film, *sound, "-movflags", "+faststart", "-f", "mp4"), _FILM_WITHIN)


def _make(
    source: Path, target: Path, form: Sequence[str], within: int, before: Sequence[str] = ()
) -> None:
    reading = (*_READ_ONLY, "-threads", "1", *before, "-i", str(source))
    quiet = ("-nostdin", "-v", "quiet", "-y", "-filter_threads", "1")
    until = ("-t", str(MOST_SECONDS))
    made = _run(
        "ffmpeg", (*quiet, *reading, *until, "-threads", "1", *_PLAIN, *form, str(target)), within
    )
    if made is None or not target.is_file() or target.stat().st_size == 0:
        raise NothingMade


def _run(program: str, arguments: Sequence[str], within: int) -> bytes | None:
    """Return what the program printed, None when it failed.

    Raises NotPlayable when it ran into one of its limits, which is no fault of the file's.
    """
    limits = (str(_MEMORY_KB), str(_OUTPUT_BLOCKS), str(within))
    command = ("/bin/sh", "-c", _BOUNDED, "sh", *limits, program, *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - an argument list; no word of a stranger is in it
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=within,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        _logger.warning("%s was stopped after %d s", program, within)
        raise NotPlayable(words.TOO_LONG, broken=False) from error
    if done.returncode < 0:  # a signal: too much processor time, too long an output
        _logger.warning("%s was ended by signal %d", program, -done.returncode)
        raise NotPlayable(words.TOO_LONG, broken=False)
    if done.returncode:
        _logger.info("%s ended with %d", program, done.returncode)
        return None
    return done.stdout


def _of_first(streams: Sequence[dict[str, Any]], kind: str, name: str) -> str | None:
    """Return a fact about the first stream of this kind; None where there is no such stream."""
    found = next((stream for stream in streams if stream.get("codec_type") == kind), None)
    return None if found is None else str(found.get(name, "unknown"))


def _is_cover(stream: dict[str, Any]) -> bool:
    """Whether this is the picture on a song's sleeve."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _seconds(said: Any) -> float | None:
    try:
        return float(said)
    except (TypeError, ValueError):
        return None
