"""The Official Account's API paths with their real limits."""

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.gate import View, json_body, text_content
from simulator.media_api import media_answer
from simulator.menu_api import menu_views
from simulator.settings import Channel
from simulator.uploads import upload_answer
from simulator.world import World

TEXT_BYTES = 2048
LONGEST_SCENE = 64  # characters
LONGEST_QR_SECONDS = 2_592_000


class OfficialApi:
    """Views over one world; each raises ApiError for what the platform refuses."""

    def __init__(self, world: World) -> None:
        self._world = world

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        return {
            ("GET", "/cgi-bin/token"): self.token,
            ("POST", "/cgi-bin/stable_token"): self.stable_token,
            ("GET", "/cgi-bin/media/get"): self.media_get,
            ("POST", "/cgi-bin/media/upload"): self.media_upload,
            ("POST", "/cgi-bin/message/custom/send"): self.custom_send,
            ("POST", "/cgi-bin/qrcode/create"): self.qrcode_create,
            **menu_views(self._world, Channel.OFFICIAL, self._check_token),
        }

    def token(self) -> Response:
        """Give a new access token; the one before dies after five minutes."""
        if request.args.get("grant_type") != "client_credential":
            raise ApiError(40002)
        self._check_secret(request.args.get("appid"), request.args.get("secret"))
        now = self._world.now()
        token = self._world.memory.official_tokens.fetch(now)
        return jsonify({"access_token": token.value, "expires_in": token.seconds_left(now)})

    def stable_token(self) -> Response:
        """Give the stable access token, the same one on repeat calls."""
        body, now = json_body(), self._world.now()
        if body.get("grant_type") != "client_credential":
            raise ApiError(40002)
        self._check_secret(body.get("appid"), body.get("secret"))
        force = body.get("force_refresh") is True
        token = self._world.memory.official_tokens.fetch_stable(now, force=force)
        return jsonify({"access_token": token.value, "expires_in": token.seconds_left(now)})

    def media_get(self) -> Response:
        """Give a photo."""
        self._check_token()
        return media_answer(self._world, Channel.OFFICIAL)

    def media_upload(self) -> Response:
        """Keep a file for three days."""
        self._check_token()
        return upload_answer(self._world, Channel.OFFICIAL)

    def custom_send(self) -> Response:
        """Push a text to a follower inside the windows that their own messages opened."""
        self._check_token()
        body, memory = json_body(), self._world.memory
        content, openid = text_content(body), body.get("touser")
        if not isinstance(openid, str) or not self._world.knows(Channel.OFFICIAL, openid):
            raise ApiError(40003)
        if memory.followers.has_left(openid):
            raise ApiError(43004)
        if len(content.encode()) > TEXT_BYTES:
            raise ApiError(45002)
        now = self._world.now()
        memory.reply_windows.spend(openid, now)
        memory.conversations.add(
            Channel.OFFICIAL, openid, at=now, via="pushed", kind="text", text=content
        )
        return jsonify({"errcode": 0, "errmsg": "ok"})

    def qrcode_create(self) -> Response:
        """Give a QR code with a scene; whoever "scans" it types the scene into the chat page."""
        self._check_token()
        body = json_body()
        info = body.get("action_info")
        scene = info.get("scene") if isinstance(info, dict) else None
        words = scene.get("scene_str") if isinstance(scene, dict) else None
        seconds = body.get("expire_seconds", 60)
        if body.get("action_name") != "QR_STR_SCENE" or not isinstance(seconds, int):
            raise ApiError(47001)
        if not isinstance(words, str) or not 1 <= len(words) <= LONGEST_SCENE:
            raise ApiError(40053)
        url = f"http://weixin.qq.com/q/simulator/{words}"
        lasts = min(seconds, LONGEST_QR_SECONDS)
        return jsonify({"ticket": f"ticket-{words}", "expire_seconds": lasts, "url": url})

    def _check_secret(self, app_id: object, secret: object) -> None:
        account = self._world.settings.official
        if app_id != account.app_id:
            raise ApiError(40013)
        if secret != account.app_secret:
            raise ApiError(40125)

    def _check_token(self) -> None:
        value = request.args.get("access_token", "")
        self._world.memory.official_tokens.check(value, self._world.now())
