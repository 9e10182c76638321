"""A machine that listens first: the port, and the one over sherpa-onnx with the operator's model.

What it hears is a suggestion for the clerk. It is never sent to anybody unconfirmed.
"""

import importlib.util
import logging
import subprocess
import sys
from pathlib import Path
from typing import Final, Protocol

from catalogue.wording import staff_sound as words
from reminders.speech_models import NoModel, find_model

_logger = logging.getLogger(__name__)

_ENGINE: Final = "sherpa_onnx"
_WITHIN: Final = 120  # seconds, loading the model included
_LONGEST: Final = 2000  # characters


class Transcriber(Protocol):
    """Turns sound into words."""

    def hear(self, sound: Path) -> str:
        """Return what is said in a 16 kHz mono WAV; empty where nothing was understood."""
        ...


class SherpaTranscriber:
    """Hears by sherpa-onnx in a process that ends with its answer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hear(self, sound: Path) -> str:
        """Return what is said; raises RuntimeError where the program fails."""
        command = (sys.executable, "-m", "reminders.sherpa_child", str(self._folder), str(sound))
        done = subprocess.run(  # noqa: S603 - our own module and two paths of ours
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_WITHIN,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"sherpa-onnx ended with {done.returncode}: {done.stderr[-300:]!r}")
        return done.stdout.decode(errors="replace")[:_LONGEST]


def transcriber_trouble(folder: Path, engine: str = _ENGINE) -> str:
    """Return the sentence about why no machine can listen; empty where one can."""
    if importlib.util.find_spec(engine) is None:
        return words.NO_SHERPA
    try:
        find_model(folder)
    except NoModel as trouble:
        return str(trouble)
    return ""


def open_transcriber(folder: Path | None, engine: str = _ENGINE) -> Transcriber | None:
    """Return the configured machine; None where there is none, its trouble in the log."""
    if folder is None:
        return None
    trouble = transcriber_trouble(folder, engine)
    if trouble:
        _logger.error(trouble)
        return None
    return SherpaTranscriber(folder)
