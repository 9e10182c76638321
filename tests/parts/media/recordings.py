"""Small recordings of every kind, made by the machine's own ffmpeg where they do not ship."""

import subprocess
from pathlib import Path

import pytest

from reminders.sound import missing_tools
from simulator.samples import sample_of

needs_ffmpeg = pytest.mark.skipif(
    bool(missing_tools()), reason="this machine has no ffmpeg: no copies can be made here"
)
AMR = sample_of("voice", "")[0]
FILM = sample_of("video", "")[0]
TONE = ("-f", "lavfi", "-i", "sine=f=440:r=16000:d=1")
SCENE = ("-f", "lavfi", "-i", "testsrc2=s=160x90:r=5:d=1")


def recording(folder: Path, ending: str, *form: str) -> bytes:
    """Return what ffmpeg makes of these arguments."""
    target = folder / f"made{ending}"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *form, str(target)]
    subprocess.run(command, check=True)
    return target.read_bytes()


def hevc(folder: Path) -> bytes:
    """Return a film as newer phones make it."""
    form = ("-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p")
    return recording(folder, ".mp4", *SCENE, *form)


def turned(folder: Path) -> bytes:
    """Return a film held upright: wide pictures and a note to turn them."""
    folder.joinpath("wide.mp4").write_bytes(
        recording(folder, ".mp4", *SCENE, "-c:v", "libx264", "-pix_fmt", "yuv420p")
    )
    wide = ("-display_rotation", "90", "-i", str(folder / "wide.mp4"), "-c", "copy")
    try:
        return recording(folder, ".mov.mp4", *wide)
    except subprocess.CalledProcessError:  # ffmpeg before 6 writes the note by a tag
        tag = ("-i", str(folder / "wide.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90")
        return recording(folder, ".mov.mp4", *tag)
