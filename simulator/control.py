"""The control API: everything a test or the chat page can do, as JSON over HTTP.

GET  /control/                 this text
GET  /control/people           the roster and two strangers, each with openid and userid
POST /control/send             act as a person; waits for the last try unless "wait": false
     {"channel": "official"|"work", "sender": openid or userid, "type": …}
     text: text
     image: photo (a shipped name) or media_id · voice, video, shortvideo: media_id, else a sample
     location: latitude, longitude, label, scale · link: title, url, description
     file: title, description, size (undocumented, Official Account)
     event: event (subscribe, unsubscribe, SCAN, LOCATION, CLICK, VIEW, pic_sysphoto, enter_agent,
     or any other), event_key, ticket, pictures, fields
     scan: scene (Official Account: SCAN from a follower, else subscribe with qrscene_)
     consent: accept (true), templates (all by default): 允许 or 拒绝 of subscription notices
     other: fields, with MsgType and whatever else
     for the Official Account also mode (secure, compatible, plain) and format (xml, json)
     → {"msg_id", "create_time", "state": held|underway|delivered|failed, "statuses": [200],
        "tries": [{"copy", "at", "seconds", "status", "trouble"}], "reply": text|null, "replies"}
GET  /control/menu?channel=    {"button": […]}, the published menu; empty where there is none
POST /control/tap              taps an item of it as a person: {"channel", "sender", "key"} and for
     pic_*: photos (shipped names or media_ids) · location_select: latitude, longitude, label
     → the event's delivery and those of the messages that follow it
POST /control/trip             forty made-up reports of the roster's people, one after another
     → the delivery of each report's words
POST /control/upload?channel=  raw bytes with their Content-Type → {"media_id"}
POST /control/verify           {"channel"} → the URL check: {"ok", "status", "trouble"}
POST /control/release          {"order": "given"|"reversed"|"together"} lets held messages go
GET  /control/conversation/<channel>/<sender>?since=REVISION
     → {"revision", "entries": [{"number", "at", "via": message|event|passive|pushed|notice, "kind",
        "text", "media_id", "caption", "delivery"}]}; entries is null when nothing changed since
GET  /control/faults           what is set and not yet used up
POST /control/faults           {"kind", "times": 1, "channel": null, "path": null, …} sets one:
     spoiling the next `times` tries: callback_refused, callback_hang_up (sent, connection dropped),
     callback_answer_lost (answered, answer lost), callback_slow (seconds, before sending),
     callback_stale (seconds), callback_forged
     for the next `times` messages: callback_duplicated (copies at once), callback_held
     for the next `times` calls of `path`: api_error (errcode), api_status (status), api_reset,
     api_slow (seconds)
     for the next `times` fetched files: media_expired, media_damaged (damage: truncated, html,
     wrong_type, bomb)
     for the next `times` template messages: notice_failed (word: failed:user block, …)
     for the next `times` short messages: sms_refused (word: the provider's code), sms_away,
     sms_answer_lost (sent, but nobody is told)
     for a while: outage (seconds; status 503 by default, 0 cuts connections: the platform's API is
     away), push_outage (seconds: nothing reaches the service, as when it is away itself)
     until taken back: clock_skew (seconds: the platform's timestamps lie so far off), unverified
     (an account that may neither send nor fetch: 48001)
DELETE /control/faults?number= takes one back, or all
POST /control/media/expire     {"media_id": null} lets one file or all be gone (40007)
POST /control/tokens/expire    makes every access token expired (42001)
GET  /control/group            what the group with the robot sees: [{"at", "kind", "text"}]
GET  /control/texts            short messages: [{"at", "phone", "template", "values"}]
GET  /control/calls            {"official /cgi-bin/media/get": {"file": 2, "40007": 1}, …}
POST /control/reset            forgets everything

A request that makes no sense gets 400 {"error": …}.
"""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from simulator.courier import Courier
from simulator.fault_forms import fault_from
from simulator.forms import BadForm, Form
from simulator.sending import Phone, channel_of
from simulator.taps import Taps
from simulator.trip import go_on_trip
from simulator.world import World

ORDERS = ("given", "reversed", "together")


def _form() -> Form:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadForm("the body must be a JSON object with Content-Type application/json")
    return Form(body)


class Control:
    """The views of the control API over one world."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world = world
        self._courier = courier
        self._phone = Phone(world, courier)
        self._taps = Taps(world, self._phone)

    def blueprint(self) -> Blueprint:
        """Give the paths, mounted under `/control`."""
        blueprint = Blueprint("control", __name__, url_prefix="/control")
        for rule, view, method in (
            ("/", self.explain, "GET"),
            ("/people", self.people, "GET"),
            ("/send", self.send, "POST"),
            ("/menu", self.menu, "GET"),
            ("/tap", self.tap, "POST"),
            ("/trip", self.trip, "POST"),
            ("/upload", self.upload, "POST"),
            ("/verify", self.verify, "POST"),
            ("/release", self.release, "POST"),
            ("/conversation/<channel>/<sender>", self.conversation, "GET"),
            ("/faults", self.list_faults, "GET"),
            ("/faults", self.add_fault, "POST"),
            ("/faults", self.clear_faults, "DELETE"),
            ("/media/expire", self.expire_media, "POST"),
            ("/tokens/expire", self.expire_tokens, "POST"),
            ("/group", self.group, "GET"),
            ("/texts", self.texts, "GET"),
            ("/calls", self.calls, "GET"),
            ("/reset", self.reset, "POST"),
        ):
            blueprint.add_url_rule(rule, view.__name__, view, methods=[method])
        blueprint.register_error_handler(BadForm, _complain)
        blueprint.register_error_handler(HTTPException, _complain_of_http)
        return blueprint

    def explain(self) -> Response:
        """Give the text above."""
        return Response(__doc__, mimetype="text/plain")

    def people(self) -> Response:
        """List everybody."""
        return jsonify([asdict(person) for person in self._world.people])

    def send(self) -> Response:
        """Act as a person."""
        return jsonify(self._phone.send(_form()).to_json())

    def menu(self) -> Response:
        """Give the menu that a channel's people see."""
        channel = channel_of(Form(request.args))
        return jsonify({"button": self._world.memory.menus.of(channel)})

    def tap(self) -> Response:
        """Tap an item of the menu as a person."""
        return jsonify([delivery.to_json() for delivery in self._taps.tap(_form())])

    def trip(self) -> Response:
        """Send the forty reports of a made-up trip."""
        return jsonify([told.to_json() for told in go_on_trip(self._world, self._phone)])

    def upload(self) -> Response:
        """Keep a file a person is about to send."""
        channel = channel_of(Form(request.args))
        if not (content := request.get_data()):
            raise BadForm("the body must be the file's bytes")
        if request.mimetype.split("/")[0] not in {"image", "audio", "video"}:
            raise BadForm(f"a photo, voice note or video is wanted, got {request.mimetype!r}")
        media = self._world.memory.media.add(channel, content, request.mimetype, self._world.now())
        return jsonify({"media_id": media.media_id})

    def verify(self) -> Response:
        """Check the service's address."""
        return jsonify(asdict(self._phone.greet(channel_of(_form()))))

    def release(self) -> Response:
        """Let held messages go."""
        order = _form().text("order", "given")
        if order not in ORDERS:
            raise BadForm(f"'order' must be one of {', '.join(ORDERS)}, got {order!r}")
        return jsonify([delivery.to_json() for delivery in self._courier.release(order)])

    def conversation(self, channel: str, sender: str) -> Response:
        """Give one person's chat."""
        named, chats = channel_of(Form({"channel": channel})), self._world.memory.conversations
        revision = chats.revision
        if request.args.get("since") == str(revision):
            return jsonify({"revision": revision, "entries": None})
        entries = [entry.to_json() for entry in chats.of(named, sender)]
        return jsonify({"revision": revision, "entries": entries})

    def list_faults(self) -> Response:
        """List the faults still set."""
        return jsonify([fault.to_json() for fault in self._world.memory.faults.listed()])

    def add_fault(self) -> Response:
        """Set a fault."""
        fault = self._world.memory.faults.add(fault_from(_form()), self._world.now())
        return jsonify(fault.to_json())

    def clear_faults(self) -> Response:
        """Take one fault back, or all."""
        self._world.memory.faults.clear(request.args.get("number", type=int))
        return self.list_faults()

    def expire_media(self) -> Response:
        """Let files be gone before their time."""
        media_id = _form().fields.get("media_id")
        wanted = media_id if isinstance(media_id, str) else None
        return jsonify({"expired": self._world.memory.media.expire(wanted)})

    def expire_tokens(self) -> Response:
        """End every access token."""
        memory, now = self._world.memory, self._world.now()
        memory.official_tokens.expire_all(now)
        memory.work_tokens.expire_all(now)
        return jsonify({"ok": True})

    def group(self) -> Response:
        """Give the group's messages."""
        return jsonify(
            [
                {"at": one.at, "kind": one.kind, "text": one.text}
                for one in self._world.memory.group.messages()
            ]
        )

    def texts(self) -> Response:
        """Give the short messages that phones got."""
        return jsonify([asdict(one) for one in self._world.memory.texts.messages()])

    def calls(self) -> Response:
        """Count the API calls so far."""
        return jsonify(self._world.memory.calls.table())

    def reset(self) -> Response:
        """Forget everything."""
        self._courier.forget_held()
        self._world.reset()
        return jsonify({"ok": True})


def _complain(error: BadForm) -> tuple[Response, int]:
    return jsonify({"error": str(error)}), 400


def _complain_of_http(error: HTTPException) -> tuple[Response, int]:
    return jsonify({"error": error.description}), error.code or 500
