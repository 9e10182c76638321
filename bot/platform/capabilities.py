"""What our accounts may do, discovered from the platforms' answers instead of configured.

An errcode of the kind SWITCH_OFF turns a capability off for every process: nobody asks the platform
for it again, except one probe a day, or when somebody presses 再试一次. The first success turns it
on. (Source: wechat §2.2, §2.3; ADR 0017.)
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final, Literal, TypeVar

from bot.clock import Clock
from bot.platform.errors import Denied, PlatformError, Refused
from bot.platform.reactions import Act, reaction_to
from catalogue.wording import staff_capabilities as words
from storage.database import Database
from storage.roads import capabilities
from storage.roads.capabilities import SwitchedOff
from storage.work import troubles

Name = Literal["send", "fetch", "template", "subscribe"]
_Result = TypeVar("_Result")
_PROBE_EVERY: Final = timedelta(days=1)
_PROBE_AGAIN: Final = timedelta(minutes=10)  # after a probe that got no answer
# A refusal of this message or file: the account itself may.
_GRANTED: Final = frozenset((Act.GIVE_UP, Act.WAIT_FOR_WORD, Act.GONE, Act.BY_PARTS))


class Capabilities:
    """The switchboard before every call that an account may not be entitled to."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def use(self, channel: str, name: Name, call: Callable[[], _Result]) -> _Result:
        """Return what the call gives, unless the platform denies it or has done so.

        Raises Denied, and whatever PlatformError the call itself raises.
        """
        is_probe = self._admit(channel, name)
        try:
            result = call()
        except Refused as error:
            if error.reaction.act is Act.SWITCH_OFF:
                raise self._switch_off(channel, name, error) from None
            if is_probe and error.reaction.act in _GRANTED:
                self._switch_on(channel, name)
            elif is_probe:
                self._probe_later(channel, name)
            raise
        except PlatformError:
            if is_probe:
                self._probe_later(channel, name)
            raise
        if is_probe:
            self._switch_on(channel, name)
        return result

    def _admit(self, channel: str, name: Name) -> bool:
        """Whether this call is the probe of a capability that is off. Raises Denied."""
        with self._database.read() as connection:
            known = capabilities.off(connection, channel, name)
        if known is None:
            return False
        now = self._clock()
        if known.try_at <= now:
            with self._database.write() as connection:
                next_try = now + _PROBE_EVERY
                if capabilities.take_probe(connection, channel, name, now, next_try):
                    return True
                known = capabilities.off(connection, channel, name) or known
        cause = reaction_to(channel, known.errcode).cause
        raise Denied(known.errcode, cause, max(known.try_at, now + _PROBE_AGAIN))

    def _switch_off(self, channel: str, name: Name, error: Refused) -> Denied:
        now = self._clock()
        off = SwitchedOff(error.errcode, now + _PROBE_EVERY)
        sentence = words.switched_off(channel, name, error.errcode)
        ref = _key(channel, name)
        with self._database.write() as connection:
            capabilities.switch_off(connection, channel, name, off, now)
            troubles.raise_trouble(connection, ref, capabilities.TROUBLE, ref, sentence, now)
        return Denied(error.errcode, error.cause, off.try_at)

    def _switch_on(self, channel: str, name: Name) -> None:
        now = self._clock()
        with self._database.write() as connection:
            capabilities.switch_on(connection, channel, name, now)
            troubles.resolve_itself(connection, _key(channel, name), now)

    def _probe_later(self, channel: str, name: Name) -> None:
        now = self._clock()
        with self._database.write() as connection:
            capabilities.take_probe(
                connection, channel, name, now + _PROBE_EVERY, now + _PROBE_AGAIN
            )


def _key(channel: str, name: Name) -> str:
    return f"{capabilities.TROUBLE}:{channel}:{name}"
