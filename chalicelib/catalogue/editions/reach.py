"""Whose items somebody may work on: those of departments and divisions that a post of theirs reaches.

An item handled in several divisions needs a reach over every one of them, so that a county's keeper changes nothing
for the next county; the city's posts reach all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalicelib.shared.access import Caller, Reach

Content = Mapping[str, Any]
TRANSFERRED = "transferred"


def require_reach(by: Caller, content: Content, code: str) -> None:
    """Raise NotFound(`code`) unless the item is within reach."""
    _require(by, [content], code)


def require_share(by: Caller, contents: Sequence[Content], code: str) -> None:
    """Raise NotFound(`code`) unless one is within reach: of an item in force and the draft that moves it."""
    _require(by, [content for content in contents if _reaches(by, content)][:1] or contents[:1], code)


def require_move(by: Caller, before: Content | None, after: Content, code: str) -> None:
    """Raise NotFound(`code`) unless the item is within reach as it was and as it becomes.

    A reform that transfers it (转移) is for either side to write down and to decide; not so of a confidential item,
    of which the other side knows nothing.
    """
    _require(by, _to_reach(by, before, after), code)


def may_move(by: Caller, before: Content | None, after: Content) -> bool:
    """What `require_move` asks. Nothing is refused."""
    return all(_reaches(by, content) for content in _to_reach(by, before, after))


def colleague(by: Caller) -> str | None:
    """The number of the colleague by whose post the caller acts (AB 岗), once reach was asked for."""
    return (by.on_behalf_of or "").removeprefix("staff:") or None


def within(by: Caller, department: str, divisions: Iterable[str]) -> bool:
    """Whether an item of that department, handled there, is within reach. Nothing is refused."""
    return _reaches(by, {"department": department, "divisions": list(divisions)})


def departments_of(by: Caller) -> tuple[str, ...] | None:
    """The departments that the caller's posts are for; None: all of them."""
    found = sorted({department for post in by.serving for department in post.departments})
    return None if by.reach is Reach.ANY or "*" in found else tuple(found)


def _to_reach(by: Caller, before: Content | None, after: Content) -> list[Content]:
    sides = [content for content in (before, after) if content is not None]
    reform = after["reform"]
    if reform and reform["kind"] == TRANSFERRED and not (before and before["confidential"]):
        return [content for content in sides if _reaches(by, content)] or sides
    return sides


def _require(by: Caller, contents: Iterable[Content], code: str) -> None:
    """Whoever needs a colleague's post for any part acts for the colleague."""
    lent: list[str | None] = []
    for content in contents:
        for division in _places(by, content):
            by.require_reach(code, division=division, department=content["department"])
            lent.append(by.on_behalf_of)
    by.on_behalf_of = next(filter(None, lent), None)


def _reaches(by: Caller, content: Content) -> bool:
    if by.reach is Reach.ANY:
        return True
    return all(by.works_for(division, content["department"]) for division in _places(by, content))


def _places(by: Caller, content: Content) -> list[str]:
    """Where the item is handled; a draft that does not say yet is within reach of the department's every post."""
    areas = [area for post in by.serving for area in post.divisions if _serves(post.departments, content["department"])]
    return list(content["divisions"]) or areas[:1] or [""]


def _serves(departments: tuple[str, ...], department: str) -> bool:
    return "*" in departments or department in departments
