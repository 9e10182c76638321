"""Files that ship with the stand-in.

The photos are drawn by `make_photos.py`, the voice note and the video by `make_recordings.py`.
"""

from importlib.resources import files

from simulator.forms import BadForm

DEFAULT_PHOTO = "old-wall.jpg"
_VOICE, _FILM = "voice.amr", "film.mp4"


def photo_names() -> list[str]:
    """Give the names of the shipped photos, sorted."""
    folder = files("simulator").joinpath("data", "photos")
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".jpg"))


def photo(name: str) -> bytes:
    """Give one shipped photo; raises BadForm for a name that is not in the list."""
    if name not in photo_names():
        raise BadForm(f"'photo' must be one of {', '.join(photo_names())}, got {name!r}")
    return files("simulator").joinpath("data", "photos", name).read_bytes()


def sample_of(kind: str, photo_name: str) -> tuple[bytes, str]:
    """Give content and content type for a message that names no uploaded file.

    A photo defaults to the old wall; a voice note is seven seconds of AMR, a video four of H.264.
    """
    if kind == "image":
        return photo(photo_name or DEFAULT_PHOTO), "image/jpeg"
    if kind == "voice":
        return _recording(_VOICE), "audio/amr"
    return _recording(_FILM), "video/mp4"


def _recording(name: str) -> bytes:
    return files("simulator").joinpath("data", "recordings", name).read_bytes()
