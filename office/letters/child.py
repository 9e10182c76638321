"""Works on one Word file in a process of its own: `python -m office.letters.child WHAT [WITH]`.

`letter` and `template KIND` read a file from stdin and say what is wrong with it; `make FOLDER`
puts a letter together from the files of a folder. What is printed is JSON: whether it worked, and
a list of sentences.
"""

import json
import sys
from pathlib import Path

from casework.letters.content import CannotRender, read_content
from office.letters.child_files import CONTENT, KIND, MADE, TEMPLATE
from office.letters.layout.check import findings_of
from office.letters.package import UnreadableLetter, open_letter
from office.letters.renderer import render
from office.letters.template_check import mistakes_of


def main(what: str, *more: str) -> None:
    """Do the work and print [worked, [sentence, …]]."""
    try:
        answer = [True, list(_work(what, *more))]
    except UnreadableLetter as unreadable:
        answer = [False, [unreadable.sentence]]
    except CannotRender as refused:
        answer = [False, list(refused.mistakes)]
    sys.stdout.write(json.dumps(answer))


def _work(what: str, *more: str) -> tuple[str, ...]:
    if what == "make":
        _make(Path(*more))
        return ()
    document = open_letter(sys.stdin.buffer.read())
    return mistakes_of(document, *more) if what == "template" else findings_of(document)


def _make(folder: Path) -> None:
    content = read_content((folder / CONTENT).read_text(encoding="utf-8"))
    named = {picture.sha256 for item in content.items for picture in item.pictures}
    photos = {name: (folder / name).read_bytes() for name in named if (folder / name).is_file()}
    kind = (folder / KIND).read_text(encoding="utf-8")
    made = render(content, photos, (folder / TEMPLATE).read_bytes(), kind)
    (folder / MADE).write_bytes(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
