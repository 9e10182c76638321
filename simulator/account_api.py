"""Paths that tell about an account and change nothing: callback addresses, quotas, the app itself.

Sources: MPDOC api_getcallbackip and openapi/quota/get, WDOC/90930 and 90227.
"""

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.gate import View, json_body
from simulator.settings import Channel
from simulator.world import World

_DAILY_LIMIT = 500_000
_CALLERS = ["203.0.113.10", "203.0.113.11"]  # addresses for documents only


class AccountApi:
    """Views over one world for the account of one channel."""

    def __init__(self, world: World, channel: Channel) -> None:
        self._world = world
        self._channel = channel

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        shared: dict[tuple[str, str], View] = {("GET", "/cgi-bin/getcallbackip"): self.callers}
        if self._channel is Channel.OFFICIAL:
            return shared | {("POST", "/cgi-bin/openapi/quota/get"): self.quota}
        return shared | {("GET", "/cgi-bin/agent/get"): self.agent}

    def callers(self) -> Response:
        """Give the addresses from which the platform calls back."""
        self._check_token()
        return jsonify({"ip_list": _CALLERS})

    def quota(self) -> Response:
        """Give how often a path may still be called today."""
        self._check_token()
        if not str(json_body().get("cgi_path", "")).startswith("/"):
            raise ApiError(47001)
        quota = {"daily_limit": _DAILY_LIMIT, "used": 0, "remain": _DAILY_LIMIT}
        return jsonify({"errcode": 0, "errmsg": "ok", "quota": quota})

    def agent(self) -> Response:
        """Give the app; only its own number is allowed."""
        self._check_token()
        account = self._world.settings.work
        if request.args.get("agentid") != str(account.agent_id):
            raise ApiError(301002)
        name = self._world.settings.service_name
        return jsonify({"errcode": 0, "errmsg": "ok", "name": name, "close": 0})

    def _check_token(self) -> None:
        memory = self._world.memory
        is_official = self._channel is Channel.OFFICIAL
        book = memory.official_tokens if is_official else memory.work_tokens
        book.check(request.args.get("access_token", ""), self._world.now())
