"""Files to hand in: small, but real of their kinds."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from chalicelib.catalogue.files.office import EXCEL, WORD

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"
_PLACES = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml"}
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = '<Relationship Id="r1" Type="{}/{}" Target="{}"{}/>'


def pdf(inside: bytes) -> bytes:
    """A PDF with something before its end."""
    return PDF.replace(b"trailer", inside + b"trailer")


def packed_pdf(inside: bytes, kind: bytes = b"/Obj#53tm") -> bytes:
    """A PDF with something in a compressed object stream, whose type is written in another way."""
    body = zlib.compress(inside)
    return pdf(b"3 0 obj<</Type" + kind + b"/Filter/FlateDecode>>stream\r\n" + body + b"\nendstream endobj\n")


def office(kind: str = WORD, *, main: str = "", types: str = "", links: str = "", **parts: str) -> bytes:
    """A Word or Excel document with further types, relationships and parts (`a__b` is `a/b`)."""
    place = _PLACES[kind]
    listed = f'<Types><Override PartName="/{place}" ContentType="{main or kind + ".main+xml"}"/>{types}</Types>'
    named = {name.replace("__", "/"): text for name, text in parts.items()}
    described = {"[Content_Types].xml": listed, "word/_rels/x.rels": _RELS.format(links)}
    return archive({**described, place: "<document/>", **named})


def relationship(kind: str, target: str, *, outside: bool = False) -> str:
    return _LINK.format(_OFFICE, kind, target, ' TargetMode="External"' if outside else "")


def archive(parts: dict[str, str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return written.getvalue()
