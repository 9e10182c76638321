"""Many at once: threads that start on one signal."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_LONGEST = 600.0  # seconds; only a test that hangs comes near

Outcome = TypeVar("Outcome")


def all_at_once(acts: Sequence[Callable[[], Outcome]]) -> list[Outcome]:
    """Run every act in a thread of its own from the same moment; returns what each gave."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Outcome]) -> Outcome:
        start.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(_LONGEST) for future in [pool.submit(run, act) for act in acts]]
