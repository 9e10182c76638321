"""What can be wrong with the settings, gathered so that all of it is said at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """One thing to correct in the settings.

    `key` is dotted, as in "channels.official.token", and empty where the file as a whole is meant.
    `problem` is one plain Chinese sentence and never repeats the value, which may be a secret.
    `example` is a line as it could stand in the file, or what else to do; it may be empty.
    """

    key: str
    problem: str
    example: str


class ConfigError(Exception):
    """The settings cannot be used. Holds every mistake found in the file at `path`."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        keys = ", ".join(mistake.key or "the file" for mistake in mistakes)
        super().__init__(f"{path}: {len(mistakes)} mistakes in the settings ({keys})")
        self.path = path
        self.mistakes = tuple(mistakes)
