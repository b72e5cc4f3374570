"""A window ends what cannot be ended online, or what somebody present wants ended."""

from __future__ import annotations

import pytest

from chalicelib.representation import at_window, schemas, sides
from chalicelib.representation.records import REASON_SEAL
from chalicelib.representation.rules import EndingGround, Kind, Scope
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from tests.builders import a_clerk
from tests.representation.city import ITEM, City, person
from tests.representation.serving import NUMBERS, Served

REASON = "法院判决撤销监护人资格,出示判决书"


def test_a_guardianship_ends_with_article_reason_and_clerk_on_its_chain(city: City) -> None:
    made = city.gives("zhao", Kind.GUARDIAN)
    own, ward = made["authorisation_id"], made["principal"]["principal_id"]
    ended = at_window.end(city.parts, a_clerk(), own, EndingGround.GUARDIAN_DISQUALIFIED, REASON, None)
    assert (ended["status"], ended["version"]) == ("revoked", 2)
    assert city.service.authority(person("zhao"), ward, ITEM, Scope.VIEW) is None
    acts = city.acts(f"authorisation#{own}")
    verify_chain(f"authorisation#{own}", acts)
    last = acts[-1]
    assert (last.type, last.actor.id, last.ground) == ("authorisation.window_ended", "S001", "民法典第三十六条")
    assert REASON not in last.canonical
    assert city.parts.sealer.open(f"salt-{ward}", str(last.changes["reason"]), REASON_SEAL) == REASON
    assert sides.one(city.parts, person("zhao"), own)["status"] == "revoked"
    assert city.gives("zhao", Kind.GUARDIAN)["status"] == "active"


@pytest.mark.parametrize("kind", [Kind.FAMILY, Kind.AGENT])
def test_any_other_ends_for_a_side_that_is_present(city: City, kind: Kind) -> None:
    who, asked = ("li", {"organisation_id": city.company()}) if kind is Kind.AGENT else ("zhang", {})
    own = city.gives(who, kind, **asked)
    at_window.end(city.parts, a_clerk(), own["authorisation_id"], EndingGround.CANCELLED, "本人到场", None)
    assert city.service.authority(person("wang"), own["principal"]["principal_id"], ITEM, Scope.VIEW) is None
    with pytest.raises(RuleViolation, match="authorisation_already_ended"):
        at_window.end(city.parts, a_clerk(), own["authorisation_id"], EndingGround.CANCELLED, "本人到场", None)


@pytest.mark.parametrize(
    ("who", "kind", "ground"),
    [
        ("zhao", Kind.GUARDIAN, EndingGround.CANCELLED),
        ("zhang", Kind.FAMILY, EndingGround.GUARDIANSHIP_ENDED),
        ("zhang", Kind.FAMILY, EndingGround.GUARDIAN_DISQUALIFIED),
    ],
)
def test_each_kind_has_its_grounds(city: City, who: str, kind: Kind, ground: EndingGround) -> None:
    own = city.gives(who, kind)["authorisation_id"]
    with pytest.raises(Invalid) as refused:
        at_window.end(city.parts, a_clerk(), own, ground, REASON, None)
    assert [fault.code for fault in refused.value.faults] == ["ground_of_another_kind"]
    assert len(city.acts(f"authorisation#{own}")) == 1


def test_what_is_not_there_is_not_ended(city: City) -> None:
    with pytest.raises(NotFound, match="authorisation_not_found_at_window"):
        at_window.end(city.parts, a_clerk(), "01KAJ00000000000000000000X", EndingGround.CANCELLED, REASON, None)


def test_over_the_route_it_is_the_windows_alone(served: Served) -> None:
    ward = {"name": "赵小二", "resident_id": NUMBERS["赵小二"]}
    made = served.send("POST", "/authorisations", {"kind": "guardian", "ward": ward, "reason": "父女"}, "赵六")
    at = f"/desk/authorisations/{made.body['authorisation_id']}/revocation"
    body = {"ground": "guardianship_ended", "reason": REASON}
    assert served.send("POST", at, body, "赵六").body["code"] == "not_permitted"
    assert served.at_desk("S-1", at, body).body["code"] == "not_permitted"
    ended = served.at_desk("S001", at, body)
    assert ended.status == 201, ended.body
    schemas.EndedAtWindow.model_validate(ended.body)
