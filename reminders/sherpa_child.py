"""Hears one sound file: `python -m reminders.sherpa_child FOLDER FILE.wav` prints what was said.

A process of its own, because a model fills hundreds of megabytes and the worker must stay small.
"""

import array
import sys
import wave
from pathlib import Path
from typing import Any

import sherpa_onnx

from reminders.speech_models import SpeechModel, find_model

_LOUDEST = 32768.0


def main(folder: str, sound: str) -> None:
    """Print the words in UTF-8."""
    recognizer = _recognizer(find_model(Path(folder)))
    rate, samples = _samples(Path(sound))
    stream = recognizer.create_stream()
    stream.accept_waveform(rate, samples)
    recognizer.decode_stream(stream)
    sys.stdout.buffer.write(stream.result.text.strip().encode())


def _recognizer(model: SpeechModel) -> Any:
    common = {"tokens": str(model.tokens), "num_threads": 1}
    files = [str(file) for file in model.files]
    match model.family:
        case "sense_voice":
            return sherpa_onnx.OfflineRecognizer.from_sense_voice(
                model=files[0], language="zh", use_itn=True, **common
            )
        case "paraformer":
            return sherpa_onnx.OfflineRecognizer.from_paraformer(paraformer=files[0], **common)
        case "transducer":
            encoder, decoder, joiner = files
            return sherpa_onnx.OfflineRecognizer.from_transducer(
                encoder=encoder, decoder=decoder, joiner=joiner, **common
            )


def _samples(sound: Path) -> tuple[int, list[float]]:
    """Return the rate and the samples of 16-bit mono sound, from -1 to 1."""
    with wave.open(str(sound)) as file:
        rate, frames = file.getframerate(), file.readframes(file.getnframes())
    samples = array.array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return rate, [sample / _LOUDEST for sample in samples]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
