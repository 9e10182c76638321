"""Makes the shipped voice note and video: `python -m simulator.make_recordings`.

Needs ffmpeg with flite and x264, and sox with AMR (Debian: ffmpeg, sox, libsox-fmt-all). The voice
is flite's, the video a slow look along the drawn pond; nobody's voice and no real place.
"""

import subprocess
from importlib.resources import files
from pathlib import Path

WORDS = (
    "This is a sample voice message. In the village of Bai Shui, group six, "
    "the new road is broken again, and the water cannot run off."
)
FFMPEG = ("ffmpeg", "-nostdin", "-v", "error", "-y")
SECONDS = "4"


def voice(target: Path) -> None:
    """Speak a sentence into AMR, the format in which WeChat keeps voice."""
    spoken = f"flite=voice=slt:text='{WORDS}'"
    wav = subprocess.run(  # noqa: S603 - our own words only
        [*FFMPEG, "-f", "lavfi", "-i", spoken, "-ar", "8000", "-ac", "1", "-f", "wav", "-"],
        check=True,
        capture_output=True,
    ).stdout
    amr = ["sox", "-t", "wav", "-", "-t", "amr-nb", "-C", "7", str(target)]
    subprocess.run(amr, check=True, input=wav)  # noqa: S603 - a fixed list


def film(photo: Path, target: Path) -> None:
    """Move over a photo for a few seconds, with a little wind to hear."""
    move = "crop=iw*0.8:ih*0.8:x='(iw-ow)*t/4':y='(ih-oh)/2',scale=480:360,fps=10"
    pictures = ["-loop", "1", "-t", SECONDS, "-i", str(photo)]
    wind = ["-f", "lavfi", "-t", SECONDS, "-i", "anoisesrc=c=brown:r=16000:a=0.05"]
    video = ["-vf", move, "-c:v", "libx264", "-preset", "veryslow", "-crf", "32"]
    sound = ["-c:a", "aac", "-b:a", "16k", "-ac", "1"]
    plain = ["-pix_fmt", "yuv420p", "-map_metadata", "-1", "-movflags", "+faststart"]
    made = [*FFMPEG, *pictures, *wind, *video, *sound, *plain, str(target)]
    subprocess.run(made, check=True)  # noqa: S603 - a fixed list


def main() -> None:
    """Write both into the package's data."""
    data = Path(str(files("simulator").joinpath("data")))
    folder = data / "recordings"
    folder.mkdir(exist_ok=True)
    voice(folder / "voice.amr")
    film(data / "photos" / "pond.jpg", folder / "film.mp4")


if __name__ == "__main__":
    main()
