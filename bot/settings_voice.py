"""Settings around voice: when somebody sits at the desk, and the machine that may listen first."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from bot import config_wording as wording
from bot.settings_rules import Section, decode_folder
from catalogue.working_days import Span, read_span


def office_spans(hours: tuple[str, ...]) -> tuple[Span, ...]:
    """Return checked office hours as spans of a day."""
    return tuple(read_span(text) for text in hours)


def _hours(hours: tuple[str, ...]) -> tuple[str, ...]:
    try:
        spans = office_spans(hours)
    except ValueError:
        raise ValueError(wording.OFFICE_HOURS) from None
    later = spans[1:]
    if any(one.end > other.start for one, other in zip(spans, later, strict=False)):
        raise ValueError(wording.OFFICE_HOURS)
    return hours


def _model_folder(folder: str, info: ValidationInfo) -> str:
    return str(decode_folder(folder, info)) if folder else ""


OfficeHours = Annotated[tuple[str, ...], AfterValidator(_hours)]
ModelFolder = Annotated[str, AfterValidator(_model_folder)]


class VoiceSettings(Section):
    """A machine that listens to voice before a clerk does; the clerk always has the last word."""

    model: ModelFolder = Field(
        default="",
        description="The folder of a sherpa-onnx speech model; empty means clerks type without"
        " a suggestion.",
        examples=["models/sense-voice"],
    )

    @property
    def model_folder(self) -> Path | None:
        """The model's folder; None where no machine listens."""
        return Path(self.model) if self.model else None
