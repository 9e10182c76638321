"""The two doors of the platforms: GET checks the address, POST brings deliveries.

Whatever is wrong with a call is said in one log line without secrets; nobody outside hears more
than a status. A genuine delivery is answered 200, understood or not.
"""

import logging
from dataclasses import dataclass

from flask import Blueprint, Response, request

from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.envelope import MAX_BODY, ChannelKeys, Refused, Stale, answer_echo, open_delivery
from bot.group_commit import Overloaded, TooLate
from bot.reading import Reader
from bot.reply import answer_body
from bot.stale import StaleCalls
from handlers.messages import Channel
from storage.tracing import delivery_in_hand, following, shown_key

log = logging.getLogger(__name__)

_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Doors:
    """What the webhooks need; a channel without keys does not exist for the outside."""

    keys: dict[Channel, ChannelKeys]
    reader: Reader
    dispatcher: Dispatcher
    stale_calls: StaleCalls
    clock: Clock


def create_webhook(doors: Doors) -> Blueprint:
    """Return the blueprint of `/wechat/official` and `/wechat/work`."""
    webhook = Blueprint("webhook", __name__, url_prefix="/wechat")

    @webhook.get("/<any(official, work):channel>")
    def check_address(channel: Channel) -> Response:
        keys = doors.keys.get(channel)
        if keys is None:
            return _plain("", 404)
        try:
            return _plain(answer_echo(keys, request.args, doors.clock()), 200)
        except Refused as refused:
            return _refuse(channel, refused)

    @webhook.post("/<any(official, work):channel>")
    def receive(channel: Channel) -> Response:
        keys = doors.keys.get(channel)
        return _plain("", 404) if keys is None else _receive(doors, keys)

    return webhook


def _receive(doors: Doors, keys: ChannelKeys) -> Response:
    with following(b""):  # until the delivery is read it has no key
        return _answer_or_refuse(doors, keys)


def _answer_or_refuse(doors: Doors, keys: ChannelKeys) -> Response:
    try:
        return _deliver(doors, keys, _body())
    except Stale as stale:
        doors.stale_calls.keep(keys.channel, stale)
        return _refuse(keys.channel, stale)
    except Refused as refused:
        return _refuse(keys.channel, refused)
    except (Overloaded, TooLate) as error:
        # An error, so that the platform repeats: a 200 without text would end the matter.
        log.warning("webhook %s: %s", keys.channel, type(error).__name__)
        return _plain("", 503)


def _body() -> bytes:
    # Werkzeug's own limit is not used here: it would read up to the limit before refusing.
    if (request.content_length or 0) > MAX_BODY:
        raise Refused("too-large", 413)
    return request.stream.read(MAX_BODY + 1)


def _deliver(doors: Doors, keys: ChannelKeys, body: bytes) -> Response:
    now = doors.clock()
    opened = open_delivery(keys, request.args, body, now)
    incoming = doors.reader.read(keys.channel, keys.app_id, opened.fields, now, opened.unreadable)
    delivery_in_hand.set(shown_key(incoming.delivery.key))
    answered = doors.dispatcher.take(incoming)
    log.info("webhook %s: %s", keys.channel, incoming.delivery.kind)
    body_out = answer_body(keys, opened, answered.text, answered.sent_at)
    mimetype = "application/json" if opened.is_json else "text/xml"
    return Response(body_out, 200, mimetype=mimetype if body_out else "text/plain")


def _refuse(channel: str, refused: Refused) -> Response:
    log.warning("webhook %s: refused, %s", channel, refused.reason)
    return _plain("", refused.status)


def _plain(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain", headers=_NO_SNIFFING)
