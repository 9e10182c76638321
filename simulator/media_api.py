"""`/cgi-bin/media/get` of both platforms: the photo, or its trouble."""

from urllib.parse import quote

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.faults import FaultKind
from simulator.media import Media, damaged
from simulator.settings import Channel
from simulator.world import World

RANGE_ABOVE_BYTES = 20 * 1024 * 1024


def media_answer(world: World, channel: Channel) -> Response:
    """Answer a fetch of temporary media.

    The Official Account gives a video's address as JSON instead of its bytes; WeCom wants Range
    above 20 MB (830002). Raises ApiError 41006 or 40007.
    """
    media_id = request.args.get("media_id", "")
    if not media_id:
        raise ApiError(41006)
    if world.memory.faults.take(FaultKind.MEDIA_EXPIRED, channel):
        world.memory.media.expire(media_id)
    media = world.memory.media.get(channel, media_id, world.now())
    if channel is Channel.OFFICIAL and media.content_type.startswith("video/"):
        return jsonify({"video_url": f"{request.host_url}pictures/{quote(media.media_id)}"})
    too_large = len(media.content) > RANGE_ABOVE_BYTES
    if channel is Channel.WORK and too_large and "Range" not in request.headers:
        raise ApiError(830002)
    fault = world.memory.faults.take(FaultKind.MEDIA_DAMAGED, channel)
    if fault:
        return _file(media, *damaged(media, fault.damage))
    return _file(media, media.content, media.content_type)


def _file(media: Media, content: bytes, content_type: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{media.filename}"'
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response
