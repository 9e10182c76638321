"""Where the API paths are mounted: `/official`, `/work`, and the bare root as on the platform."""

from functools import partial

from flask import Blueprint, Response, request

from simulator.account_api import AccountApi
from simulator.gate import Gate, View
from simulator.official_api import OfficialApi
from simulator.settings import Channel
from simulator.work_api import WorkApi
from simulator.world import World

MEDIA_PATH = "/cgi-bin/media/get"
Route = tuple[str, str]


def api_blueprint(world: World) -> Blueprint:
    """Give all API paths of both platforms.

    The platforms have one host each and share only `media/get`; on the bare root the access token
    tells whose photo is wanted.
    """
    official = _guarded(Gate(world, Channel.OFFICIAL), OfficialApi(world).views())
    work = _guarded(Gate(world, Channel.WORK), WorkApi(world).views())
    blueprint = Blueprint("api", __name__)
    _mount(blueprint, "/official", official | _about(world, Channel.OFFICIAL))
    _mount(blueprint, "/work", work | _about(world, Channel.WORK))
    media = ("GET", MEDIA_PATH)

    def media_by_token() -> Response:
        token = request.args.get("access_token", "")
        views = work if world.memory.work_tokens.knows(token) else official
        return views[media]()

    _mount(blueprint, "", official | work | {media: media_by_token})
    return blueprint


def _about(world: World, channel: Channel) -> dict[Route, View]:
    """Give the paths about an account, which both platforms have and the bare root cannot."""
    return _guarded(Gate(world, channel), AccountApi(world, channel).views())


def _guarded(gate: Gate, views: dict[Route, View]) -> dict[Route, View]:
    return {
        (method, path): partial(gate.pass_through, path, view)
        for (method, path), view in views.items()
    }


def _mount(blueprint: Blueprint, prefix: str, views: dict[Route, View]) -> None:
    for (method, path), view in views.items():
        url = prefix + path
        blueprint.add_url_rule(url, url.replace("/", "_"), view, methods=[method])
