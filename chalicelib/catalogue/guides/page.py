"""一次性告知单 to print on A4: the same guide as HTML, with the picture of its process and a code to scan.

五个一: told once, alike at every window, on one sheet, in one picture, with one code.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
from markupsafe import Markup

from chalicelib.catalogue.guides import wording
from chalicelib.catalogue.guides.picture import picture
from chalicelib.shared.pages import rendered

_TEMPLATE = Path(__file__).with_name("templates") / "guide_sheet.html"
_MODULE = 3  # pixels of a square of the code


def page(told: Mapping[str, Any], process: Mapping[str, Any], address: str, *, large: bool) -> str:
    """Return the page of a guide (`sheet.sheet`). `address` is what the code leads to."""
    return rendered(
        _TEMPLATE,
        guide=told,
        words=wording,
        large=large,
        address=address,
        code=Markup(code(address)),  # noqa: S704 - made of squares alone
        picture=Markup(picture(told["name"], process)),  # noqa: S704 - escapes what it is given
    )


def code(address: str) -> str:
    """The address as a QR code in SVG, which may lose a quarter of itself to folds and stains (level Q)."""
    made = segno.make(address, error="q", micro=False, boost_error=False)
    svg: str = made.svg_inline(scale=_MODULE, border=4, dark="#000", light="#fff")
    return svg.replace("<svg ", '<svg role="img" aria-label="事项二维码" ', 1)
