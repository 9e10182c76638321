"""What the files are called of which `office.letters.child` puts a letter together.

Photos lie beside them, each under its sha256.
"""

from typing import Final

CONTENT: Final = "content.json"
KIND: Final = "kind"
TEMPLATE: Final = "template.docx"
MADE: Final = "letter.docx"
MADE_PDF: Final = "letter.pdf"
