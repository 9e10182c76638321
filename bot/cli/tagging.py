"""guancha tag: what the tagger makes of notes, as JSON lines."""

import sys
from io import TextIOWrapper

import click

from catalogue.tagging.tag_lines import tag_lines
from catalogue.tagging.tagger import load_tagger


@click.command()
def tag() -> None:
    """Read JSON lines {"id", "text"} on stdin, write their tags as JSON lines."""
    notes = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for line in tag_lines(notes, load_tagger()):
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
