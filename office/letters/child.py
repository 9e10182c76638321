"""Reads one Word file in a process of its own: `python -m office.letters.child WHAT [KIND]`.

The file comes on stdin. What leaves is JSON: whether it could be read, and a list of sentences.
"""

import json
import sys

from office.letters.layout.check import findings_of
from office.letters.package import UnreadableLetter, open_letter
from office.letters.template_check import mistakes_of


def main(what: str, *kind: str) -> None:
    """Print [readable, [sentence, …]] of a "letter" or of a "template" for a kind."""
    try:
        document = open_letter(sys.stdin.buffer.read())
        found = mistakes_of(document, *kind) if what == "template" else findings_of(document)
        answer = [True, list(found)]
    except UnreadableLetter as unreadable:
        answer = [False, [unreadable.sentence]]
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
