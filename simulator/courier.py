"""Carries messages to the service as the platform does: 5 seconds, three more tries, faults."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from simulator import postman
from simulator.conversation import Delivery, State, Try
from simulator.envelope import BadReply, Envelope, Stamp
from simulator.faults import FaultKind
from simulator.limits import cut
from simulator.postman import Answer, NotReceived
from simulator.settings import Channel
from simulator.wording import SERVICE_UNAVAILABLE
from simulator.world import World

HTTP_OK = 200
PASSIVE_BYTES = 2048


@dataclass(frozen=True)
class Letter:
    """A delivery with the envelope that seals each of its tries anew."""

    delivery: Delivery
    envelope: Envelope


@dataclass(frozen=True)
class Outcome:
    """How one copy ended: received or not, and the text the observer sees, if any."""

    received: bool
    reply: str | None = None


class Courier:
    """Delivers letters, retries them, holds them back and lets them go in another order."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._held: list[Letter] = []

    def callback_url(self, channel: Channel) -> str:
        """Give the service's address for a channel."""
        return f"{self._world.settings.callback_url.rstrip('/')}/wechat/{channel}"

    def send(self, letter: Letter, *, wait: bool) -> None:
        """Deliver a letter, or hold it when a fault says so; `wait` until its last try ended."""
        channel = letter.delivery.channel
        if self._world.memory.faults.take(FaultKind.CALLBACK_HELD, channel):
            letter.delivery.state = State.HELD
            with self._lock:
                self._held.append(letter)
            self._world.memory.conversations.touch()
        elif wait:
            self._carry(letter)
        else:
            threading.Thread(target=self._carry, args=(letter,), daemon=True).start()

    def release(self, order: str) -> list[Delivery]:
        """Deliver what was held one after another: `given` or `reversed` order, or `together`."""
        with self._lock:
            letters, self._held = self._held, []
        if order == "reversed":
            letters.reverse()
        at_once = max(1, len(letters)) if order == "together" else 1
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(self._carry, letters))
        return [letter.delivery for letter in letters]

    def forget_held(self) -> None:
        """Drop what was held."""
        with self._lock:
            self._held.clear()

    def _carry(self, letter: Letter) -> None:
        delivery, memory = letter.delivery, self._world.memory
        delivery.state = State.UNDERWAY
        duplicated = memory.faults.take(FaultKind.CALLBACK_DUPLICATED, delivery.channel)
        copies = duplicated.copies if duplicated else 1
        with ThreadPoolExecutor(copies) as pool:
            outcomes = list(pool.map(partial(self._carry_copy, letter), range(1, copies + 1)))
        delivery.replies.extend(outcome.reply for outcome in outcomes)
        received = any(outcome.received for outcome in outcomes)
        delivery.state = State.DELIVERED if received else State.FAILED
        self._show(delivery)

    def _carry_copy(self, letter: Letter, copy: int) -> Outcome:
        for _ in range(1 + self._world.settings.retries):
            started, at = time.monotonic(), self._world.now()
            status, trouble, reply = self._try(letter)
            tried = Try(copy, at, time.monotonic() - started, status, trouble)
            letter.delivery.tries.append(tried)
            self._world.memory.conversations.touch()
            if status == HTTP_OK:
                return Outcome(tried.received, reply)
        return Outcome(received=False)

    def _try(self, letter: Letter) -> tuple[int | None, str, str | None]:
        """Give status, trouble and visible reply of one attempt."""
        try:
            answer = self._post(letter)
        except NotReceived as trouble:
            return None, str(trouble), None
        if answer.status != HTTP_OK:
            return answer.status, "", None
        try:
            return answer.status, "", read_reply(letter, answer.body)
        except BadReply as trouble:
            return answer.status, str(trouble), None

    def _post(self, letter: Letter) -> Answer:
        """Post one try through whatever faults wait for it; raises NotReceived."""
        channel, faults = letter.delivery.channel, self._world.memory.faults
        deadline = self._world.settings.deadline_seconds
        if faults.take(FaultKind.CALLBACK_REFUSED, channel):
            raise NotReceived("refused")
        if faults.outage(channel, self._world.now(), FaultKind.PUSH_OUTAGE):
            raise NotReceived("refused")
        stale = faults.take(FaultKind.CALLBACK_STALE, channel)
        now = self._world.platform_time(channel)
        stamp = Stamp.fresh(now, aged_seconds=stale.seconds if stale else 0)
        sealed = letter.envelope.seal(letter.delivery.payload, stamp)
        if faults.take(FaultKind.CALLBACK_FORGED, channel):
            sealed = sealed.forged()
        if slow := faults.take(FaultKind.CALLBACK_SLOW, channel):
            time.sleep(slow.seconds)
        url = self.callback_url(channel)
        if faults.take(FaultKind.CALLBACK_HANG_UP, channel):
            postman.post_and_hang_up(url, sealed, deadline)
        answer = postman.post(url, sealed, deadline)
        if faults.take(FaultKind.CALLBACK_ANSWER_LOST, channel):
            raise NotReceived("answer_lost")
        return answer

    def _show(self, delivery: Delivery) -> None:
        """Put the answers into the chat; copies that answered alike are shown once."""
        chat = partial(
            self._world.memory.conversations.add,
            delivery.channel,
            delivery.sender,
            at=self._world.now(),
        )
        for text in dict.fromkeys(reply for reply in delivery.replies if reply):
            chat(via="passive", kind="text", text=text)
        if delivery.state is State.FAILED and delivery.channel is Channel.OFFICIAL:
            chat(via="notice", kind="text", text=SERVICE_UNAVAILABLE)
        self._world.memory.conversations.touch()


def read_reply(letter: Letter, body: str) -> str | None:
    """Give the text an observer sees of a passive reply, None for silence.

    Raises BadReply for what the platform would refuse: wrong form, keys or addressee, and in the
    Official Account a text over 2048 bytes (WeCom cuts it).
    """
    if body.strip() in {"", "success"}:
        return None
    fields = letter.envelope.open(body)
    if fields.get("ToUserName") != letter.delivery.sender:
        raise BadReply("the reply is addressed to somebody else")
    kind = fields.get("MsgType", "")
    if kind != "text":
        return f"[{kind}]"
    text = fields.get("Content", "")
    if letter.delivery.channel is Channel.WORK:
        return cut(text, PASSIVE_BYTES)
    if len(text.encode()) > PASSIVE_BYTES:
        raise BadReply("the reply is longer than 2048 bytes")
    return text
