"""Who applies, as the office is told: forms ask for neither name nor number, which a register confirmed."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.shared.errors import Forbidden, NotFound
from chalicelib.shared.owners import is_organisation


def applicant(parts: Parts, owner: str) -> dict[str, Any]:
    """Kind, name and number in full, to be held against the papers; name and number null once erased.

    The caller leaves the access act first.
    """
    kind = "organisation" if is_organisation(owner) else "person"
    try:
        known = parts.people.applicant(owner)
    except (NotFound, Forbidden):  # erased, or never named
        return {"kind": kind, "name": None, "number": None}
    return {"kind": kind, "name": known.name, "number": known.number}
