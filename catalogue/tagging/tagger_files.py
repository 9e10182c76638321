"""The shapes of the tagger's own data files."""

from pydantic import Field

from catalogue.data_files import Row
from catalogue.project_files import ExampleGroup, TogetherRow, WordsRow
from catalogue.tagging.misheard import SoundsFile
from catalogue.tagging.normalise import SpellingFile


class LabelRow(Row):
    """Words of one label; `label` is what a clerk reads."""

    label: str = ""
    words: WordsRow
    together: list[TogetherRow] = Field(default_factory=list)


class KindsFile(Row):
    """kinds.toml, in the order of tags.KINDS."""

    info: LabelRow
    problem: LabelRow
    suggestion: LabelRow
    praise: LabelRow
    question: LabelRow
    chat: LabelRow


class UrgencyFile(Row):
    """urgency.toml."""

    urgent: LabelRow
    calm: LabelRow


class OffCatalogueFile(Row):
    """off_catalogue.toml: what belongs to no project."""

    words: WordsRow
    together: list[TogetherRow] = Field(default_factory=list)
    examples: dict[ExampleGroup, list[str]] = Field(default_factory=dict)


class StrengthsRow(Row):
    """Log-odds of one word of each strength."""

    strong: float
    plain: float
    weak: float


class NgramsRow(Row):
    """Settings of the n-gram model."""

    smoothing: float


class BlendRow(Row):
    """Settings of one classifier."""

    ngrams: float
    sharpness: float


class UrgencyRow(BlendRow):
    """Settings of the urgency classifier."""

    above: float
    above_in_passing: float


class DecisionRow(Row):
    """When to ask and when to name a further project."""

    ask_below: float
    also_words: float
    also_share: float


class LabelsRow(Row):
    """Words of the reasons a clerk reads."""

    null: str
    urgent: str
    likeness: str


class TaggerFile(Row):
    """tagger.toml."""

    text_limit: int
    strengths: StrengthsRow
    ngrams: NgramsRow
    project: BlendRow
    kind: BlendRow
    urgency: UrgencyRow
    decision: DecisionRow
    labels: LabelsRow


class TaggerFiles(Row):
    """Everything the tagger reads beside the projects: one field per file of that name."""

    tagger: TaggerFile
    kinds: KindsFile
    urgency: UrgencyFile
    off_catalogue: OffCatalogueFile
    normalisation: SpellingFile
    sounds: SoundsFile
