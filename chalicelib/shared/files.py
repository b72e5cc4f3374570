"""What an uploaded file really is: told by its first and last bytes, never by its name or what was claimed."""

from __future__ import annotations

_TAIL = 1024
_KINDS: tuple[tuple[str, bytes, bytes], ...] = (
    ("application/pdf", b"%PDF-", b"%%EOF"),
    ("image/jpeg", b"\xff\xd8\xff", b"\xff\xd9"),
    ("image/png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
)

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
TYPES = tuple(EXTENSIONS)
TAIL = _TAIL


def real_type(head: bytes, tail: bytes) -> str | None:
    """The media type if the file begins and ends as one of its kind does; None for anything else, or a torn file.

    `tail` is its last 1,024 bytes: PDF readers look for the end mark there (ISO 32000-1 Annex H, note 18).
    """
    return next((kind for kind, begins, ends in _KINDS if head.startswith(begins) and ends in tail), None)
