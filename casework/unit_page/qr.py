"""A link as a QR code inside the page."""

import segno
from markupsafe import Markup


def qr_of(link: str) -> Markup:
    """Return the code as SVG."""
    picture = segno.make(link, error="m", micro=False)
    return Markup(picture.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704  # ours
