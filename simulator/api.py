"""Where the API paths are mounted: `/official`, `/work`, and the bare root as on the platform."""

from functools import partial

from flask import Blueprint, Response, request

from simulator.account_api import AccountApi
from simulator.gate import Gate, View
from simulator.notice_api import NoticeApi
from simulator.official_api import OfficialApi
from simulator.robot_api import RobotApi
from simulator.sending import Phone
from simulator.settings import Channel
from simulator.work_api import WorkApi
from simulator.world import World

Route = tuple[str, str]
SHARED: tuple[Route, ...] = (("GET", "/cgi-bin/media/get"), ("POST", "/cgi-bin/media/upload"))


def api_blueprint(world: World, phone: Phone) -> Blueprint:
    """Give all API paths of both platforms; what `phone` tells the service are their events.

    The platforms have one host each and share only `media`; on the bare root the access token
    tells whose file is meant.
    """
    official_views = OfficialApi(world).views() | NoticeApi(world, phone).views()
    official = _guarded(Gate(world, Channel.OFFICIAL), official_views)
    work_views = WorkApi(world).views() | RobotApi(world).views()
    work = _guarded(Gate(world, Channel.WORK), work_views)
    blueprint = Blueprint("api", __name__)
    _mount(blueprint, "/official", official | _about(world, Channel.OFFICIAL))
    _mount(blueprint, "/work", work | _about(world, Channel.WORK))

    def by_token(route: Route) -> Response:
        token = request.args.get("access_token", "")
        views = work if world.memory.work_tokens.knows(token) else official
        return views[route]()

    shared: dict[Route, View] = {route: partial(by_token, route) for route in SHARED}
    _mount(blueprint, "", official | work | shared)
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
