"""The group robot's webhook: text 2048 bytes, markdown 4096, pictures 2 MB (WDOC/99110)."""

import hashlib
from base64 import b64decode

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.gate import View, json_body
from simulator.group import GroupMessage
from simulator.wording import SHOWN_PICTURE
from simulator.world import World

BYTES = {"text": 2048, "markdown": 4096}
PICTURE_BYTES = 2 << 20  # before base64


class RobotApi:
    """The one view of the robot."""

    def __init__(self, world: World) -> None:
        self._world = world

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        return {("POST", "/cgi-bin/webhook/send"): self.send}

    def send(self) -> Response:
        """Write into the group; raises ApiError 93000 for a key that no robot has."""
        told = self._world.settings
        if request.args.get("key") not in {told.robot_key, told.second_robot_key}:
            raise ApiError(93000)
        body = json_body()
        kind = body.get("msgtype")
        if not isinstance(kind, str) or kind not in (*BYTES, "image"):
            raise ApiError(40008)
        held = body.get(kind)
        if kind == "image":
            return self._picture(held)
        content = held.get("content") if isinstance(held, dict) else None
        if not isinstance(content, str) or not content:
            raise ApiError(44004)
        if len(content.encode()) > BYTES[kind]:
            raise ApiError(45002)
        return self._written(GroupMessage(self._world.now(), kind, content))

    def _picture(self, held: object) -> Response:
        """Show a picture; raises ApiError 40009 for one too large, none, or with another MD5."""
        named = held if isinstance(held, dict) else {}
        try:
            data = b64decode(named.get("base64", ""), validate=True)
        except (TypeError, ValueError):
            raise ApiError(40009) from None
        is_picture = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
        told = hashlib.md5(data, usedforsecurity=False).hexdigest() == named.get("md5")
        if not (is_picture and told and len(data) <= PICTURE_BYTES):
            raise ApiError(40009)
        return self._written(GroupMessage(self._world.now(), "image", SHOWN_PICTURE, data))

    def _written(self, message: GroupMessage) -> Response:
        self._world.memory.group.write(message)
        return jsonify({"errcode": 0, "errmsg": "ok"})
