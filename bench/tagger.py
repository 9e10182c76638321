"""Measure the tagger on labelled notes: accuracy by field, caution, speed, beside word counting.

    python bench/tagger.py [NOTES.jsonl] [--wrong]

Each line of NOTES is {"text", "project", "also", "kind", "county", "urgent"}. --wrong lists the
notes that were tagged otherwise. Word counting is the plain rival: the project of which most
listed words occur, none when there is no word; problem, no county and no danger for every note.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.data_files import DATA, read_files
from catalogue.project_files import ProjectRow, read_project_files
from catalogue.tagging.tagger import Tagger, load_tagger
from catalogue.tagging.tagger_files import TaggerFiles
from catalogue.tagging.tags import Tag
from catalogue.tagging.training import all_examples, train

NOTES = Path(__file__).parents[1] / "tests" / "parts" / "catalogue" / "notes.jsonl"
FOLDS = 8

Note = dict[str, Any]


@dataclass(frozen=True)
class Tagged:
    note: Note
    tag: Tag
    seconds: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("notes", nargs="?", type=Path, default=NOTES)
    arguments.add_argument("--wrong", action="store_true", help="list the notes tagged otherwise")
    asked = arguments.parse_args()
    notes = [json.loads(line) for line in asked.notes.read_text(encoding="utf-8").splitlines()]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    tagger = load_tagger()
    loading = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    tagged = tag_all(notes, tagger)
    print(
        f"{asked.notes.name}: {len(notes)} notes; loaded in {loading:.2f} s, {memory / 1024:.0f} MB"
    )
    report(tagged)
    print(f"  word counting: project {counting_accuracy(notes):.1%}")
    print(f"  median {statistics.median(row.seconds for row in tagged) * 1000:.3f} ms a note")
    print(
        f"own examples, each tagged by a tagger trained on the other {FOLDS - 1} parts of {FOLDS}:"
    )
    report(held_out())
    if asked.wrong:
        list_wrong(tagged)


def tag_all(notes: Iterable[Note], tagger: Tagger) -> list[Tagged]:
    rows = []
    for note in notes:
        start = time.perf_counter()
        tag = tagger.tag(note["text"])
        rows.append(Tagged(note, tag, time.perf_counter() - start))
    return rows


def report(rows: list[Tagged]) -> None:
    for field in ("project", "kind", "county"):
        if field in rows[0].note:
            right = sum(getattr(row.tag, field) == row.note[field] for row in rows)
            print(f"  {field} {right / len(rows):.1%}")
    among = sum(row.note["project"] in dict(row.tag.ranked) for row in rows)
    asked = [row for row in rows if row.tag.ask]
    wrong = sum(row.tag.project != row.note["project"] and not row.tag.ask for row in rows)
    print(f"  project among the three best {among / len(rows):.1%}")
    print(f"  asks {len(asked) / len(rows):.1%}; wrong without asking {wrong / len(rows):.1%}")
    called = [row for row in rows if row.tag.urgent]
    true = sum(row.note["urgent"] for row in called)
    danger = sum(row.note["urgent"] for row in rows)
    print(f"  urgent: {true} of {len(called)} called are right; {true} of {danger} found")
    if "also" in rows[0].note:
        equal = sum(list(row.tag.also) == row.note["also"] for row in rows)
        print(f"  also {equal / len(rows):.1%}")


def counting_accuracy(notes: list[Note]) -> float:
    projects = read_project_files()
    return sum(count_words(note["text"], projects) == note["project"] for note in notes) / len(
        notes
    )


def count_words(text: str, projects: Iterable[ProjectRow]) -> str | None:
    counts = {
        row.code: sum(word in text for word in (*row.words.strong, *row.words.plain))
        for row in projects
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def held_out() -> list[Tagged]:
    files = read_files(DATA, TaggerFiles)
    projects = read_project_files()
    examples = tuple(all_examples(files, projects))
    rows: list[Tagged] = []
    for fold in range(FOLDS):
        others = [example for place, example in enumerate(examples) if place % FOLDS != fold]
        tagger = Tagger(train(files, projects, others))
        notes = [
            {"text": one.text, "project": one.project, "kind": one.kind, "urgent": one.urgent}
            for one in examples[fold::FOLDS]
        ]
        rows += tag_all(notes, tagger)
    return rows


def list_wrong(rows: list[Tagged]) -> None:
    for row in rows:
        wrong = [
            f"{field}: {row.note[field]} → {getattr(row.tag, field)}"
            for field in ("project", "kind", "county", "urgent")
            if getattr(row.tag, field) != row.note[field]
        ]
        if wrong:
            print(f"{row.note['text']}\n    {'; '.join(wrong)} ({row.tag.confidence})")


if __name__ == "__main__":
    main()
