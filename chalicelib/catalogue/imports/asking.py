"""Under whose authority an import runs: who asked, with the posts that they held then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.shared.access import Caller, Post, Reach, Role


def asked_of(by: Caller) -> dict[str, Any]:
    """The caller as an import keeps it."""
    posts = [{**post._asdict(), "roles": sorted(post.roles)} for post in by.posts]
    allowed = sorted(by.allowed) if by.allowed is not None else None
    return {
        "posts": posts,
        "allowed": allowed,
        "channel": by.channel,
        "on_behalf_of": by.on_behalf_of,
    }


def caller_of(id_: str, asked: Mapping[str, Any]) -> Caller:
    """The caller again, whose reach is looked at row by row."""
    allowed = frozenset(map(Role, asked["allowed"])) if asked["allowed"] is not None else None
    posts = tuple(map(_post, asked["posts"]))
    return Caller(
        "staff",
        id_,
        posts=posts,
        channel=asked["channel"],
        on_behalf_of=asked["on_behalf_of"],
        allowed=allowed,
        reach=Reach.OFFICE,
    )


def sees(by: Caller, id_: str, asked: Mapping[str, Any]) -> bool:
    """Whether `by` is who asked, or keeps the items of every office that whoever asked kept then."""
    asker = caller_of(id_, asked)
    offices = [(area, name) for post in asker.serving for area in post.divisions for name in post.departments]
    return by.id == id_ or all(by.works_for(area, name) for area, name in offices)


def reach_of(by: Caller) -> dict[str, Any]:
    """Which departments and divisions the posts that count reach, for the act."""
    departments = sorted({department for post in by.serving for department in post.departments})
    return {"departments": departments, "divisions": sorted({area for post in by.serving for area in post.divisions})}


def _post(said: Mapping[str, Any]) -> Post:
    roles = frozenset(map(Role, said["roles"]))
    return Post(roles, tuple(said["departments"]), tuple(said["divisions"]), said["stands_in_for"])
