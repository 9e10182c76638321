"""The group robot's webhook. Source: WDOC/99110: text 2048 bytes, markdown 4096 bytes."""

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.gate import View, json_body
from simulator.group import GroupMessage
from simulator.world import World

BYTES = {"text": 2048, "markdown": 4096}


class RobotApi:
    """The one view of the robot."""

    def __init__(self, world: World) -> None:
        self._world = world

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        return {("POST", "/cgi-bin/webhook/send"): self.send}

    def send(self) -> Response:
        """Write into the group; raises ApiError 93000 for a key that no robot has."""
        if request.args.get("key") != self._world.settings.robot_key:
            raise ApiError(93000)
        body = json_body()
        kind = body.get("msgtype")
        if not isinstance(kind, str) or kind not in BYTES:
            raise ApiError(40008)
        held = body.get(kind)
        content = held.get("content") if isinstance(held, dict) else None
        if not isinstance(content, str) or not content:
            raise ApiError(44004)
        if len(content.encode()) > BYTES[kind]:
            raise ApiError(45002)
        self._world.memory.group.write(GroupMessage(self._world.now(), kind, content))
        return jsonify({"errcode": 0, "errmsg": "ok"})
