"""Whose figures somebody sees: those of their departments in their divisions, and of what they ask for within them."""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.shared.access import Caller, Post
from chalicelib.shared.divisions import contains
from chalicelib.supervision.figures.items import Group


class Scope(NamedTuple):
    """A caller's posts, narrowed to a division (and all within it) and a department; None is all of theirs."""

    posts: tuple[Post, ...]
    division: str | None = None
    department: str | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing of the city is left out."""
        all_of_it = any("*" in post.departments and "*" in post.divisions for post in self.posts)
        return all_of_it and self.division is None and self.department is None

    def covers(self, division: str, department: str) -> bool:
        """Whether cases of that department in that division are among them."""
        if self.department not in (None, department) or not contains(self.division or "", division):
            return False
        return any(post.reaches(division, department) for post in self.posts)

    def covers_items(self, group: Group) -> bool:
        """Whether items of that group are handled there."""
        if self.department not in (None, group.department) or not group.touches(self.division or "*"):
            return False
        return any(
            {"*", group.department} & set(post.departments) and any(map(group.touches, post.divisions))
            for post in self.posts
        )


WHOLE = Scope((Post(frozenset(), ("*",), ("*",)),))
"""The whole city."""


def scope_of(caller: Caller, division: str | None = None, department: str | None = None) -> Scope:
    """What the caller sees of what they ask for. Raises NotFound `division_not_found` for what is out of reach."""
    posts = [(area, dept) for post in caller.serving for area in post.divisions for dept in post.departments]
    asked = ((division or area, department or dept) for area, dept in posts)
    place = next((one for one in asked if caller.works_for(*one)), ("", ""))
    caller.require_reach("division_not_found", division=place[0], department=place[1])
    return Scope(caller.serving, division, department)
