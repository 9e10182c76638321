"""A complement naive Bayes over 1–3 character pieces: hears what no listed word says."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

_DIGITS = re.compile(r"[0-9]+")


def pieces(text: str) -> tuple[str, ...]:
    """Return the distinct 1–3 character pieces of a text; every number reads as 0."""
    text = _DIGITS.sub("0", text)
    return tuple(
        dict.fromkeys(text[i : i + size] for size in (1, 2, 3) for i in range(len(text) - size + 1))
    )


class NgramModel:
    """How much each piece speaks for each label against all the others.

    A piece never seen under a label says the same against it as against any such label, so
    that part cancels and only the pieces seen under a label are stored with it.
    """

    def __init__(
        self, labels: int, examples: Iterable[tuple[int, Sequence[str]]], smoothing: float
    ) -> None:
        counts: list[Counter[str]] = [Counter() for _ in range(labels)]
        for label, known in examples:
            counts[label].update(known)
        total: Counter[str] = sum(counts, Counter())
        unseen = smoothing * (len(total) + 1)
        whole = total.total()
        self._bias = [
            log((whole - count.total() + unseen) / (count.total() + unseen)) for count in counts
        ]
        self._labels = labels
        self._voices = {
            piece: tuple(
                (
                    label,
                    log((count[piece] + smoothing) / smoothing)
                    + log((seen + smoothing) / (seen - count[piece] + smoothing)),
                )
                for label, count in enumerate(counts)
                if count[piece]
            )
            for piece, seen in total.items()
        }

    def scores(self, known: Sequence[str]) -> list[float]:
        """Return each label's log-odds for the pieces, per square root of their number."""
        voices = [self._voices[piece] for piece in known if piece in self._voices]
        scores = [bias * len(voices) for bias in self._bias]
        for voice in voices:
            for label, weight in voice:
                scores[label] += weight
        scale = max(len(voices), 1) ** 0.5
        return [score / scale for score in scores]
