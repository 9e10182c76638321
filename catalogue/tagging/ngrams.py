"""A complement naive Bayes over 1–3 character pieces: hears what no listed word says."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from math import log

_DIGITS = re.compile(r"[0-9]+")


def pieces(text: str) -> tuple[str, ...]:
    """Return the distinct 1–3 character pieces of a text; every number reads as 0."""
    text = _DIGITS.sub("0", text)
    return tuple(
        dict.fromkeys(text[i : i + size] for size in (1, 2, 3) for i in range(len(text) - size + 1))
    )


class NgramModel:
    """How much each piece speaks for each label against all the others, for several questions.

    Every example answers every question, so one look at a piece serves them all: the labels of all
    questions stand in one row, `sizes` long in turn. A piece never seen under a label says the same
    against it as against any such label, so that part cancels and only the pieces seen under a
    label are stored with it.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        examples: Iterable[tuple[Sequence[int], Sequence[str]]],
        smoothing: float,
    ) -> None:
        self._sizes = tuple(sizes)
        starts = [sum(sizes[:question]) for question in range(len(sizes))]
        heard: dict[str, tuple[tuple[int, ...], ...]] = {}
        under = [0] * sum(sizes)
        for answers, known in examples:
            labels = tuple(start + answer for start, answer in zip(starts, answers, strict=True))
            for label in labels:
                under[label] += len(known)
            for piece in known:
                heard[piece] = (*heard.get(piece, ()), labels)
        unseen, whole = smoothing * (len(heard) + 1), sum(under[: sizes[0]])
        self._bias = [log((whole - own + unseen) / (own + unseen)) for own in under]
        # Most pieces were heard once or twice: thousands share one tuple of voices.
        voices = {group: _voices(group, smoothing) for group in set(heard.values())}
        self._voices = {piece: voices[group] for piece, group in heard.items()}

    def scores(self, known: Sequence[str]) -> list[list[float]]:
        """Return, question by question, each label's log-odds per square root of the pieces."""
        voices = [voice for voice in map(self._voices.get, known) if voice is not None]
        scores = [bias * len(voices) for bias in self._bias]
        for voice in voices:
            for label, weight in voice:
                scores[label] += weight
        scale = max(len(voices), 1) ** 0.5
        scaled = iter([score / scale for score in scores])
        return [list(islice(scaled, size)) for size in self._sizes]


def _voices(group: tuple[tuple[int, ...], ...], smoothing: float) -> tuple[tuple[int, float], ...]:
    return tuple(
        (
            label,
            log((count + smoothing) / smoothing)
            + log((len(group) + smoothing) / (len(group) - count + smoothing)),
        )
        for label, count in Counter(chain.from_iterable(group)).items()
    )
