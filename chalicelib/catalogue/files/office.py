"""Word and Excel documents (ECMA-376): a zip in which `[Content_Types].xml` says what each part is.

Only that list and the relationships are unpacked, each to 1 MB at most.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEGINS = b"PK\x03\x04"

_TYPES = "[Content_Types].xml"
_MAIN = {WORD: f"{WORD}.main+xml", EXCEL: f"{EXCEL}.main+xml"}
_ACTIVE = ("macroenabled", "vbaproject", "activex", "oleobject", "/embeddings/", "externallink", "&#")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_PART = 1024 * 1024
_MOST_PARTS = 5000
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def type_of(data: bytes) -> str | None:
    """WORD, EXCEL, or None for any other archive, a torn one, or one that holds macros by its type."""
    parts = _described(data)
    if parts is None:
        return None
    return next((kind for kind, main in _MAIN.items() if f'"{main}"' in parts[_TYPES]), None)


def can_act(data: bytes) -> bool:
    """Whether it holds macros, controls or other files, or fetches anything but what a pressed link leads to."""
    parts = _described(data)
    if parts is None:
        return True
    with zipfile.ZipFile(BytesIO(data)) as archive:
        named = " ".join(f"/{name}" for name in archive.namelist())
    said = f"{named} {parts.pop(_TYPES)}".lower()
    return any(word in said for word in _ACTIVE) or any(map(_calls_out, parts.values()))


def _calls_out(relationships: str) -> bool:
    outside = [one for one in _RELATIONSHIP.findall(relationships) if "External" in one]
    return "&#" in relationships or any("/hyperlink" not in one for one in outside)


def _described(data: bytes) -> dict[str, str] | None:
    """The list of types and every list of relationships, by name; None if they cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if _TYPES not in names or len(names) > _MOST_PARTS or len(set(names)) != len(names):
                return None
            if any(part.compress_type not in _PACKED for part in archive.infolist()):
                return None
            return {name: _part(archive, name) for name in names if name == _TYPES or name.endswith(".rels")}
    except _UNREADABLE:
        return None


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as opened:
        content = opened.read(_MOST_PART + 1)
    if len(content) > _MOST_PART:
        raise ValueError(name)
    return content.decode("utf-8")
