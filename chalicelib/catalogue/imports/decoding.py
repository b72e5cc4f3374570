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
_NO_CHANCE = 12
"""So many characters beyond ASCII are read as UTF-8 by chance from no GB18030 (one in seven is): the file is damaged,
and read as GB18030 it would be gibberish."""
_SPREADSHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip, which .xlsx and .ods are, and the container of .xls."""


def examined(chunks: Iterable[bytes], size: int, digest: str) -> str:
    """Read the file once and return its encoding: `utf-8`, `utf-8-sig`, `utf-16` or `gb18030`.

    Raises Invalid if it is not what was announced, a spreadsheet program's own file, or text in none of these.
    """
    found, candidates, read = sha256(), list[_Candidate](), 0
    for chunk in chunks:
        candidates = candidates or _candidates(chunk)
        for candidate in candidates:
            candidate.take(chunk)
        found.update(chunk)
        read += len(chunk)
    if read != size:
        raise Invalid("import_size_differs", announced=size)
    if found.hexdigest() != digest:
        raise Invalid("import_digest_differs")
    return _first(candidates)


def _first(candidates: Iterable[_Candidate]) -> str:
    for candidate in candidates:
        candidate.take(b"", final=True)
        if candidate.holds:
            return candidate.encoding
        if candidate.damaged:
            raise Invalid("encoding_damaged")
    raise Invalid("encoding_unknown")


def opened(chunks: Iterator[bytes], encoding: str) -> TextIO:
    """The file as text, line ends as they are; bytes come as they are needed."""
    return io.TextIOWrapper(io.BufferedReader(_Stream(chunks), 256 * 1024), encoding, newline="")


class _Candidate:
    """An encoding that the file may be in, as far as it was read."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.holds = True
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._beyond_ascii = 0

    @property
    def damaged(self) -> bool:
        """Whether the file is in this encoding all the same, but for some bytes."""
        return not self.holds and self.encoding == "utf-8" and self._beyond_ascii >= _NO_CHANCE

    def take(self, chunk: bytes, final: bool = False) -> None:
        if not self.holds:
            return
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError as wrong:
            self.holds = False
            text = wrong.object[: wrong.start].decode(self.encoding, "ignore")
        self.holds = self.holds and "\0" not in text
        if self._beyond_ascii < _NO_CHANCE and not text.isascii():
            self._beyond_ascii += sum(character > "\x7f" for character in text)


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
