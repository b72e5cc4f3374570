"""What is kept of organisations and authorisations. Names, numbers and reasons are sealed under the principal's salt,
so that erasing a principal erases whom they trusted with what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.representation.rules import LEAST_ASSURANCE_LEVEL, Grant, Kind, Scope, State
from chalicelib.shared.acts import Chain

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
ORGANISATION_NAME_SEAL = "organisation_name"
CODE_SEAL = "uscc"
GRANTEE_NAME_SEAL = "grantee_name"
GRANTEE_NUMBER_SEAL = "grantee_number"
REASON_SEAL = "authorisation_reason"


class Organisation(NamedTuple):
    """法人. `representative` is the person id of its legal representative, None after they gave it up.

    `accounts` are those by which they joined it, each with the moment (RFC 3339, law time): whoever comes by another
    account has proven a name and a number, and shows their face before they act for it.
    """

    organisation_id: str
    salt: str
    uscc: str
    name: str
    representative: str | None
    since: str
    chain: Chain
    version: int | None = None
    accounts: Mapping[str, str] = {}


class Authorisation(NamedTuple):
    """An authorisation by `principal`, given by the person `given_by` through the account `given_account`.

    `number_key` is the keyed hash of the grantee's certificate number, `holder_key` that of number and name together:
    it takes effect for whoever proves to be both, registered before or after. `level` is the assurance level of whoever
    gave it, when they gave it: it reaches no item that asks for more. For guardians the register speaks: the highest.
    """

    authorisation_id: str
    kind: Kind
    principal: str
    given_by: str
    number_key: str
    holder_key: str
    grantee_name: str
    grantee_number: str
    scope: frozenset[Scope]
    items: frozenset[str] | None
    ends_on: date
    reason: str
    given_at: str
    chain: Chain
    state: State = State.ACTIVE
    ended_at: str | None = None
    version: int | None = None
    level: int = LEAST_ASSURANCE_LEVEL
    given_account: str = ""

    @property
    def grant(self) -> Grant:
        """What it gives."""
        return Grant(self.state, self.scope, self.items, self.ends_on)


class Principal(NamedTuple):
    """Whoever is acted for, in clear text: a person with a resident number, or an organisation with a credit code."""

    principal_id: str
    salt: str
    name: str
    number: str
