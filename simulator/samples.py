"""Files that ship with the stand-in: photos drawn by `make_photos.py`, a voice note, a video."""

from importlib.resources import files

from simulator.forms import BadForm

AMR_SILENCE = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50
DEFAULT_PHOTO = "old-wall.jpg"
EMPTY_MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08mdat"


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

    A photo defaults to the old wall; a voice note is one second of AMR silence.
    """
    if kind == "image":
        return photo(photo_name or DEFAULT_PHOTO), "image/jpeg"
    if kind == "voice":
        return AMR_SILENCE, "audio/amr"
    return EMPTY_MP4, "video/mp4"
