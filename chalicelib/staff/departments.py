"""Departments and their posts: same post, same rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import ActType, Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.credit_code import parse_uscc
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation, Stale
from chalicelib.shared.numbers import InvalidNumber
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.staff import acts
from chalicelib.staff.parts import Parts
from chalicelib.staff.records import Department, DepartmentPost
from chalicelib.staff.rights import SEPARATE_POWERS


class Described(NamedTuple):
    """What an administrator says of a department."""

    name: str
    credit_code: str | None
    posts: tuple[DepartmentPost, ...]


class Departments:
    """Registers, shows and changes departments."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def register(self, code: str, said: Described, by: Caller, once: Once | None) -> dict[str, Any]:
        """Register a department. Raises RuleViolation for a code in use, Invalid."""
        sound = _sound(said)

        def decide() -> Change:
            if self._store.department(code):
                raise RuleViolation("department_exists")
            return self._changed(Department(code, *sound, Chain(f"department#{code}")), acts.DEPARTMENT_REGISTERED, by)

        return self._parts.committer.commit(decide, once)

    def shown(self, code: str) -> dict[str, Any]:
        """A department. Raises NotFound."""
        known = self._known(code)
        return _shown(known, known.version or 0)

    def listed(self, limit: int, cursor: str | None) -> dict[str, Any]:
        """All departments, by code."""
        page = self._store.listed_departments(limit, decode_cursor(cursor))
        shown = [_shown(department, department.version or 0) for department in page.entries]
        return {"departments": shown, "next_cursor": encode_cursor(page.next)}

    def change(self, code: str, said: Described, if_match: int, by: Caller) -> dict[str, Any]:
        """Change a department. Where its posts change, so do its holders' rights: their tokens are refused with the
        next request, a refresh brings the new rights. Raises Stale, Invalid, NotFound.
        """
        sound = _sound(said)

        def decide() -> Change:
            before = self._known(code)
            if before.version != if_match:
                raise Stale("version_stale")
            after = before._replace(**sound._asdict())
            change = self._changed(after, acts.DEPARTMENT_CHANGED, by)
            if before.posts == after.posts:
                return change
            return change._replace(writes=(*change.writes, ending(f"department:{code}", self._parts.clock.now())))

        return self._parts.committer.commit(decide, None)

    def _known(self, code: str) -> Department:
        department = self._store.department(code)
        if department is None:
            raise NotFound("department_not_found")
        return department

    def _changed(self, after: Department, type_: ActType, by: Caller) -> Change:
        shown = _shown(after, (after.version or 0) + 1)
        act = self._parts.recorder.next(after.chain, type_, by, {name: shown[name] for name in type_.changes})
        return Change((self._store.save_department(after._replace(chain=act.chain)),), (act,), shown)


def _sound(said: Described) -> Described:
    """What was said, the credit code as it is written in records. Raises Invalid with all that is wrong."""
    faults = [*_post_faults(said)]
    try:
        code = parse_uscc(said.credit_code).number if said.credit_code is not None else None
    except InvalidNumber as wrong:
        raise Invalid("body_invalid", faults=[Fault("/credit_code", f"uscc_{wrong.reason}"), *faults]) from wrong
    if faults:
        raise Invalid("body_invalid", faults=faults)
    return said._replace(credit_code=code)


def _post_faults(said: Described) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, post in enumerate(said.posts):
        if post.post_code in seen:
            yield Fault(f"/posts/{at}/post_code", "post_code_repeated")
        seen.add(post.post_code)
        if post.roles & SEPARATE_POWERS:
            yield Fault(f"/posts/{at}/roles", "power_given_to_persons_only")


def _shown(department: Department, version: int) -> dict[str, Any]:
    return {
        "code": department.code,
        "name": department.name,
        "credit_code": department.credit_code,
        "posts": [{**post._asdict(), "roles": sorted(post.roles)} for post in department.posts],
        "version": version,
    }
