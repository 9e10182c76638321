"""Choose a label by listed words and by likeness to examples together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from catalogue.tagging.lexicon import Hit, Lexicon


@dataclass(frozen=True, slots=True)
class Blend:
    """How the two parts are weighed, fitted on the catalogue's own examples held out in turn."""

    ngrams: float
    sharpness: float


class Verdict(NamedTuple):
    """Probabilities by label index, and the words that were found."""

    probabilities: tuple[float, ...]
    words: tuple[float, ...]
    hits: tuple[Hit, ...]

    @property
    def best(self) -> int:
        """Return the likeliest label's index."""
        return max(range(len(self.probabilities)), key=self.probabilities.__getitem__)


class Classifier:
    """One question about a text: which project, which kind, urgent or not."""

    def __init__(self, lexicon: Lexicon, blend: Blend, labels: int) -> None:
        self._lexicon = lexicon
        self._blend = blend
        self._labels = labels

    def judge(self, text: str, likeness: Sequence[float]) -> Verdict:
        """Return the probabilities of all labels for a normalised text like these examples."""
        hits = self._lexicon.find(text)
        words = [0.0] * self._labels
        for hit in hits:
            words[hit.label] += hit.weight
        scores = [
            self._blend.sharpness * (word + self._blend.ngrams * like)
            for word, like in zip(words, likeness, strict=True)
        ]
        return Verdict(softmax(scores), tuple(words), tuple(hits))


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Return the probabilities of log-odds."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return tuple(power / total for power in powers)
