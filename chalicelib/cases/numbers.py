"""Numbers of cases and of written documents. Random parts keep neighbours' numbers from being guessed.

The national field for 办件编号 holds 50 characters (GB/T 39046); Guangdong's form is implementation code, date, serial.
"""

from __future__ import annotations

from datetime import date

from chalicelib.shared.ids import random_code
from chalicelib.shared.sealing import sha256

CASE_NO_LENGTH = 50
_RANDOM = 8
_PUBLIC = 10
_DATE = 8


def case_no(item_code: str, on: date) -> str:
    """办件编号: item code (cut to fit), the civil date, 8 random characters; 50 at most."""
    return f"{item_code[: CASE_NO_LENGTH - _DATE - _RANDOM]}{on:%Y%m%d}{random_code(_RANDOM)}".upper()


def public_no() -> str:
    """A short number to read over the telephone: 10 characters, 50 random bits."""
    return random_code(_PUBLIC)


def number_of_act(kind: str, on: date, digest: str) -> str:
    """The number of a document whose act gave it none: made of the act's hash, so it is always the same."""
    return f"{kind}-{on:%Y%m%d}-{sha256(f'{kind}:{digest}'.encode())[:_RANDOM].upper()}"


def document_no(kind: str, on: date) -> str:
    """The number of a written document, e.g. `acceptance-20261121-7K2M9QXA`."""
    return f"{kind}-{on:%Y%m%d}-{random_code(_RANDOM)}"
