"""Tag an observer's note: project, kind, place, urgency, and because of which words."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.data_files import DATA, read_files
from catalogue.geography.places import Place, load_gazetteer, resolve_place
from catalogue.project_files import read_project_files
from catalogue.tagging.classifier import Verdict
from catalogue.tagging.ngrams import pieces
from catalogue.tagging.normalise import plain
from catalogue.tagging.reasons import words_for
from catalogue.tagging.tagger_files import TaggerFiles
from catalogue.tagging.tags import KINDS, Kind, Tag
from catalogue.tagging.training import URGENT, TrainedTagger, all_examples, train

_RANKS = 3
_CHAT = KINDS.index("chat")
_IN_PASSING: frozenset[Kind] = frozenset({"info", "praise"})


@dataclass(frozen=True, slots=True)
class _Judged:
    project: Verdict
    kind: Verdict
    urgency: Verdict


class Tagger:
    """Understands notes by the catalogue's words and examples; keeps no state between notes."""

    def __init__(self, trained: TrainedTagger) -> None:
        self._trained = trained
        self._off = len(trained.codes) - 1

    def tag(self, text: str, place: Place | None = None) -> Tag:
        """Return the note's labels; any text is accepted, of a long one the beginning is read.

        `place` is the location sent with the note: its label and point say where when the
        text does not.
        """
        readable = plain(text[: self._trained.settings.text_limit])
        where = resolve_place(readable, place)
        sentence = self._trained.spelling.sentence(load_gazetteer().hide(readable))
        judged = self._judge(sentence)
        kind, urgent = self._kind_and_urgency(judged) if sentence else ("chat", False)
        shares = self._shares(judged, kind)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Tag(
            project=self._trained.codes[best],
            also=self._also(judged.project, best),
            kind=kind,
            county=where.county,
            township=where.township,
            urgent=urgent,
            confidence=round(shares[best], 4),
            ask=kind != "chat" and shares[best] < self._trained.settings.decision.ask_below,
            ranked=self._ranked(shares),
            reasons=(*self._reasons(judged, best, kind, urgent=urgent), *where.reasons),
        )

    def _judge(self, sentence: str) -> _Judged:
        trained = self._trained
        project, kind, urgency = trained.ngrams.scores(pieces(sentence))
        return _Judged(
            trained.project.judge(sentence, project),
            trained.kind.judge(sentence, kind),
            trained.urgency.judge(sentence, urgency),
        )

    def _kind_and_urgency(self, judged: _Judged) -> tuple[Kind, bool]:
        """Return both; a danger told in passing is a problem all the same."""
        kind = self._kind(judged)
        urgent = self._is_urgent(judged, kind)
        return ("problem" if urgent and kind in _IN_PASSING else kind), urgent

    def _kind(self, judged: _Judged) -> Kind:
        """Return the likeliest kind; talk that names a project is no chat."""
        verdict = judged.kind
        best = verdict.best
        if best == _CHAT and self._names_project(judged.project):
            best = max(set(range(len(KINDS))) - {_CHAT}, key=verdict.probabilities.__getitem__)
        return KINDS[best]

    def _names_project(self, verdict: Verdict) -> bool:
        enough = self._trained.settings.decision.also_words
        return verdict.best != self._off and verdict.words[verdict.best] >= enough

    def _shares(self, judged: _Judged, kind: Kind) -> tuple[float, ...]:
        """Return the projects' probabilities; chat is as surely no project as it is chat."""
        shares = judged.project.probabilities
        if kind != "chat":
            return shares
        chat = max(judged.kind.probabilities[_CHAT], shares[self._off], 0.5)
        rest = (1 - chat) / max(1 - shares[self._off], 1e-9)
        return (*(share * rest for share in shares[:-1]), chat)

    def _also(self, verdict: Verdict, best: int) -> tuple[str, ...]:
        decision = self._trained.settings.decision
        enough = max(decision.also_words, decision.also_share * verdict.words[best])
        further = [
            (words, code)
            for label, (words, code) in enumerate(
                zip(verdict.words, self._trained.codes, strict=True)
            )
            if words >= enough and label != best and code is not None
        ]
        if best == self._off:
            return ()
        return tuple(code for _, code in sorted(further, reverse=True))

    def _is_urgent(self, judged: _Judged, kind: Kind) -> bool:
        settings = self._trained.settings.urgency
        enough = settings.above_in_passing if kind in _IN_PASSING else settings.above
        return kind != "chat" and judged.urgency.probabilities[URGENT] >= enough

    def _ranked(self, shares: tuple[float, ...]) -> tuple[tuple[str | None, float], ...]:
        order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
        return tuple(
            (self._trained.codes[label], round(shares[label], 4)) for label in order[:_RANKS]
        )

    def _reasons(self, judged: _Judged, best: int, kind: Kind, *, urgent: bool) -> tuple[str, ...]:
        trained, labels = self._trained, self._trained.settings.labels
        kind_label = KINDS.index(kind)
        return (
            *words_for(judged.project, best, trained.project_names[best], labels.likeness),
            *words_for(judged.kind, kind_label, trained.kind_names[kind_label], labels.likeness),
            *(words_for(judged.urgency, URGENT, labels.urgent, labels.likeness) if urgent else ()),
        )


@cache
def load_tagger(folder: Path = DATA) -> Tagger:
    """Read the data and train once; raise CatalogueError with every mistake."""
    files = read_files(folder, TaggerFiles)
    projects = read_project_files(folder / "projects")
    return Tagger(train(files, projects, tuple(all_examples(files, projects))))
