"""What a blank form or a sample may be: what WeChat opens by itself, and nothing that acts when it is opened.

`wx.previewImage` shows JPEG and PNG, `wx.openDocument` PDF, Word and Excel. The old binary .doc and .xls are not taken:
whether they hold macros cannot be told cheaply.
"""

from __future__ import annotations

from chalicelib.catalogue.files import office, pdf
from chalicelib.shared.files import TAIL, real_type

MOST_BYTES = 10 * 1024 * 1024
"""A form is printed and a sample looked at on a telephone; the whole file is held in memory while it is examined."""

EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    office.WORD: "docx",
    office.EXCEL: "xlsx",
}


def kind_of(data: bytes) -> str | None:
    """The media type that a file really has, if it is one of ours."""
    if data.startswith(office.BEGINS):
        return office.type_of(data)
    return real_type(data[:16], data[-TAIL:])


def can_act(data: bytes, media_type: str) -> bool:
    """Whether the file holds scripts, macros, other files or calls out, as far as can be told without opening it."""
    if media_type == "application/pdf":
        return pdf.can_act(data)
    return media_type in (office.WORD, office.EXCEL) and office.can_act(data)
