"""Nothing is asked for twice at a window either: the clerk uses what the person who came could use, and says so."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.intake import at_window, drafts, offers, prefill, renewal
from chalicelib.cases.intake.at_window import Asked
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.status import reading
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden, NotFound
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, digest
from tests.cases.prefilling import agreed, handed_in
from tests.cases.windows import clerk_of

CLERK = scenes.clerk()
ZHANG, LI, COMPANY = "person-zhang", "person-li", "org-01"


def came(parts: Parts, person_id: str = ZHANG, for_: str | None = None) -> str:
    """A draft that the clerk began for who stands there."""
    parts.presence.confirmed[CLERK.id, "seen"] = person_id  # type: ignore[attr-defined]
    return str(at_window.begin(parts, CLERK, Asked("seen", ITEM, DIVISION, {}, for_), None)["case_id"])


def may_act(parts: Parts, *scopes: Scope) -> str:
    given: str = parts.representation.give(LI, ZHANG, "family", *scopes)  # type: ignore[attr-defined]
    return given


def spared(parts: Parts, case_id: str, by: Caller) -> list[Any]:
    """Everything that spares applicants work."""
    return [
        lambda: prefill.prefill(parts, by, case_id, 0, None),
        lambda: offers.offers(parts, by, case_id),
        lambda: offers.reuse(parts, by, case_id, "lease", digest(b""), None),
        lambda: renewal.renew(parts, by, case_id, None, None),
    ]


def test_a_form_is_filled_in_with_the_owners_consent_and_without_their_phone() -> None:
    parts = agreed()
    handed_in(parts, {"address": "五华区"})
    told = prefill.prefill(parts, CLERK, case_id := came(parts), 0, None)
    assert told["form"] == {"address": "五华区", "name": "张三", "number": "11010519491231002X"}
    form = parts.cases.file(case_id).forms[1]  # type: ignore[union-attr]
    assert form.entered_by == CLERK.id
    assert parts.people.reads == [(CLERK.id, ZHANG, "case")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("person_id", "for_", "whose"), [(ZHANG, None, "owner"), (LI, f"{ZHANG}-{LI}", "owner"), (LI, COMPANY, "agent")]
)
def test_a_clerk_agrees_for_nobody(person_id: str, for_: str | None, whose: str) -> None:
    parts = agreed(CLERK.id)
    may_act(parts)
    parts.representation.give(LI, COMPANY)  # type: ignore[attr-defined]
    with pytest.raises(Forbidden, match="consent_needed") as refused:
        prefill.prefill(parts, CLERK, came(parts, person_id, for_), 0, None)
    assert refused.value.params["consents"][0]["of"] == whose  # type: ignore[index]


def test_a_file_that_was_given_is_offered_and_taken_over() -> None:
    parts = agreed()
    first = handed_in(parts, {"address": "五华区"})
    case_id = came(parts)
    (offer,) = next(one for one in offers.offers(parts, CLERK, case_id)["slots"] if one["slot"] == "lease")["offers"]
    assert parts.people.reads == [(CLERK.id, ZHANG, "offers")]  # type: ignore[attr-defined]
    taken = offers.reuse(parts, CLERK, case_id, "lease", offer["sha256"], None)
    assert (taken["reused_from"], taken["entered_by"]) == (first, "staff")


def test_of_whom_somebody_came_for_no_more_is_used_than_they_may_see() -> None:
    parts = agreed()
    handed_in(parts, {"address": "五华区"})
    for scopes, sees in (((Scope.APPLY,), False), ((Scope.APPLY, Scope.VIEW), True)):
        case_id = came(parts, LI, may_act(parts, *scopes))
        assert ("address" in prefill.prefill(parts, CLERK, case_id, 0, None)["form"]) is sees
        assert bool(offers.offers(parts, CLERK, case_id)["slots"]) is sees


def test_a_draft_is_carried_over_as_the_person_who_came_could() -> None:
    parts = agreed()
    case_id = came(parts, LI, may_act(parts))
    parts.items.in_force = 2  # type: ignore[attr-defined]
    assert renewal.renew(parts, CLERK, case_id, None, None)["item_version"] == 2
    parts.items.in_force, parts.items.least_assurance_level = 3, 4  # type: ignore[attr-defined]
    assert renewal.renew(parts, CLERK, case_id, None, None)["item_version"] == 3
    with pytest.raises(Forbidden, match="assurance_level"):
        reading.full(parts, scenes.applicant(LI), case_id)


@pytest.mark.parametrize("by", [clerk_of("S008", "530103000000"), scenes.examiner()])
def test_no_other_staff(by: Caller) -> None:
    parts = agreed()
    case_id = came(parts)
    for use in spared(parts, case_id, by):
        with pytest.raises(NotFound, match="case_not_found"):
            use()
    assert parts.people.reads == []  # type: ignore[attr-defined]


def test_of_what_was_begun_online_a_window_sees_nothing() -> None:
    parts = agreed()
    case_id = str(drafts.begin(parts, scenes.applicant(), ITEM, DIVISION, {}, None)["case_id"])
    for use in spared(parts, case_id, CLERK):
        with pytest.raises(NotFound, match="case_not_found"):
            use()
