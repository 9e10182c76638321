"""Make the tagger's three classifiers from the catalogue's words and examples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.geography.places import load_gazetteer
from catalogue.project_files import ExampleGroup, ProjectRow
from catalogue.tagging.classifier import Blend, Classifier
from catalogue.tagging.lexicon import Entry, Lexicon, Strengths
from catalogue.tagging.ngrams import NgramModel, pieces
from catalogue.tagging.normalise import Spelling, plain
from catalogue.tagging.tagger_files import BlendRow, LabelRow, TaggerFile, TaggerFiles
from catalogue.tagging.tags import KINDS, Kind

URGENT, CALM = 0, 1


@dataclass(frozen=True, slots=True)
class Example:
    """An invented note with its labels; `project` None is off the catalogue."""

    text: str
    project: str | None
    kind: Kind
    urgent: bool


@dataclass(frozen=True, slots=True)
class TrainedTagger:
    """Three classifiers, the examples' pieces they share, and what their label indexes mean."""

    settings: TaggerFile
    spelling: Spelling
    codes: tuple[str | None, ...]
    project_names: tuple[str, ...]
    kind_names: tuple[str, ...]
    ngrams: NgramModel
    project: Classifier
    kind: Classifier
    urgency: Classifier


def train(
    files: TaggerFiles, projects: Sequence[ProjectRow], examples: Sequence[Example]
) -> TrainedTagger:
    """Build the classifiers; the last project label is None, off the catalogue."""
    codes: tuple[str | None, ...] = (*(row.code for row in projects), None)
    spelling = _spelling(files, projects)
    kinds: list[LabelRow] = [getattr(files.kinds, kind) for kind in KINDS]
    urgency = [files.urgency.urgent, files.urgency.calm]
    builder = _Builder(files.tagger, spelling)
    return TrainedTagger(
        settings=files.tagger,
        spelling=spelling,
        codes=codes,
        project_names=(*(row.short for row in projects), files.tagger.labels.null),
        kind_names=tuple(row.label for row in kinds),
        ngrams=builder.ngrams((len(codes), len(kinds), len(urgency)), codes, examples),
        project=builder.classifier([*projects, files.off_catalogue], files.tagger.project),
        kind=builder.classifier(kinds, files.tagger.kind),
        urgency=builder.classifier(urgency, files.tagger.urgency),
    )


def all_examples(files: TaggerFiles, projects: Iterable[ProjectRow]) -> Iterator[Example]:
    """Yield every example sentence of the data, project by project, then those off it."""
    for row in projects:
        yield from _examples(row.code, row.examples)
    yield from _examples(None, files.off_catalogue.examples)


def _spelling(files: TaggerFiles, projects: Iterable[ProjectRow]) -> Spelling:
    terms = [word for row in projects for word in row.words.strong]
    return Spelling.of(files.normalisation, files.sounds, terms)


def _examples(
    project: str | None, groups: Mapping[ExampleGroup, Sequence[str]]
) -> Iterator[Example]:
    for group, texts in groups.items():
        kind: Kind = "problem" if group == "urgent" else group
        for text in texts:
            yield Example(text, project, kind, group == "urgent")


class _Builder:
    """Builds what listens: to the data's words, and to likeness with its examples."""

    def __init__(self, settings: TaggerFile, spelling: Spelling) -> None:
        row = settings.strengths
        self._strengths = Strengths(row.strong, row.plain, row.weak)
        self._smoothing = settings.ngrams.smoothing
        self._spelling = spelling

    def ngrams(
        self, sizes: Sequence[int], codes: Sequence[str | None], examples: Iterable[Example]
    ) -> NgramModel:
        answered = ((_answers(example, codes), self._pieces(example)) for example in examples)
        return NgramModel(sizes, answered, self._smoothing)

    def classifier(self, entries: Sequence[Entry], blend: BlendRow) -> Classifier:
        lexicon = Lexicon(entries, self._strengths, self._spelling.standardise)
        return Classifier(lexicon, Blend(blend.ngrams, blend.sharpness), len(entries))

    def _pieces(self, example: Example) -> tuple[str, ...]:
        return pieces(self._spelling.sentence(load_gazetteer().hide(plain(example.text))))


def _answers(example: Example, codes: Sequence[str | None]) -> tuple[int, int, int]:
    urgency = URGENT if example.urgent else CALM
    return codes.index(example.project), KINDS.index(example.kind), urgency
