"""`message/template/send` and `message/subscribe/bizsend`, with the events that follow them."""

from flask import Response, jsonify, request

from simulator.errors import ApiError
from simulator.faults import FaultKind
from simulator.gate import View, json_body
from simulator.notices import NoticeTemplate, shown
from simulator.sending import Phone
from simulator.settings import Channel
from simulator.world import World


class NoticeApi:
    """Views over one world; each raises ApiError for what the platform refuses."""

    def __init__(self, world: World, phone: Phone) -> None:
        self._world = world
        self._phone = phone

    def views(self) -> dict[tuple[str, str], View]:
        """Give the view of each method and path."""
        return {
            ("POST", "/cgi-bin/message/template/send"): self.template_send,
            ("POST", "/cgi-bin/message/subscribe/bizsend"): self.bizsend,
        }

    def template_send(self) -> Response:
        """Send a template message; TEMPLATESENDJOBFINISH tells later what became of it."""
        openid, _, text, body = self._asked(self._world.settings.official.templates)
        msg_id = self._world.next_msg_id()
        client_id = str(body.get("client_msg_id", ""))
        book, now = self._world.memory.notices, self._world.now()
        before = book.sent_before(openid, client_id, msg_id, now) if client_id else None
        if before is None:
            failed = self._world.memory.faults.take(FaultKind.NOTICE_FAILED, Channel.OFFICIAL)
            if failed is None:
                self._show(openid, "template", text)
            status = failed.word if failed else "success"
            self._phone.push_event(
                openid, "TEMPLATESENDJOBFINISH", {"MsgID": msg_id, "Status": status}
            )
        return jsonify({"errcode": 0, "errmsg": "ok", "msgid": before or msg_id})

    def bizsend(self) -> Response:
        """Send a subscription notice, which uses up a consent."""
        openid, template, text, _ = self._asked(self._world.settings.official.subscriptions)
        self._world.memory.notices.spend_consent(openid, template.template_id)
        self._show(openid, "subscribe", text)
        msg_id = self._world.next_msg_id()
        self._phone.push_event(
            openid,
            "subscribe_msg_sent_event",
            {"SubscribeMsgSentEvent": {"List": {"MsgID": msg_id, "ErrorCode": 0}}},
        )
        return jsonify({"errcode": 0, "errmsg": "ok"})

    def _asked(
        self, templates: tuple[NoticeTemplate, ...]
    ) -> tuple[str, NoticeTemplate, str, dict[str, object]]:
        """Give follower, template and visible text of a call that the platform would take."""
        value = request.args.get("access_token", "")
        self._world.memory.official_tokens.check(value, self._world.now())
        body = json_body()
        openid = body.get("touser")
        if not isinstance(openid, str) or not self._world.knows(Channel.OFFICIAL, openid):
            raise ApiError(40003)
        if self._world.memory.followers.has_left(openid):
            raise ApiError(43004)
        wanted = body.get("template_id")
        template = next((one for one in templates if one.template_id == wanted), None)
        if template is None:
            raise ApiError(40037)
        return openid, template, shown(template, body.get("data")), body

    def _show(self, openid: str, kind: str, text: str) -> None:
        self._world.memory.conversations.add(
            Channel.OFFICIAL, openid, at=self._world.now(), via="pushed", kind=kind, text=text
        )
