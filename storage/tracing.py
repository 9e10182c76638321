"""Which delivery the work in hand belongs to, so that lines logged meanwhile can name it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_SHOWN_BYTES: Final = 6  # of the key's 32; twelve hex digits find a delivery among millions

# The first digits of the delivery's key, or "" while the work belongs to none.
delivery_in_hand: ContextVar[str] = ContextVar("delivery_in_hand", default="")


def shown_key(key: bytes) -> str:
    """Return the digits by which lines name a delivery."""
    return key[:_SHOWN_BYTES].hex()


@contextmanager
def following(key: bytes) -> Iterator[None]:
    """Name this delivery (none for b"") in every line of this thread's block."""
    before = delivery_in_hand.set(shown_key(key))
    try:
        yield
    finally:
        delivery_in_hand.reset(before)
