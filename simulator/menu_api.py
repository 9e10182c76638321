"""menu/create, menu/get and menu/delete, alike on both platforms but for their frames."""

from collections.abc import Callable

from flask import Response, jsonify

from simulator.errors import ApiError
from simulator.gate import View, json_body
from simulator.menus import NO_MENU
from simulator.settings import Channel
from simulator.world import World

DONE = {"errcode": 0, "errmsg": "ok"}


def menu_views(
    world: World, channel: Channel, check: Callable[[], None]
) -> dict[tuple[str, str], View]:
    """Give the views; `check` raises ApiError for a bad token or another's app."""

    def create() -> Response:
        check()
        world.memory.menus.publish(channel, json_body())
        return jsonify(DONE)

    def get() -> Response:
        check()
        buttons = world.memory.menus.of(channel)
        if not buttons:
            raise ApiError(NO_MENU)
        if channel is Channel.OFFICIAL:
            return jsonify({"menu": {"button": buttons}})
        return jsonify(DONE | {"button": buttons})

    def delete() -> Response:
        check()
        world.memory.menus.delete(channel)
        return jsonify(DONE)

    return {
        ("POST", "/cgi-bin/menu/create"): create,
        ("GET", "/cgi-bin/menu/get"): get,
        ("GET", "/cgi-bin/menu/delete"): delete,
    }
