"""A letter of each kind with made-up content: what a template looks like when it is filled."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image

from casework.letters.content import Item, LetterContent, Picture, Term, Visit
from catalogue.wording import letter_sample as words
from office.letters.fields import APPROVAL
from office.letters.files import BUILT_IN
from office.letters.renderer import render

KINDS: Final = tuple(words.TITLES)
_DAY: Final = date(2023, 7, 14)
_GREY: Final = (150, 160, 170)
_FEW: Final = 1
_SLIP_OF: Final = "jiaoban"


def sample(kind: str, template: bytes | None = None) -> bytes:
    """Return a filled letter of a kind, or a filled 呈批单 for "approval".

    Raises CannotRender for a template that does not fit.
    """
    photo = _photo()
    own = template or (BUILT_IN / kind / "letter.docx").read_bytes()
    name = sha256(photo).hexdigest()
    content = _content(_SLIP_OF if kind == APPROVAL else kind, name)
    return render(content, {name: photo}, own, kind)


def _content(kind: str, photo: str) -> LetterContent:
    pictures = (Picture(photo, words.CAPTION),) * 2
    items = tuple(
        Item(problem, place, words.SEEN, project, asked, pictures)
        for problem, place, project, asked in words.PROBLEMS
    )
    return LetterContent(
        kind=kind,
        region=words.REGION,
        issuer=words.ISSUER,
        title=words.TITLES[kind],
        unit=words.UNIT,
        copies=words.COPIES,
        ground=words.GROUND,
        opening=words.OPENING,
        items=items if kind == "jiaoban" else items[:_FEW],
        requirement=words.REQUIREMENT,
        term=Term(days=5),
        answer_form=words.ANSWER,
        feedback_form=True,
        signer_role=words.ROLE,
        signer_name=words.SIGNER,
        seal=words.SEAL,
        contact=words.CONTACT,
        visit=Visit(*words.VISIT) if kind == "onsite" else None,
        number=words.NUMBER,
        dated=_DAY,
    )


def _photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (800, 600), _GREY).save(out, format="JPEG")
    return out.getvalue()
