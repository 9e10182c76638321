"""What the tagger understood of a note."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["info", "problem", "suggestion", "praise", "question", "chat"]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Tag:
    """One note's labels.

    `project` is a project code, or None for a matter outside the catalogue and for chat.
    `county` and `township` are full official names. `confidence` and the second members of
    `ranked` (the three best projects) are calibrated probabilities in 0..1. `ask` means that
    the observer had better be asked which project it is. `reasons` are short Chinese phrases
    for the clerk, naming the words that decided.
    """

    project: str | None
    also: tuple[str, ...]
    kind: Kind
    county: str | None
    township: str | None
    urgent: bool
    confidence: float
    ask: bool
    ranked: tuple[tuple[str | None, float], ...]
    reasons: tuple[str, ...]
