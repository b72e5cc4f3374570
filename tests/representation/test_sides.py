"""Both sides of an authorisation see it and end it; nobody else learns that it exists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.representation import sides
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.representation.city import ITEM, LI, WANG, ZHANG, ZHAO, City, person


def ids(city: City, who: str, limit: int = 20, cursor: str | None = None) -> list[tuple[str, str]]:
    page = sides.given_and_received(city.parts, person(who), limit, cursor)
    return [(one["authorisation_id"], one["side"]) for one in page["authorisations"]]


@pytest.mark.parametrize(
    ("who", "status", "type_"), [("zhang", "revoked", "revoked"), ("wang", "renounced", "renounced")]
)
def test_either_side_ends_it_at_once(city: City, who: str, status: str, type_: str) -> None:
    given = city.gives("zhang")
    own = given["authorisation_id"]
    assert sides.one(city.parts, person(who), own)["version"] == 1
    ended = sides.end(city.parts, person(who), own, None)
    assert (ended["status"], ended["version"]) == (status, 2)
    assert ended["ended_at"] is not None
    assert city.service.authority(person("wang"), "person-zhang", ITEM, Scope.VIEW) is None
    acts = city.acts(f"authorisation#{own}")
    verify_chain(f"authorisation#{own}", acts)
    assert (acts[1].type, acts[1].actor.id) == (f"authorisation.{type_}", f"person-{who}")
    assert {side: sides.one(city.parts, person(side), own)["status"] for side in ("zhang", "wang")} == {
        "zhang": status,
        "wang": status,
    }


def test_what_is_over_is_not_ended_again(city: City) -> None:
    given = city.gives("zhang")
    sides.end(city.parts, person("zhang"), given["authorisation_id"], None)
    with pytest.raises(RuleViolation, match="authorisation_already_ended"):
        sides.end(city.parts, person("wang"), given["authorisation_id"], None)
    passed = city.gives("zhang")
    city.clock.move(timedelta(days=32))
    assert sides.one(city.parts, person("wang"), passed["authorisation_id"])["status"] == "ended"
    with pytest.raises(RuleViolation, match="authorisation_already_ended"):
        sides.end(city.parts, person("zhang"), passed["authorisation_id"], None)


def test_a_ward_cannot_put_an_end_to_guardianship_but_the_guardian_can(city: City) -> None:
    given = city.gives("zhao", Kind.GUARDIAN)
    ward = given["principal"]["principal_id"].removeprefix("person-")
    with pytest.raises(RuleViolation, match="guardianship_not_revocable"):
        sides.end(city.parts, person(ward), given["authorisation_id"], None)
    assert sides.end(city.parts, person("zhao"), given["authorisation_id"], None)["status"] == "renounced"


def test_nobody_else_sees_or_ends_it(city: City) -> None:
    given = city.gives("zhang")
    for stranger in ("li", "zhao"):
        with pytest.raises(NotFound, match="authorisation_not_found"):
            sides.one(city.parts, person(stranger), given["authorisation_id"])
        with pytest.raises(NotFound, match="authorisation_not_found"):
            sides.end(city.parts, person(stranger), given["authorisation_id"], None)
    with pytest.raises(NotFound, match="authorisation_not_found"):
        sides.one(city.parts, person("zhang"), "01KAJ00000000000000000000X")


def test_given_and_received_are_one_list_newest_first(city: City) -> None:
    first = city.gives("zhang")["authorisation_id"]
    second = city.gives("wang", named=ZHANG)["authorisation_id"]
    third = city.gives("zhang", named=ZHAO)["authorisation_id"]
    assert ids(city, "zhang") == [(third, "given"), (second, "received"), (first, "given")]
    assert ids(city, "wang") == [(second, "given"), (first, "received")]
    assert ids(city, "li") == []


def test_what_others_gave_is_shown_masked(city: City) -> None:
    city.gives("zhang")
    (seen,) = sides.given_and_received(city.parts, person("wang"), 20, None)["authorisations"]
    assert seen["principal"]["name"] == "张*"
    assert ZHANG[1] not in str(seen)


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_every_one_is_in_some_part_of_the_list_once(city: City, limit: int) -> None:
    """Also those between others' namesakes, whom no list shows."""
    made: list[Any] = []
    for turn in range(9):
        who, named = (("zhang", WANG), ("li", ZHANG), ("wang", ("李四", ZHANG[1])))[turn % 3]
        given = city.gives(who, named=named)
        made += [given["authorisation_id"]] if turn % 3 < 2 else []
    found: list[str] = []
    cursor: str | None = None
    for _ in range(20):
        page = sides.given_and_received(city.parts, person("zhang"), limit, cursor)
        found += [one["authorisation_id"] for one in page["authorisations"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert found == sorted(made, reverse=True)


def test_an_organisation_s_list_is_its_representative_s_alone(city: City) -> None:
    own = city.company()
    city.gives("li", Kind.AGENT, organisation_id=own)
    city.gives("li", named=ZHAO)
    (seen,) = sides.given_by_organisation(city.parts, person("li"), own, 20, None)["authorisations"]
    assert seen["kind"] == "agent"
    assert [side for _, side in ids(city, "li")] == ["given"]
    with pytest.raises(NotFound):
        sides.given_by_organisation(city.parts, person("wang"), own, 20, None)


def test_once_the_principal_is_erased_nothing_is_left_to_read(city: City) -> None:
    given = city.gives("zhang")
    del city.people.persons["person-zhang"]
    seen = sides.one(city.parts, person("wang"), given["authorisation_id"])
    assert (seen["principal"]["name"], seen["grantee"], seen["reason"]) == (
        None,
        {"name": None, "resident_id": None},
        None,
    )
    assert LI[0] not in str(seen)
