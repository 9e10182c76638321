"""What kind of speech model lies in a folder, by the names of its files in sherpa-onnx's releases.

SenseVoice and Paraformer: `model.onnx` or `model.int8.onnx` and `tokens.txt`, told apart by the
language marks among SenseVoice's tokens. Zipformer: an encoder, a decoder and a joiner. Models that
listen while somebody still speaks (streaming) are other ones and are refused.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from catalogue.wording import staff_sound as words

Family = Literal["sense_voice", "paraformer", "transducer"]
_SENSE_VOICE_MARK: Final = "<|zh|>"
_TRANSDUCER: Final = ("encoder", "decoder", "joiner")


class NoModel(Exception):
    """There is no usable model; the text is the sentence for the administrator."""


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A model's files: one of the model, or encoder, decoder and joiner."""

    family: Family
    tokens: Path
    files: tuple[Path, ...]


def find_model(folder: Path) -> SpeechModel:
    """Look into the folder. Raises NoModel with one clear sentence."""
    if not folder.is_dir():
        raise NoModel(words.no_model_folder(str(folder)))
    tokens = folder / "tokens.txt"
    if not tokens.is_file():
        raise NoModel(words.no_model_tokens(str(folder)))
    parts = tuple(_smallest(folder, name) for name in _TRANSDUCER)
    encoder, decoder, joiner = parts
    if encoder and decoder and joiner:
        if "chunk" in encoder.name:
            raise NoModel(words.streaming_model(str(folder)))
        return SpeechModel("transducer", tokens, (encoder, decoder, joiner))
    if encoder and decoder:  # a streaming Paraformer has no joiner
        raise NoModel(words.streaming_model(str(folder)))
    model = _smallest(folder, "model")
    if model is None:
        raise NoModel(words.no_model_files(str(folder)))
    is_sense_voice = _SENSE_VOICE_MARK in tokens.read_text(encoding="utf-8", errors="replace")
    return SpeechModel("sense_voice" if is_sense_voice else "paraformer", tokens, (model,))


def _smallest(folder: Path, name: str) -> Path | None:
    """Return the file of this name; the one with 8-bit weights where both are there."""
    found = sorted(folder.glob(f"{name}*.onnx"), key=lambda path: ("int8" not in path.name, path))
    return found[0] if found else None
