"""Whether two texts differ by one character: another one, one missing, or one too many."""

from __future__ import annotations

from collections.abc import Iterator

LEAST = 3
"""Shorter words are taken as they are: with one character left out nothing would be left to go by."""


def one_apart(text: str, sought: str) -> bool:
    """Whether `text` becomes `sought` by at most one change."""
    if abs(len(text) - len(sought)) > 1:
        return False
    same = _alike(text, sought)
    return _same_but_one(text[same:], sought[same:])


def nearly_within(text: str, sought: str) -> bool:
    """Whether some part of `text` is at most one change from `sought`.

    One half of what is sought is then there as it is; the other half must go on from it.
    """
    half = len(sought) // 2
    return _goes_on(text, sought[:half], sought[half:]) or _goes_on(
        text[::-1], sought[half:][::-1], sought[:half][::-1]
    )


def nearest_part(text: str, sought: str) -> str | None:
    """The part of `text` that is at most one change from `sought`: of its length if there is one.

    Where it was cut out of `text` it must be as it is sought: 身份证丢 does not mean the 身份证申 of 身份证申领.
    """
    for length in (len(sought), len(sought) + 1, len(sought) - 1):
        for start in range(len(text) - length + 1):
            part, after = text[start : start + length], text[start + length :]
            cut = (start > 0 and part[:1] != sought[:1]) or (after and part[-1:] != sought[-1:])
            if not cut and one_apart(part, sought):
                return part
    return None


def _goes_on(text: str, there: str, rest: str) -> bool:
    return any(_begins_nearly(text[end : end + len(rest) + 1], rest) for end in _ends_of(text, there))


def _ends_of(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at + len(part)
        at = text.find(part, at + 1)


def _begins_nearly(text: str, sought: str) -> bool:
    same = _alike(text, sought)
    here, left = text[same:], sought[same:]
    return here[1:].startswith(left[1:]) or here.startswith(left[1:]) or here[1:].startswith(left)


def _same_but_one(text: str, sought: str) -> bool:
    return text[1:] == sought[1:] or text == sought[1:] or text[1:] == sought


def _alike(text: str, sought: str) -> int:
    """How many characters they have in common from the beginning."""
    pairs = enumerate(zip(text, sought, strict=False))
    return next((n for n, (here, there) in pairs if here != there), min(len(text), len(sought)))
