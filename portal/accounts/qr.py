"""A picture for the camera of a telephone, as part of the page: no file that anybody else could ask for."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """SVG without attributes of style, which the policy of the pages doesn't allow; dark on light always."""
    svg = segno.make(text, error="m", micro=False).svg_inline(
        scale=1, border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr__picture", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 -- segno's own, and the text is in it as squares
