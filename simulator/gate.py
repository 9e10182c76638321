"""What every API call passes first: outages, delays, errors on demand, and the count of calls."""

import socket
import time
from collections.abc import Callable

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.faults import FaultKind
from simulator.settings import Channel
from simulator.world import World

_TOKENS = {"/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/gettoken"}
View = Callable[[], Response]


class Gate:
    """Stands before the API paths of one channel."""

    def __init__(self, world: World, channel: Channel) -> None:
        self._world = world
        self._channel = channel

    def pass_through(self, path: str, view: View) -> Response:
        """Answer one call: a fault that waits for it, the view's answer, or its errcode as JSON."""
        try:
            response, outcome = self._trouble(path) or self._answer(view)
        except ApiError as error:
            response, outcome = jsonify(error.body()), str(error.errcode)
        self._world.memory.calls.count(self._channel, path, outcome)
        return response

    def _answer(self, view: View) -> tuple[Response, str]:
        response = view()
        return response, "0" if response.is_json else "file"

    def _trouble(self, path: str) -> tuple[Response, str] | None:
        """Give the answer of a fault, None to go on; raises ApiError for an errcode on demand."""
        faults, channel = self._world.memory.faults, self._channel
        if outage := faults.outage(channel, self._world.now()):
            return bare(outage.status) if outage.status else cut_off()
        if path not in _TOKENS and faults.standing(FaultKind.UNVERIFIED, channel):
            raise ApiError(48001)
        if slow := faults.take(FaultKind.API_SLOW, channel, path):
            time.sleep(slow.seconds)
        if faults.take(FaultKind.API_RESET, channel, path):
            return cut_off()
        if fault := faults.take(FaultKind.API_STATUS, channel, path):
            return bare(fault.status)
        if fault := faults.take(FaultKind.API_ERROR, channel, path):
            raise ApiError(fault.errcode)
        return None


def bare(status: int) -> tuple[Response, str]:
    """Give a page of a server in trouble, and its status as an outcome."""
    return Response("<html>busy</html>", status=status, mimetype="text/html"), str(status)


def cut_off() -> tuple[Response, str]:
    """Shut the caller's connection down, so that it gets no answer at all."""
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
    return Response(status=503), "reset"


def json_body() -> dict[str, object]:
    """Give the JSON object of the request; raises ApiError 47001 for anything else."""
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise ApiError(47001)
    return body


def text_content(body: dict[str, object]) -> str:
    """Give the text of a message to send; raises ApiError 40008, 44004 or 47001."""
    if body.get("msgtype") != "text":
        raise ApiError(40008)
    text = body.get("text")
    content = text.get("content") if isinstance(text, dict) else None
    if not isinstance(content, str):
        raise ApiError(47001)
    if not content:
        raise ApiError(44004)
    return content
