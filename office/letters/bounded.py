"""Runs another program that cannot run away: an end to its time, its memory and its output.

Reading a stranger's Word file is such work: it happens in a child, which may fail and take nothing
with it, and whose own children end with it.
"""

import contextlib
import logging
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_logger = logging.getLogger(__name__)

_OUTPUT_BLOCKS: Final = 120 * 2048  # of 512 bytes: no file larger than 120 MB
_BOUNDED: Final = 'ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"'


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take: seconds, of the clock and of a processor, and kilobytes."""

    seconds: int
    memory_kb: int


class Unfinished(Exception):
    """The child ran into a bound or failed; `late`: it was stopped after its time."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "failed")
        self.late = late


def run(
    command: Sequence[str],
    bounds: Bounds,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Return what a program prints. Raises Unfinished; then nothing of it is left running."""
    limits = (str(bounds.memory_kb), str(_OUTPUT_BLOCKS), str(bounds.seconds))
    with subprocess.Popen(  # noqa: S603 - an argument list; no word of a stranger is in it
        ("/bin/sh", "-c", _BOUNDED, "sh", *limits, *command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # so that its own children can be ended with it
    ) as child:
        try:
            printed, _ = child.communicate(given, timeout=bounds.seconds)
        except subprocess.TimeoutExpired as error:
            _end(child.pid)
            _logger.warning("%s was stopped after %d s", command[0], bounds.seconds)
            raise Unfinished(late=True) from error
    if child.returncode:
        _logger.warning("%s ended with %d", command[0], child.returncode)
        raise Unfinished(late=False)
    return printed


def _end(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
