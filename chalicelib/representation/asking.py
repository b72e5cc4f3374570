"""What somebody asks to be authorised, and everything that is wrong with it, at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chalicelib.representation.parts import Parts
from chalicelib.representation.ports import Known
from chalicelib.representation.rules import Kind, Scope, guardian_needed, latest_end
from chalicelib.shared.ages import OF_AGE, born_on, completed_years
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.numbers import InvalidNumber


class Grantee(NamedTuple):
    """Somebody by name and number, as in `grantee` or `ward`."""

    name: str
    number: str


class Asked(NamedTuple):
    """A body. `named` is whom it names: the ward for a guardian, else the grantee; None if nobody."""

    kind: Kind
    organisation_id: str | None
    named: Grantee | None
    scope: frozenset[Scope]
    items: frozenset[str] | None
    ends_on: date | None
    reason: str


class Checked(NamedTuple):
    """What is left to find out of a body that has no fault."""

    named: Grantee
    ends_on: date
    reason: str


def checked(parts: Parts, me: Known, asked: Asked) -> Checked:
    """Raises Invalid with all that is wrong."""
    named, faults = _named(parts, asked)
    faults += _unfitting(asked)
    if named:
        faults += _of_person(parts, me, asked.kind, named)
    today = parts.law.today()
    latest = latest_end(today, parts.settings().authorisation_years)
    if asked.ends_on and not today <= asked.ends_on <= latest and asked.kind is not Kind.GUARDIAN:
        faults.append(Fault("/ends_on", "ends_on_out_of_range", {"first": today, "last": latest}))
    if asked.kind is Kind.GUARDIAN and asked.ends_on and asked.ends_on < today:
        faults.append(Fault("/ends_on", "ends_on_in_the_past"))
    if faults or named is None:
        raise Invalid("body_invalid", faults=faults)
    return Checked(named, asked.ends_on or date.max, asked.reason)


def field_of(kind: Kind) -> str:
    """The field in which a body of that kind names somebody."""
    return "ward" if kind is Kind.GUARDIAN else "grantee"


def _named(parts: Parts, asked: Asked) -> tuple[Grantee | None, list[Fault]]:
    if asked.named is None:
        return None, [Fault(f"/{field_of(asked.kind)}", "required")]
    try:
        return Grantee(asked.named.name, parts.people.parsed(asked.named.number)), []
    except InvalidNumber as refused:
        return None, [Fault(f"/{field_of(asked.kind)}/resident_id", f"resident_id_{refused.reason}")]


def _unfitting(asked: Asked) -> Iterator[Fault]:
    if asked.kind is Kind.AGENT and asked.organisation_id is None:
        yield Fault("/principal", "required")
    if asked.kind is not Kind.AGENT and asked.organisation_id is not None:
        yield Fault("/principal", "principal_for_agents_only")
    if asked.kind is not Kind.GUARDIAN:
        if not asked.scope:
            yield Fault("/scope", "required")
        if asked.ends_on is None:
            yield Fault("/ends_on", "required")


def _of_person(parts: Parts, me: Known, kind: Kind, named: Grantee) -> Iterator[Fault]:
    pointer, today = f"/{field_of(kind)}/resident_id", parts.law.today()
    if named.number == me.number:
        yield Fault(pointer, "grantee_is_yourself")
    elif kind is Kind.GUARDIAN and completed_years(born_on(named.number), today) >= OF_AGE:
        yield Fault(pointer, "ward_of_age", {"age": OF_AGE})
    elif kind is not Kind.GUARDIAN and guardian_needed(named.number, today):
        yield Fault(pointer, "grantee_too_young")
