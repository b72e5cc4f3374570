"""What somebody must write: words, not blanks, nor what nobody sees."""

from __future__ import annotations

from unicodedata import category

from chalicelib.shared.errors import Fault, Invalid

_SEEN = ("L", "N", "Co")
"""Letters and digits of any script, and the characters of one's own that rare names are written with."""


def says_nothing(text: object) -> bool:
    """Whether there is neither a letter nor a digit in a text, or no text."""
    return not any(category(character).startswith(_SEEN) for character in str(text or ""))


def require_words(**fields: str | None) -> None:
    """Raise Invalid `reasons_required` naming every one of these fields of the body that says nothing."""
    faults = [Fault(f"/{name}", "words_needed") for name, text in fields.items() if says_nothing(text)]
    if faults:
        raise Invalid("reasons_required", faults=faults)
