"""From a file's bytes to text: what it is, whether it is what was announced, in which encoding. Read as a stream."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TextIO

from chalicelib.shared.errors import Invalid

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WITHOUT_BOM = ("utf-8", "gb18030")
_SPREADSHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip, which .xlsx and .ods are, and the container of .xls."""


def examined(chunks: Iterable[bytes], size: int, digest: str) -> str:
    """Read the file once and return its encoding: `utf-8`, `utf-8-sig`, `utf-16` or `gb18030`.

    Raises Invalid if it is not what was announced, a spreadsheet program's own file, or text in none of these.
    """
    found, candidates, read = sha256(), None, 0
    for chunk in chunks:
        if candidates is None:
            candidates = _candidates(chunk)
        candidates = [candidate for candidate in candidates if candidate.takes(chunk)]
        found.update(chunk)
        read += len(chunk)
    if read != size:
        raise Invalid("import_size_differs", announced=size)
    if found.hexdigest() != digest:
        raise Invalid("import_digest_differs")
    for candidate in candidates or ():
        if candidate.ends():
            return candidate.encoding
    raise Invalid("encoding_unknown")


def opened(chunks: Iterator[bytes], encoding: str) -> TextIO:
    """The file as text, line ends as they are; bytes come as they are needed."""
    return io.TextIOWrapper(io.BufferedReader(_Stream(chunks), 256 * 1024), encoding, newline="")


class _Candidate:
    """An encoding that the file may be in, as far as it was read."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")

    def takes(self, chunk: bytes, final: bool = False) -> bool:
        try:
            return "\0" not in self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            return False

    def ends(self) -> bool:
        return self.takes(b"", final=True)


def _candidates(head: bytes) -> list[_Candidate]:
    if head.startswith(_SPREADSHEETS):
        raise Invalid("spreadsheet_file")
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return [_Candidate(encoding)]
    return [_Candidate(encoding) for encoding in _WITHOUT_BOM]


class _Stream(io.RawIOBase):
    """A stream over pieces of bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._chunks, None)
            if piece is None:
                return 0
            self._rest = piece
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)
