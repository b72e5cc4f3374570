"""Word and Excel documents (ECMA-376): a zip in which `[Content_Types].xml` says what each part is.

Only that list and the relationships are unpacked, to 4 MB in all, and read as the XML that they are: a name may be
spelled in many ways. Two parts whose names differ in case alone are one part to whoever opens the file.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple
from xml.parsers import expat

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEGINS = b"PK\x03\x04"

_TYPES = "[Content_Types].xml"
_MAIN = {f"{kind}.main+xml": kind for kind in (WORD, EXCEL)}
_ACTIVE = ("macroenabled", "vbaproject", "activex", "oleobject", "/embeddings/", "externallink", "afchunk")
_EMBEDDED, _LINK = "/package", "/hyperlink"
"""Ends of the types of relationships: a whole document inside; what is fetched when somebody presses it."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_UNPACKED = 4 * 1024 * 1024
_MOST_PARTS = 5000
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError,
    EOFError, NotImplementedError, RuntimeError, ValueError, OSError, LookupError,
)  # fmt: skip

Attributes = Mapping[str, str]


class _Described(NamedTuple):
    """The names of all parts; the attributes in the list of types, and those in the relationships."""

    names: list[str]
    types: list[Attributes]
    relationships: list[Attributes]


def type_of(data: bytes) -> str | None:
    """WORD, EXCEL, or None for any other archive, a torn one, or one that holds macros by its type."""
    described = _described(data)
    said = [part.get("ContentType", "") for part in described.types] if described else []
    return next((_MAIN[type_] for type_ in said if type_ in _MAIN), None)


def can_act(data: bytes) -> bool:
    """Whether it holds macros, controls or other files, or fetches anything but what a pressed link leads to."""
    described = _described(data)
    if described is None:
        return True
    values = [value for part in (*described.types, *described.relationships) for value in part.values()]
    said = " ".join([*(f"/{name}" for name in described.names), *values]).lower()
    return any(word in said for word in _ACTIVE) or any(map(_brings_in, described.relationships))


def _brings_in(relationship: Attributes) -> bool:
    type_ = relationship.get("Type", "")
    outside = relationship.get("TargetMode", "Internal") != "Internal" or "://" in relationship.get("Target", "")
    return type_.endswith(_EMBEDDED) or (outside and not type_.endswith(_LINK))


def _described(data: bytes) -> _Described | None:
    """None if it cannot be read as what it should be."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(archive)
    except _UNREADABLE:
        return None


def _read(archive: zipfile.ZipFile) -> _Described | None:
    names = archive.namelist()
    if _TYPES not in names or len(names) > _MOST_PARTS or len({name.lower() for name in names}) != len(names):
        return None
    if any(part.compress_type not in _PACKED for part in archive.infolist()):
        return None
    relating = [name for name in names if name.lower().endswith(".rels")]
    left = _MOST_UNPACKED
    parts: list[list[Attributes]] = []
    for name in (_TYPES, *relating):
        content = _part(archive, name, left)
        left -= len(content)
        parts.append(_elements(content))
    return _Described(names, parts[0], [one for part in parts[1:] for one in part])


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise ValueError(name)
    return content


def _elements(content: bytes) -> list[Attributes]:
    """The attributes of every element. A document type, which could say anything under another name, is refused."""
    found: list[Attributes] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: found.append(attributes)
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)
    return found


def _refuse(*_declared: Any) -> None:
    raise ValueError("document type")
