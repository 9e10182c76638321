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
        heard: dict[str, tuple[int, ...]] = {}
        under = [0] * labels
        for label, known in examples:
            under[label] += len(known)
            for piece in known:
                heard[piece] = (*heard.get(piece, ()), label)
        unseen, whole = smoothing * (len(heard) + 1), sum(under)
        self._bias = [log((whole - own + unseen) / (own + unseen)) for own in under]
        # Most pieces were heard once or twice: thousands share one tuple of voices.
        voices = {group: _voices(group, smoothing) for group in set(heard.values())}
        self._voices = {piece: voices[group] for piece, group in heard.items()}

    def scores(self, known: Sequence[str]) -> list[float]:
        """Return each label's log-odds for the pieces, per square root of their number."""
        voices = [voice for voice in map(self._voices.get, known) if voice is not None]
        scores = [bias * len(voices) for bias in self._bias]
        for voice in voices:
            for label, weight in voice:
                scores[label] += weight
        scale = max(len(voices), 1) ** 0.5
        return [score / scale for score in scores]


def _voices(group: tuple[int, ...], smoothing: float) -> tuple[tuple[int, float], ...]:
    return tuple(
        (
            label,
            log((count + smoothing) / smoothing)
            + log((len(group) + smoothing) / (len(group) - count + smoothing)),
        )
        for label, count in Counter(group).items()
    )
