"""Lines of Chinese in a box of a given width, as far as one can know it without a font: full-width is one em."""

from __future__ import annotations

from unicodedata import east_asian_width

_FULL = frozenset("WFA")  # ambiguous ones are full-width in Chinese fonts
_NARROW = 0.62  # of an em: the widest of the usual sans-serif's digits and small letters


def width(text: str) -> float:
    """In ems."""
    return sum(1.0 if east_asian_width(character) in _FULL else _NARROW for character in text)


def wrapped(text: str, ems: float) -> tuple[str, ...]:
    """Return `text` in lines of at most `ems`; at least one character stands on each."""
    lines = [""]
    for character in " ".join(text.split()):
        if lines[-1] and width(lines[-1] + character) > ems:
            lines.append("")
        lines[-1] += character
    return tuple(line.strip() for line in lines)
