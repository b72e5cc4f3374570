"""What in a PDF acts (ISO 32000-1): scripts, programs to launch, embedded files, and what cannot be looked into."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_NAMES = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|Encrypt\b)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 500
"""How far before a stream its dictionary is looked for."""
_MOST_INFLATED = 4 * 1024 * 1024
_MOST_STREAMS = 2000


def can_act(data: bytes) -> bool:
    """Whether the file names something that acts, in its open part or in a compressed object stream (7.5.7).

    Bytes of pictures do not look like such a name: the shortest has seven.
    """
    return any(_NAMES.search(_unescaped(part)) for part in (data, *_object_streams(data)))


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The object streams, inflated; one that is too large or packed in another way tells by `/Encrypt`."""
    found = 0
    for begins in _STREAM.finditer(data):
        dictionary = _unescaped(data[max(0, begins.start() - _DICTIONARY) : begins.start()]).rpartition(b"obj")[2]
        if b"/ObjStm" in dictionary and b"/Filter" in dictionary:
            found += 1
            inflated = _inflated(data, begins.end()) if found <= _MOST_STREAMS else None
            yield b"/Encrypt" if inflated is None else inflated


def _inflated(data: bytes, start: int) -> bytes | None:
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(memoryview(data)[start:], _MOST_INFLATED)
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail and not inflater.eof else inflated


def _unescaped(part: bytes) -> bytes:
    """Names may be written with `#4A` for J (7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), part) if b"#" in part else part
