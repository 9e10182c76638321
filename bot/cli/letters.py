"""guancha letter: looks through Word files, tries templates, makes PDFs."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from casework.letters.content import CannotRender
from catalogue.wording import staff_letter_check as words
from office.letters.pdf import NoPdf, to_pdf
from office.letters.reading import Findings, check_letter, check_template
from office.letters.sample import KINDS, sample

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
_FOUND, _UNREADABLE = 1, 2


@click.group()
def letter() -> None:
    """Letters (函) as Word files."""


@letter.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Say where FILE leaves the letter format; exit 1 for findings, 2 for no readable .docx."""
    findings = check_letter(file.read_bytes())
    _say(findings)
    click.echo(words.found(len(findings.sentences)) if findings.sentences else words.LOOKS_RIGHT)
    sys.exit(_FOUND if findings.sentences else 0)


@letter.command(name="check-template")
@click.argument("kind", type=click.Choice([*KINDS, "approval"]))
@click.argument("file", type=_FILE)
def check_template_file(kind: str, file: Path) -> None:
    """Say what FILE lacks as the template of KIND; exit 1 for mistakes, 2 for no readable .docx."""
    findings = check_template(file.read_bytes(), kind)
    _say(findings)
    click.echo(words.template_mistakes(len(findings.sentences)))
    sys.exit(_FOUND if findings.sentences else 0)


@letter.command(name="sample")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("output", type=_NEW)
@click.option("--template", type=_FILE, help="A template to try; else the built-in one.")
def write_sample(kind: str, output: Path, template: Path | None) -> None:
    """Write a made-up letter of KIND to OUTPUT, to see what its template looks like filled."""
    try:
        output.write_bytes(sample(kind, template.read_bytes() if template else None))
    except CannotRender as mistakes:
        _leave("\n".join(mistakes.mistakes))
    except OSError as trouble:
        _leave(words.unwritable(str(output), str(trouble.strerror)))


@letter.command()
@click.argument("file", type=_FILE)
@click.argument("output", type=_NEW)
def pdf(file: Path, output: Path) -> None:
    """Write FILE as PDF to OUTPUT, by LibreOffice; warns of fonts that this machine lacks."""
    try:
        made = to_pdf(file.read_bytes())
        output.write_bytes(made.data)
    except NoPdf as refusal:
        _leave(refusal.sentence)
    except OSError as trouble:
        _leave(words.unwritable(str(output), str(trouble.strerror)))
    if made.warning:
        click.echo(made.warning, err=True)


def _say(findings: Findings) -> None:
    if not findings.readable:
        _leave("\n".join(findings.sentences))
    for sentence in findings.sentences:
        click.echo(sentence)


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(_UNREADABLE)
