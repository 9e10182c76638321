"""A link as a QR code inside the page."""

from typing import Final

import segno
from markupsafe import Markup

_DOT: Final = 5  # pixels


def qr_of(link: str) -> Markup:
    """Return the code as SVG."""
    picture = segno.make(link, error="m", micro=False)
    return Markup(picture.svg_inline(scale=_DOT, border=2, svgclass="qr"))  # noqa: S704  # ours
