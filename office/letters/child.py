"""Works on one Word file in a process of its own: `python -m office.letters.child WHAT [WITH]`.

`letter` and `template KIND` read a file from stdin and say what is wrong with it; `make FOLDER`
puts a letter together from the files of a folder; `sample FOLDER` and `sample-pdf FOLDER` fill the
template of a folder with a made-up letter, and say what is wrong with its layout. What is printed
is JSON: whether it worked, and a list of sentences.
"""

import json
import sys
from pathlib import Path

from docx.document import Document

from casework.letters.content import CannotRender, read_content
from office.letters.child_files import CONTENT, KIND, MADE, MADE_PDF, TEMPLATE
from office.letters.fields import APPROVAL
from office.letters.layout.check import findings_of
from office.letters.package import UnreadableLetter, open_letter
from office.letters.pdf import NoPdf, to_pdf
from office.letters.renderer import render
from office.letters.sample import sample
from office.letters.template_check import mistakes_of


def main(what: str, *more: str) -> None:
    """Do the work and print [worked, [sentence, …]]."""
    try:
        answer = [True, list(_work(what, *more))]
    except UnreadableLetter as unreadable:
        answer = [False, [unreadable.sentence]]
    except CannotRender as refused:
        answer = [False, list(refused.mistakes)]
    except NoPdf as refusal:
        answer = [False, [refusal.sentence]]
    sys.stdout.write(json.dumps(answer))


def _work(what: str, *more: str) -> tuple[str, ...]:
    match what:
        case "make":
            return _make(Path(*more))
        case "sample":
            return _sample(Path(*more))
        case "sample-pdf":
            return _sample_pdf(Path(*more))
        case "template":
            return mistakes_of(_given(), *more)
        case _:
            return findings_of(_given())


def _given() -> Document:
    return open_letter(sys.stdin.buffer.read())


def _make(folder: Path) -> tuple[str, ...]:
    content = read_content((folder / CONTENT).read_text(encoding="utf-8"))
    named = {picture.sha256 for item in content.items for picture in item.pictures}
    photos = {name: (folder / name).read_bytes() for name in named if (folder / name).is_file()}
    kind = (folder / KIND).read_text(encoding="utf-8")
    made = render(content, photos, (folder / TEMPLATE).read_bytes(), kind)
    (folder / MADE).write_bytes(made)
    return ()


def _sample(folder: Path) -> tuple[str, ...]:
    kind = (folder / KIND).read_text(encoding="utf-8")
    made = sample(kind, (folder / TEMPLATE).read_bytes())
    (folder / MADE).write_bytes(made)
    return () if kind == APPROVAL else findings_of(open_letter(made))


def _sample_pdf(folder: Path) -> tuple[str, ...]:
    _sample(folder)
    (folder / MADE_PDF).write_bytes(to_pdf((folder / MADE).read_bytes()).data)
    return ()


if __name__ == "__main__":
    main(*sys.argv[1:])
