"""The QR code of an invitation, as SVG in the page: no request, no inline style, no script."""

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """Return black modules on white ground with the quiet zone that readers need; the sheet sizes it."""
    code = segno.make(text, error="m")
    svg = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704 - made of numbers
