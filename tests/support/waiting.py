"""Waiting for other threads and processes: for a condition, with an end."""

import threading
import time
from collections.abc import Callable

_LOOK_EVERY = 0.02  # seconds
_LONGEST = 60.0  # seconds; only a test that hangs comes near


def wait_until(condition: Callable[[], object], nudge: Callable[[], None] | None = None) -> None:
    """Return as soon as the condition holds; fails when it never does.

    `nudge` is called before every look, e.g. to wake a worker that would look by itself later.
    """
    end, pause = time.monotonic() + _LONGEST, threading.Event()
    while True:
        if nudge is not None:
            nudge()
        if condition():
            return
        assert time.monotonic() < end, f"never came true: {condition}"
        pause.wait(_LOOK_EVERY)
