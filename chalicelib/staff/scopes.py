"""What an administrator lets somebody do, and what must not be among it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chalicelib.shared.access import Role
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import Held, Staff
from chalicelib.staff.rights import SEPARATE_POWERS, too_many_posts


class Scope(NamedTuple):
    """What somebody may do: directly, for departments and divisions (`*` is all), and by posts of departments."""

    roles: frozenset[Role]
    departments: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()


def given(staff: Staff, scope: Scope) -> Staff:
    """The account with that scope in place of its own."""
    return staff._replace(roles=scope.roles, departments=scope.departments, divisions=scope.divisions, held=scope.held)


def scope_faults(staff: Staff) -> Iterator[Fault]:
    """What is wrong with the posts by themselves."""
    if not staff.roles and not staff.held:
        yield Fault("/roles", "required")
    if len(staff.roles & SEPARATE_POWERS) > 1:
        yield Fault("/roles", "powers_not_separate")
    if too_many_posts(staff):
        yield Fault("/posts", "too_many_posts")


def require_sound(faults: Iterator[Fault]) -> None:
    """Raise Invalid with all faults, if there are any."""
    if found := list(faults):
        raise Invalid("body_invalid", faults=found)


def unknown_posts(store: StaffStore, staff: Staff) -> Iterator[Fault]:
    """The posts that no department has."""
    found = store.departments({held.department for held in staff.held}) if staff.held else {}
    for at, held in enumerate(staff.held):
        if held.department not in found or not found[held.department].roles_of(held.post_code):
            yield Fault(f"/posts/{at}", "post_unknown")


def lent_powers(before: Staff, after: Staff, today: date) -> Iterator[Fault]:
    """Whether a power that is given to persons would come to who stands in: for other work, appointed by others."""
    if (after.roles - before.roles) & SEPARATE_POWERS and any(not one.over(today) for one in before.stand_ins):
        yield Fault("/roles", "power_would_be_lent")


def united_powers(store: StaffStore, staff: Staff, today: date) -> Iterator[Fault]:
    """Whether somebody whose work they do, or who does theirs, has a power that must be apart from theirs."""
    if not staff.roles & SEPARATE_POWERS:
        return
    file = store.file(staff.staff_no, today)
    deputies = {one.stand_in for one in staff.stand_ins if not one.over(today)}
    others = store.several({*deputies, *(file.colleagues if file else ())})
    if any(len((staff.roles | other.roles) & SEPARATE_POWERS) > 1 for other in others.values()):
        yield Fault("/roles", "powers_not_separate")
