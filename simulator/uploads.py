"""`/cgi-bin/media/upload` of both platforms: types and sizes.

Sources: MPDOC api_uploadtempmedia; WDOC/90253.
"""

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.settings import Channel
from simulator.world import World

MEGABYTE = 1 << 20
SMALLEST_BYTES = 6  # WeCom: more than five
LIMITS: dict[Channel, dict[str, tuple[int, set[str] | None]]] = {
    Channel.OFFICIAL: {
        "image": (10 * MEGABYTE, {"png", "jpeg", "jpg", "gif"}),
        "voice": (2 * MEGABYTE, {"amr", "mp3"}),
        "video": (10 * MEGABYTE, {"mp4"}),
        "thumb": (64 * 1024, {"jpg", "jpeg"}),
    },
    Channel.WORK: {
        "image": (10 * MEGABYTE, {"png", "jpeg", "jpg"}),
        "voice": (2 * MEGABYTE, {"amr"}),
        "video": (10 * MEGABYTE, {"mp4"}),
        "file": (20 * MEGABYTE, None),
    },
}
TYPES = {"image": "image/jpeg", "voice": "audio/amr", "video": "video/mp4", "thumb": "image/jpeg"}


def upload_answer(world: World, channel: Channel) -> Response:
    """Keep a file that the service uploads; raises ApiError 40004, 40005, 40006 or 41005."""
    kind = request.args.get("type", "")
    if kind not in LIMITS[channel]:
        raise ApiError(40004)
    most, endings = LIMITS[channel][kind]
    file = request.files.get("media")
    content = file.read() if file is not None else b""
    if file is None or not content:
        raise ApiError(41005)
    ending = (file.filename or "").rpartition(".")[2].lower()
    if endings is not None and ending not in endings:
        raise ApiError(40005)
    if len(content) > most or (channel is Channel.WORK and len(content) < SMALLEST_BYTES):
        raise ApiError(40006)
    now = world.now()
    media_type = TYPES.get(kind, "application/octet-stream")
    media = world.memory.media.add(channel, content, media_type, now)
    created = int(now.timestamp())
    answer = {"type": kind, "media_id": media.media_id, "created_at": created}
    return jsonify({"errcode": 0, "errmsg": "ok"} | answer if channel is Channel.WORK else answer)
