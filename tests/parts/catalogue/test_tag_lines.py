"""Notes as JSON lines, tagged one by one."""

import json

import pytest

from catalogue.tagging.tag_lines import tag_lines
from catalogue.tagging.tagger import load_tagger


def answers(*lines):
    return [json.loads(line) for line in tag_lines(lines, load_tagger())]


def test_a_note_gets_every_field_in_readable_chinese():
    (line,) = tag_lines(['{"id": "n1", "text": "隆回县的敬老院真好"}'], load_tagger())
    answer = json.loads(line)

    assert list(answer) == [
        "id", "project", "also", "kind", "county", "township", "urgent", "confidence", "ask",
        "ranked", "reasons",
    ]  # fmt: skip
    assert answer["id"] == "n1"
    assert answer["project"] == "elder-relief"
    assert "隆回县" in line
    assert len(answer["ranked"]) == 3


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "not an object"),
        ('{"text": "路"}', '"id" is missing'),
        ('{"id": 1}', '"text" must hold a string'),
        ('{"id": 1, "text": 5}', '"text" must hold a string'),
    ],
)
def test_a_malformed_line_gets_one_sentence_and_the_rest_goes_on(line, error):
    broken, whole = answers(line, '{"id": 2, "text": "你好"}')

    assert error in broken["error"]
    assert broken["line"] == 1
    assert (whole["id"], whole["kind"]) == (2, "chat")


def test_blank_lines_are_passed_over():
    assert answers("", "  \n") == []
