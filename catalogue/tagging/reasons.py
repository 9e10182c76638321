"""Say in a few words why a note was tagged so."""

from catalogue.tagging.classifier import Verdict

_MOST = 2


def words_for(verdict: Verdict, label: int, name: str, likeness: str) -> tuple[str, ...]:
    """Return “word”→name for the loudest words of a label, or that it reads like examples."""
    spoken = sorted(
        (hit for hit in verdict.hits if hit.label == label and hit.weight > 0),
        key=lambda hit: (-hit.weight, hit.start),
    )
    if not spoken:
        return (f"{likeness}→{name}",)
    return tuple(f"“{hit.phrase.strip('。')}”→{name}" for hit in spoken[:_MOST])
