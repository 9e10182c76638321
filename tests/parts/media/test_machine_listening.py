"""A machine may listen first: its words are a suggestion, and a wrong folder is one sentence."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reminders.speech_models import NoModel, find_model
from reminders.suggest import SuggestWords
from reminders.transcriber import open_transcriber, transcriber_trouble
from storage.tables.media import follow_ups, transcripts
from tests.parts.media.recordings import AMR, needs_ffmpeg
from tests.parts.media.store_room import StoreRoom

INSTALLED = "pytest"  # in the place of sherpa_onnx


@dataclass
class Listener:
    """Hears what it is told to."""

    words: str = "黑田铺镇的路烂了"
    heard: list[bytes] = field(default_factory=list)

    def hear(self, sound: Path) -> str:
        self.heard.append(sound.read_bytes()[:4])
        return self.words


def listen(room: StoreRoom, listener: Listener) -> int:
    return room.follow(SuggestWords(room.database, room.store, listener, room.clock))


@needs_ffmpeg
def test_what_a_machine_hears_is_a_suggestion_and_sent_to_nobody(room: StoreRoom) -> None:
    room.keep("voice", AMR)
    room.make_playable()
    listener = Listener()
    assert listen(room, listener) == 1
    [voice] = room.rows(transcripts)
    assert (voice.state, voice.text, voice.suggestion) == ("waiting", "", listener.words)
    assert listener.heard == [b"RIFF"]
    assert room.messages() == []
    assert [row.state for row in room.rows(follow_ups)] == ["done"]


@needs_ffmpeg
def test_a_voice_that_a_clerk_has_typed_up_is_not_heard_by_the_machine(room: StoreRoom) -> None:
    room.keep("voice", AMR)
    room.make_playable()
    with room.write() as connection:
        connection.execute(transcripts.update().values(state="typed"))
    listener = Listener()
    listen(room, listener)
    assert listener.heard == []


def model(folder: Path, *names: str, tokens: str = "<blank> 0\n") -> Path:
    for name in names:
        (folder / name).touch()
    (folder / "tokens.txt").write_text(tokens, encoding="utf-8")
    return folder


def test_the_usual_models_are_told_apart_by_their_files(tmp_path: Path) -> None:
    for name in ("sense", "para", "zip"):
        (tmp_path / name).mkdir()
    sense = find_model(model(tmp_path / "sense", "model.onnx", tokens="<unk> 0\n<|zh|> 1\n"))
    para = find_model(model(tmp_path / "para", "model.onnx", "model.int8.onnx"))
    zipformer = find_model(
        model(tmp_path / "zip", "encoder-epoch-34.onnx", "decoder.onnx", "joiner.int8.onnx")
    )
    assert [found.family for found in (sense, para, zipformer)] == [
        "sense_voice",
        "paraformer",
        "transducer",
    ]
    assert [file.name for file in para.files] == ["model.int8.onnx"]
    assert [file.name[:7] for file in zipformer.files] == ["encoder", "decoder", "joiner."]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "没有模型文件"),
        (("encoder-chunk-16.onnx", "decoder.onnx", "joiner.onnx"), "边说边听"),
        (("encoder.onnx", "decoder.onnx"), "边说边听"),
    ],
)
def test_a_folder_that_holds_no_usable_model_is_named(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(NoModel, match=said):
        find_model(model(tmp_path, *names))


def test_a_folder_that_is_missing_or_something_else_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="不存在"):
        find_model(tmp_path / "nowhere")
    with pytest.raises(NoModel, match=r"没有 tokens\.txt"):
        find_model(tmp_path)


def test_without_a_configured_model_no_machine_listens() -> None:
    assert open_transcriber(None) is None


def test_without_sherpa_the_service_starts_and_says_what_to_install(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert open_transcriber(model(tmp_path, "model.onnx"), engine="never_installed") is None
    assert 'pip install "guancha[voice]"' in caplog.text


def test_with_an_engine_only_the_folder_can_be_in_the_way(tmp_path: Path) -> None:
    assert transcriber_trouble(model(tmp_path, "model.onnx"), INSTALLED) == ""
    assert "不存在" in transcriber_trouble(tmp_path / "nowhere", INSTALLED)
