"""What in a PDF acts (ISO 32000-1): scripts, programs to launch, other files, forms that send themselves.

And what cannot be looked into.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_NAMES = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|Rendition|SubmitForm|ImportData|GoTo[ER]\b|Encrypt\b"
    rb"|XFA\s*(?:\[|\d+\s+\d+\s+R))"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_INFLATED = 4 * 1024 * 1024
_MOST_STREAMS = 2000
_PIECE = 4096


def can_act(data: bytes) -> bool:
    """Whether the file names something that acts, in its open part or in a compressed object stream (7.5.7).

    Bytes of pictures do not look like such a name: the shortest has six.
    """
    return any(_NAMES.search(_unescaped(part)) for part in (data, *_object_streams(data)))


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The object streams, inflated; one that is too large or packed in another way tells by `/Encrypt`.

    A stream's dictionary is somewhere after the stream before. Its type may stand elsewhere, `/First` may not.
    """
    found, after = 0, 0
    for begins in _STREAM.finditer(data):
        before, after = _unescaped(data[after : begins.start()]), begins.end()
        named = b"/ObjStm" in before
        if b"/Filter" in before and (named or b"/First" in before):
            found += 1
            inflated = _inflated(data, begins.end()) if found <= _MOST_STREAMS else None
            if inflated is not None:
                yield inflated
            elif named:
                yield b"/Encrypt"


def _inflated(data: bytes, start: int) -> bytes | None:
    """In pieces, each of which may become a thousand times as large: what follows the stream is never copied."""
    inflater, inflated = zlib.decompressobj(), bytearray()
    try:
        for at in range(start, len(data), _PIECE):
            inflated += inflater.decompress(data[at : at + _PIECE])
            if inflater.eof or len(inflated) > _MOST_INFLATED:
                break
    except zlib.error:
        return None
    return bytes(inflated) if len(inflated) <= _MOST_INFLATED else None


def _unescaped(part: bytes) -> bytes:
    """Names may be written with `#4A` for J (7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), part) if b"#" in part else part
