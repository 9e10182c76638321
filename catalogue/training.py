"""Make the tagger's three classifiers from the catalogue's words and examples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.classifier import Blend, Classifier
from catalogue.lexicon import Entry, Lexicon, Strengths
from catalogue.ngrams import NgramModel, pieces
from catalogue.normalise import Spelling, plain
from catalogue.places import load_gazetteer
from catalogue.project_files import ExampleGroup, ProjectRow
from catalogue.tagger_files import BlendRow, LabelRow, TaggerFile, TaggerFiles
from catalogue.tags import KINDS, Kind

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
    """Three classifiers and what their label indexes mean."""

    settings: TaggerFile
    spelling: Spelling
    codes: tuple[str | None, ...]
    project_names: tuple[str, ...]
    kind_names: tuple[str, ...]
    project: Classifier
    kind: Classifier
    urgency: Classifier


def train(
    files: TaggerFiles, projects: Sequence[ProjectRow], examples: Sequence[Example]
) -> TrainedTagger:
    """Build the classifiers; the last project label is None, off the catalogue."""
    codes: tuple[str | None, ...] = (*(row.code for row in projects), None)
    spelling = _spelling(files, projects)
    builder = _Builder(files.tagger, spelling, [example.text for example in examples])
    kinds: list[LabelRow] = [getattr(files.kinds, kind) for kind in KINDS]
    return TrainedTagger(
        settings=files.tagger,
        spelling=spelling,
        codes=codes,
        project_names=(*(row.short for row in projects), files.tagger.labels.null),
        kind_names=tuple(row.label for row in kinds),
        project=builder.classifier(
            [*projects, files.off_catalogue],
            [codes.index(example.project) for example in examples],
            files.tagger.project,
        ),
        kind=builder.classifier(
            kinds,
            [KINDS.index(example.kind) for example in examples],
            files.tagger.kind,
        ),
        urgency=builder.classifier(
            [files.urgency.urgent, files.urgency.calm],
            [URGENT if example.urgent else CALM for example in examples],
            files.tagger.urgency,
        ),
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
    """Builds classifiers over the same sentences."""

    def __init__(self, settings: TaggerFile, spelling: Spelling, texts: Iterable[str]) -> None:
        row = settings.strengths
        self._strengths = Strengths(row.strong, row.plain, row.weak)
        self._smoothing = settings.ngrams.smoothing
        self._spelling = spelling
        places = load_gazetteer()
        self._pieces = [pieces(spelling.sentence(places.hide(plain(text)))) for text in texts]

    def classifier(
        self, entries: Sequence[Entry], labels: Sequence[int], blend: BlendRow
    ) -> Classifier:
        return Classifier(
            Lexicon(entries, self._strengths, self._spelling.standardise),
            NgramModel(len(entries), zip(labels, self._pieces, strict=True), self._smoothing),
            Blend(blend.ngrams, blend.sharpness),
            len(entries),
        )
