"""A person acts: the message is written down, shown in the chat and handed to the courier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from simulator import postman
from simulator.conversation import Delivery
from simulator.courier import HTTP_OK, Courier, Letter
from simulator.envelope import Envelope, OfficialEnvelope, Stamp, WorkEnvelope
from simulator.forms import WITH_FILE, Attachment, BadForm, Form, Header, compose
from simulator.postman import NotReceived
from simulator.samples import sample_of
from simulator.settings import Channel, Mode, PushFormat
from simulator.world import World
from simulator.xml import Value

WORK_GREETING_SECONDS = 1.0
CONSENT = "subscribe_msg_popup_event"


@dataclass(frozen=True)
class Greeting:
    """The outcome of a URL check."""

    ok: bool
    status: int | None
    trouble: str


class Phone:
    """Acts for people: sends their messages and checks the service's addresses."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world = world
        self._courier = courier

    def send(self, form: Form) -> Delivery:
        """Send what a control request describes; raises BadForm when it makes no sense."""
        channel, sender, now = channel_of(form), form.text("sender"), self._world.now()
        if form.text("type") == "scan":
            form = self._scanned(channel, form, sender)
        if form.text("type") == "consent":
            form = self._consented(form)
        file = self._attach(channel, form, now)
        kind = form.text("type")
        msg_id = None if kind == "event" else self._world.next_msg_id()
        payload = compose(channel, form, self._header(channel, sender, msg_id), file)
        envelope = self._envelope(channel, form)
        delivery = Delivery(channel, sender, payload, msg_id, now)
        self._world.memory.conversations.add(
            channel,
            sender,
            at=now,
            via="event" if kind == "event" else "message",
            kind=form.text("event") if kind == "event" else kind,
            text=visible_text(form),
            media_id=file.media_id,
            delivery=delivery,
        )
        self._remember_contact(channel, sender, form, now)
        wait = form.fields.get("wait", True) is not False
        self._courier.send(Letter(delivery, envelope), wait=wait)
        return delivery

    def _scanned(self, channel: Channel, form: Form, openid: str) -> Form:
        """Turn a scanned QR into the event the platform makes of it for this person."""
        if channel is not Channel.OFFICIAL:
            raise BadForm("only the Official Account has QR codes with a scene")
        scene = form.text("scene")
        if self._world.memory.followers.follows(openid):
            event = {"event": "SCAN", "event_key": scene}
        else:
            event = {"event": "subscribe", "event_key": f"qrscene_{scene}"}
        return Form({**form.fields, "type": "event", "ticket": "simulator", **event})

    def push_event(self, openid: str, event: str, fields: Mapping[str, Value]) -> None:
        """Let the platform itself tell the service something about a follower; returns at once."""
        channel, now = Channel.OFFICIAL, self._world.now()
        form = Form({"type": "event", "event": event, "fields": fields})
        header = self._header(channel, openid, None)
        payload = compose(channel, form, header, Attachment("", ""))
        delivery = Delivery(channel, openid, payload, None, now)
        self._courier.send(Letter(delivery, self._envelope(channel, form)), wait=False)

    def _consented(self, form: Form) -> Form:
        """Turn a press of 允许 or 拒绝 into the event the platform makes of it."""
        status = "accept" if form.fields.get("accept", True) is not False else "reject"
        named = form.fields.get("templates")
        ours = [one.template_id for one in self._world.settings.official.subscriptions]
        pressed = [
            {"TemplateId": one, "SubscribeStatusString": status, "PopupScene": 2}
            for one in (named if isinstance(named, list) else ours)
        ]
        if not pressed:
            raise BadForm("the account has no templates for subscription notices")
        if status == "accept":
            for one in pressed:
                self._world.memory.notices.agree(form.text("sender"), str(one["TemplateId"]))
        event = {"event": CONSENT, "fields": {"SubscribeMsgPopupEvent": {"List": pressed}}}
        return Form({**form.fields, "type": "event", **event})

    def greet(self, channel: Channel) -> Greeting:
        """Check the service's address as the platform does when an administrator saves it."""
        envelope = self._envelope(channel, Form({}))
        query, expected = envelope.greeting(Stamp.fresh(self._world.now()))
        deadline = self._world.settings.deadline_seconds
        if channel is Channel.WORK:
            deadline = min(deadline, WORK_GREETING_SECONDS)
        try:
            answer = postman.get(self._courier.callback_url(channel), query, deadline)
        except NotReceived as error:
            return Greeting(ok=False, status=None, trouble=str(error))
        ok = answer.status == HTTP_OK and answer.body == expected
        trouble = "" if ok else f"expected {expected!r}, got {answer.body[:80]!r}"
        return Greeting(ok, answer.status, trouble)

    def _header(self, channel: Channel, sender: str, msg_id: int | None) -> Header:
        settings = self._world.settings
        official = channel is Channel.OFFICIAL
        return Header(
            to=settings.official.original_id if official else settings.work.corp_id,
            sender=sender,
            create_time=int(self._world.platform_time(channel).timestamp()),
            msg_id=msg_id,
            agent_id=None if official else settings.work.agent_id,
        )

    def _envelope(self, channel: Channel, form: Form) -> Envelope:
        settings = self._world.settings
        if channel is Channel.WORK:
            return WorkEnvelope(settings.work)
        mode = form.text("mode", settings.official.mode)
        push_format = form.text("format", settings.official.push_format)
        if mode not in get_args(Mode) or push_format not in get_args(PushFormat):
            raise BadForm("'mode' is secure, compatible or plain; 'format' is xml or json")
        return OfficialEnvelope(
            settings.official, cast("Mode", mode), cast("PushFormat", push_format)
        )

    def _attach(self, channel: Channel, form: Form, now: datetime) -> Attachment:
        kind = form.text("type")
        if kind not in WITH_FILE:
            return Attachment("", "")
        media_id = form.text("media_id", "")
        if not media_id:
            content, content_type = sample_of(kind, form.text("photo", ""))
            media_id = self._world.memory.media.add(channel, content, content_type, now).media_id
        return Attachment(media_id, f"{self._world.base_url}/pictures/{media_id}")

    def _remember_contact(self, channel: Channel, sender: str, form: Form, now: datetime) -> None:
        memory = self._world.memory
        event = form.text("event") if form.text("type") == "event" else ""
        if event == "unsubscribe" and channel is Channel.OFFICIAL:
            memory.followers.left(sender)
            return
        memory.followers.met(channel, sender)
        if event:
            memory.reply_windows.event_from(sender, event, now)
        else:
            memory.reply_windows.message_from(sender, now)


def channel_of(form: Form) -> Channel:
    """Give the channel a request names; raises BadForm for any other word."""
    name = form.text("channel")
    if name not in set(Channel):
        raise BadForm(f"'channel' must be official or work, got {name!r}")
    return Channel(name)


def visible_text(form: Form) -> str:
    """Give the words of the sender's own bubble."""
    for name in ("text", "label", "title", "event_key"):
        if isinstance(form.fields.get(name), str):
            return form.text(name)
    return ""
