"""Everybody who might try an act, and coming in by the route that leads to it."""

from __future__ import annotations

from chalicelib.cases.acting import reach
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.routes import clock, desk, letters, reviews, submission, tasks
from chalicelib.cases.rules import Case
from chalicelib.shared.access import PUBLIC, Caller, Post, Role, check
from chalicelib.shared.errors import ServiceError
from tests.builders import a_citizen
from tests.cases.fakes import DEPARTMENT, DIVISION, FakeRepresentation

OTHER_DIVISION, OTHER_DEPARTMENT = "530103000000", "31"
OWNER, STRANGER, VIEWER, AGENT = "person-zhang", "person-li", "person-chen", "person-wu"
_SPECS = {
    spec.path: spec for module in (clock, desk, letters, reviews, submission, tasks) for spec in module.routes.specs
}


def at_work(role: Role, division: str = DIVISION, department: str = DEPARTMENT, number: str = "") -> Caller:
    """Somebody with that one post."""
    post = Post(frozenset({role}), (department,), (division,))
    return Caller(kind="staff", id=number or f"T-{role}", posts=(post,), session_id="s", channel="window")


def standing_in(role: Role, for_: str) -> Caller:
    """Somebody who does a colleague's work (AB 岗)."""
    post = Post(frozenset({role}), (DEPARTMENT,), (DIVISION,), stands_in_for=for_)
    return Caller(kind="staff", id="B001", posts=(post,), session_id="s", channel="window")


def everybody() -> dict[str, Caller]:
    """By name: every post here, and the desk's posts elsewhere; the applicant, and others; nobody in particular."""
    here = {str(role): at_work(role) for role in Role}
    desk_roles = (Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER)
    there = {f"{role} there": at_work(role, OTHER_DIVISION) for role in desk_roles}
    others = {f"{role} of others": at_work(role, department=OTHER_DEPARTMENT) for role in desk_roles}
    citizens = {"owner": OWNER, "stranger": STRANGER, "viewer": VIEWER, "agent": AGENT}
    people = {name: a_citizen(person) for name, person in citizens.items()}
    return {**here, **there, **others, **people, "public": PUBLIC}


def represented(representation: FakeRepresentation) -> None:
    """Let the agent apply for the owner, and the viewer look on."""
    representation.give(AGENT, OWNER, "family", Scope.APPLY, Scope.VIEW)
    representation.give(VIEWER, OWNER, "family", Scope.VIEW)


def entering(act: str, caller: Caller) -> Caller:
    """The caller as the route of an act on a case, or that path, lets them in. Raises Forbidden, Unauthenticated."""
    access = _SPECS[act if act.startswith("/") else f"/v1/cases/{{case_id}}/{act}"].access
    check(access, caller)
    caller.reach, caller.reach_checked = access.reach, False
    return caller


def let_in(act: str, parts: Parts, case_id: str) -> set[str]:
    """Whom the route of an act lets in, and the case's reach lets go on."""
    represented(parts.representation)  # type: ignore[arg-type]
    case = parts.cases.case(case_id)
    assert case is not None
    return {name for name, caller in everybody().items() if _reaches(act, parts, case, caller)}


def _reaches(act: str, parts: Parts, case: Case, caller: Caller) -> bool:
    try:
        reach(parts, case, entering(act, caller), Scope.APPLY if caller.kind == "citizen" else Scope.VIEW)
    except ServiceError:
        return False
    return True
