"""What the table keeps is what it was given; what an authorisation says its grant says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chalicelib.representation.records import Authorisation, Organisation
from chalicelib.representation.rules import Kind, Scope, State
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change
from chalicelib.shared.errors import RuleViolation
from tests.representation.city import City

ORGANISATION = Organisation("org-1", "salt", "code", "name", "p1", "2026-01-10T04:00:00.000Z", Chain("organisation#1"))
AUTHORISATION = Authorisation(
    authorisation_id="01A",
    kind=Kind.AGENT,
    principal="org-1",
    given_by="p1",
    number_key="n" * 64,
    holder_key="h" * 64,
    grantee_name="sealed",
    grantee_number="sealed",
    scope=frozenset({Scope.VIEW, Scope.APPLY}),
    items=frozenset({"B", "A"}),
    ends_on=date(2026, 2, 10),
    reason="sealed",
    given_at="2026-01-10T04:00:00.000Z",
    chain=Chain("authorisation#01A", 1, "e" * 64),
)


@pytest.fixture
def write(city: City) -> Callable[..., None]:
    return lambda *writes: city.parts.committer.commit(lambda: Change(writes), None) and None


def test_an_organisation_comes_back_as_it_was_saved(city: City, write: Callable[..., None]) -> None:
    write(*city.store.save_organisation(ORGANISATION), *city.store.claim_code("k", "org-1"))
    assert city.store.organisation("org-1") == ORGANISATION._replace(version=1)
    assert city.store.organisation_of_code("k") == "org-1"
    assert city.store.represented_by("p1", 5, None).entries == (ORGANISATION._replace(version=1),)
    write(*city.store.save_organisation(ORGANISATION._replace(representative=None, version=1)))
    assert city.store.represented_by("p1", 5, None).entries == ()
    assert city.store.organisation("org-2") is city.store.organisation_of_code("other") is None


def test_a_code_is_claimed_once(city: City, write: Callable[..., None]) -> None:
    write(*city.store.claim_code("k", "org-1"))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        write(*city.store.claim_code("k", "org-2"))


@pytest.mark.parametrize("items", [None, frozenset({"A", "B"})])
def test_an_authorisation_and_its_grant_are_one(
    city: City, write: Callable[..., None], items: frozenset[str] | None
) -> None:
    known = AUTHORISATION._replace(items=items)
    write(*city.store.save_authorisation(known))
    for state in (State.ACTIVE, State.REVOKED):
        stored = city.store.authorisation("01A")
        assert stored == known._replace(version=1 if state is State.ACTIVE else 2, state=state)
        assert list(city.store.granted("n" * 64, "org-1")) == [stored]
        assert city.store.given_by("org-1", 5, None).entries == (stored,)
        assert city.store.received_by("n" * 64, 5, None).entries == (stored,)
        write(*city.store.save_authorisation(stored._replace(state=State.REVOKED)))


def test_a_grant_is_found_by_its_own_principal_and_holder_alone(city: City, write: Callable[..., None]) -> None:
    write(*city.store.save_authorisation(AUTHORISATION))
    assert list(city.store.granted("n" * 64, "org-")) == []
    assert list(city.store.granted("m" * 64, "org-1")) == []


def test_a_stale_save_is_refused(city: City, write: Callable[..., None]) -> None:
    write(*city.store.save_authorisation(AUTHORISATION))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        write(*city.store.save_authorisation(AUTHORISATION))


def test_lists_go_on_where_they_ended(city: City, write: Callable[..., None]) -> None:
    for name in ("01A", "01B", "01C"):
        write(*city.store.save_authorisation(AUTHORISATION._replace(authorisation_id=name)))
    first = city.store.given_by("org-1", 2, None)
    assert [one.authorisation_id for one in first.entries] == ["01C", "01B"]
    rest = city.store.given_by("org-1", 2, first.next)
    assert ([one.authorisation_id for one in rest.entries], rest.next) == (["01A"], None)
