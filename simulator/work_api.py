"""WeCom's API paths for a self-built app with their real limits."""

from datetime import datetime, timedelta

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.gate import View, json_body, text_content
from simulator.limits import cut
from simulator.media_api import media_answer
from simulator.menu_api import menu_views
from simulator.settings import Channel
from simulator.uploads import upload_answer
from simulator.world import World

TEXT_BYTES = 2048
DUPLICATE_SECONDS = 1800


class WorkApi:
    """Views over one world; each raises ApiError for what the platform refuses."""

    def __init__(self, world: World) -> None:
        self._world = world

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        return {
            ("GET", "/cgi-bin/gettoken"): self.gettoken,
            ("GET", "/cgi-bin/media/get"): self.media_get,
            ("POST", "/cgi-bin/media/upload"): self.media_upload,
            ("POST", "/cgi-bin/message/send"): self.message_send,
            **menu_views(self._world, Channel.WORK, self._check_app),
        }

    def gettoken(self) -> Response:
        """Give the app's access token, the same one while it lives."""
        account, now = self._world.settings.work, self._world.now()
        if request.args.get("corpid") != account.corp_id:
            raise ApiError(40013)
        if request.args.get("corpsecret") != account.secret:
            raise ApiError(40001)
        token = self._world.memory.work_tokens.fetch(now)
        return jsonify(
            {
                "errcode": 0,
                "errmsg": "ok",
                "access_token": token.value,
                "expires_in": token.seconds_left(now),
            }
        )

    def media_get(self) -> Response:
        """Give a photo."""
        self._check_token()
        return media_answer(self._world, Channel.WORK)

    def media_upload(self) -> Response:
        """Keep a file for three days."""
        self._check_token()
        return upload_answer(self._world, Channel.WORK)

    def message_send(self) -> Response:
        """Push a text to members; unknown ones are named in `invaliduser` beside errcode 0.

        Raises ApiError 81013 when nobody is left and 301002 for another app's AgentID.
        """
        self._check_token()
        body, now = json_body(), self._world.now()
        content = text_content(body)
        if str(body.get("agentid")) != str(self._world.settings.work.agent_id):
            raise ApiError(301002)
        asked = [name for name in str(body.get("touser", "")).split("|") if name]
        known = [name for name in asked if self._world.knows(Channel.WORK, name)]
        if not known:
            raise ApiError(81013)
        for userid in known:
            if not self._repeated(body, userid, content, now):
                self._deliver(userid, content, now)
        unknown = "|".join(name for name in asked if name not in known)
        return jsonify(
            {
                "errcode": 0,
                "errmsg": "ok",
                "invaliduser": unknown,
                "invalidparty": "",
                "invalidtag": "",
                "msgid": str(self._world.next_msg_id()),
            }
        )

    def _repeated(self, body: dict[str, object], userid: str, content: str, now: datetime) -> bool:
        """Tell whether the duplicate check swallows this message (believed: without an errcode)."""
        if body.get("enable_duplicate_check") != 1:
            return False
        asked = body.get("duplicate_check_interval", DUPLICATE_SECONDS)
        window = timedelta(seconds=asked if isinstance(asked, int) else DUPLICATE_SECONDS)
        return self._world.memory.sent_before.again(userid, content, now, window)

    def _deliver(self, userid: str, content: str, now: datetime) -> None:
        memory = self._world.memory
        if memory.member_rate.allows(userid, now):
            memory.conversations.add(
                Channel.WORK,
                userid,
                at=now,
                via="pushed",
                kind="text",
                text=cut(content, TEXT_BYTES),
            )

    def _check_token(self) -> None:
        value = request.args.get("access_token", "")
        self._world.memory.work_tokens.check(value, self._world.now())

    def _check_app(self) -> None:
        self._check_token()
        if request.args.get("agentid") != str(self._world.settings.work.agent_id):
            raise ApiError(301002)
