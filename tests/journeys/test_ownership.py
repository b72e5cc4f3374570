"""Other people's things: another citizen's, another office's, another role's. Nobody learns that they exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.shared.ids import new_id
from infra.local.story import deciding, residence_permit
from infra.local.story.applying import add_material
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import ANOTHER_DIVISION, DIVISION, FORM, PDF, Person, refused

pytestmark = pytest.mark.deployed

FILE = {"slot": "M01", "name": "a.pdf", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
READING = (
    ("GET", "", None),
    ("GET", "/timeline", None),
    ("GET", "/materials", None),
    ("GET", "/materials/{material}/file", None),
)
WITHDRAWING = ("POST", "/withdrawal", {})
APPLYING = (
    ("PUT", "/form", {"form": FORM}),
    ("POST", "/materials", FILE),
    ("POST", "/materials/{material}/completion", {}),
    ("DELETE", "/materials/{material}", None),
    ("POST", "/submission", {}),
    ("POST", "/resubmission", {}),
    WITHDRAWING,
)
AT_THE_DESK = (
    ("POST", "/acceptance", {}),
    ("POST", "/declination", residence_permit.ELSEWHERE),
    ("POST", "/correction-request", driving.correction("请补充材料。")),
    ("POST", "/conclusion", {}),
    ("POST", "/service-of-result", deciding.signed_for("李四")),
)
DECIDING = ("POST", "/decision", {"result": "grant"})
Step = tuple[str, str, Any]


@dataclass(frozen=True)
class Theirs:
    """A draft, and a submitted case that waits at the desk; each with a material."""

    draft: str
    draft_material: str
    case: str
    case_material: str

    @property
    def task(self) -> str:
        """The task of the submitted case."""
        return f"{self.case}-accept-1"


@pytest.fixture(scope="module")
def theirs(applicant: Person) -> Theirs:
    case = driving.ready(applicant)
    material = applicant.get(f"/v1/cases/{case}/materials")["materials"][0]["material_id"]
    applicant.post(f"/v1/cases/{case}/submission")
    draft = driving.draft(applicant)
    return Theirs(draft, add_material(applicant, draft, "M01", *PDF), case, material)


def named(step: Step) -> str:
    return f"{step[0]} {step[1] or '/'}"


def said(who: Person, step: Step, case: str, material: str) -> tuple[int, dict[str, Any]]:
    """Status and problem document, without what differs from request to request."""
    method, path, body = step
    answer = who.ask(method, f"/v1/cases/{case}{path.format(material=material)}", body)
    status, _ = refused(answer)
    return status, {name: value for name, value in answer.json().items() if name != "request_id"}


@pytest.mark.parametrize("step", [*READING, *APPLYING], ids=named)
def test_another_citizens_case_is_as_unknown_as_no_case(stranger: Person, theirs: Theirs, step: Step) -> None:
    unknown = said(stranger, step, new_id(), new_id())
    assert unknown[0] == 404
    assert said(stranger, step, theirs.case, theirs.case_material) == unknown
    assert said(stranger, step, theirs.draft, theirs.draft_material) == unknown


def test_another_citizens_cases_are_on_no_list(applicant: Person, stranger: Person, theirs: Theirs) -> None:
    mine = {case["case_id"] for case in applicant.get("/v1/cases")["cases"]}
    others = {case["case_id"] for case in stranger.get("/v1/cases")["cases"]}
    assert {theirs.draft, theirs.case} <= mine
    assert not mine & others


def test_a_cursor_does_not_lead_into_another_citizens_list(applicant: Person, stranger: Person, theirs: Theirs) -> None:
    cursor = applicant.get("/v1/cases", limit="1")["next_cursor"]
    others = {case["case_id"] for case in stranger.get("/v1/cases", cursor=cursor)["cases"]}
    assert not others & {theirs.draft, theirs.case}


def test_a_material_of_one_case_is_not_found_in_another(applicant: Person, stranger: Person, theirs: Theirs) -> None:
    own = driving.draft(stranger)
    for material in (theirs.case_material, theirs.draft_material):
        for method, path in (("GET", "/file"), ("POST", "/completion"), ("DELETE", "")):
            answer = stranger.ask(method, f"/v1/cases/{own}/materials/{material}{path}")
            assert refused(answer) == (404, "material_not_found")
    kept = applicant.get(f"/v1/cases/{theirs.draft}/materials")["materials"]
    assert [material["state"] for material in kept] == ["stored"]


@pytest.mark.parametrize(
    "scope", [{"divisions": [ANOTHER_DIVISION]}, {"departments": ["12"]}, {"divisions": [], "departments": []}], ids=str
)
def test_another_office_sees_nothing(city: City, theirs: Theirs, scope: dict[str, list[str]]) -> None:
    elsewhere = driving.registered(city, "clerk", "examiner", "chief_representative", **scope)
    for step in (*READING, *AT_THE_DESK, DECIDING):
        unknown = said(elsewhere, step, new_id(), new_id())
        assert unknown[0] == 404, step
        assert said(elsewhere, step, theirs.case, theirs.case_material) == unknown
    for deed in ("claim", "release", "completion"):
        body = {"outcome": "approve"} if deed == "completion" else {}
        for task in (theirs.task, f"{new_id()}-accept-1"):
            assert refused(elsewhere.ask("POST", f"/v1/desk/tasks/{task}/{deed}", body)) == (404, "task_not_found")
    queue = elsewhere.ask("GET", f"/v1/desk/tasks?department=09&division={DIVISION}")
    assert refused(queue) == (404, "office_not_found")
    assert driving.readings(city, elsewhere.get("/v1/me")["staff_no"]) == [], "what was not shown was not opened"


def test_the_office_itself_and_the_one_above_it_see_the_case(city: City, theirs: Theirs) -> None:
    for division in (DIVISION, "530100000000", "530000000000"):
        near = driving.registered(city, "clerk", divisions=[division], departments=["09"])
        assert near.get(f"/v1/cases/{theirs.case}")["case_id"] == theirs.case
        assert near.get("/v1/desk/tasks", department="09", division=DIVISION)["tasks"]


@pytest.mark.parametrize("step", [*READING, *AT_THE_DESK], ids=named)
def test_no_desk_sees_a_draft(clerk: Person, theirs: Theirs, step: Step) -> None:
    assert said(clerk, step, theirs.draft, theirs.draft_material) == said(clerk, step, new_id(), new_id())


@pytest.mark.parametrize(
    ("roles", "steps"),
    [
        (("examiner",), AT_THE_DESK),
        (("clerk",), (DECIDING,)),
        (("chief_representative",), AT_THE_DESK),
        (("hall_manager", "catalogue_editor", "supervisor"), (*READING, *AT_THE_DESK, DECIDING)),
        (("administrator",), (*READING, *AT_THE_DESK, DECIDING)),
        (("auditor",), (*READING, *AT_THE_DESK, DECIDING)),
        (("examiner", "chief_representative"), APPLYING),
        (("clerk",), (WITHDRAWING,)),
    ],
    ids=lambda value: ",".join(value) if isinstance(value[0], str) else "",
)
def test_a_role_that_is_lacking_is_said(
    city: City, applicant: Person, theirs: Theirs, roles: tuple[str, ...], steps: tuple[Step, ...]
) -> None:
    who = driving.registered(city, *roles)
    for step in steps:
        status, problem = said(who, step, theirs.case, theirs.case_material)
        assert (status, problem["code"]) == (403, "not_permitted"), step
    assert applicant.get(f"/v1/cases/{theirs.case}")["status"] == "submitted"


@pytest.mark.parametrize("step", [step for step in APPLYING if step != WITHDRAWING], ids=named)
def test_a_window_edits_nothing_that_it_did_not_take_in(clerk: Person, theirs: Theirs, step: Step) -> None:
    assert clerk.get(f"/v1/cases/{theirs.case}")["case_id"] == theirs.case, "the office that handles it sees it"
    assert said(clerk, step, theirs.case, theirs.case_material) == said(clerk, step, new_id(), new_id())


def test_a_task_of_another_role_stays(city: City, theirs: Theirs) -> None:
    examiner = driving.registered(city, "examiner", departments=["09"])
    assert refused(examiner.ask("POST", f"/v1/desk/tasks/{theirs.task}/claim")) == (403, "not_permitted")


@pytest.mark.parametrize("step", [*AT_THE_DESK, DECIDING], ids=named)
def test_a_citizen_is_refused_at_the_desk_even_with_their_own_case(
    applicant: Person, theirs: Theirs, step: Step
) -> None:
    status, problem = said(applicant, step, theirs.case, theirs.case_material)
    assert (status, problem["code"]) == (403, "not_permitted")


OTHERS_WORK = (
    ("POST", "/v1/staff", {}),
    ("GET", "/v1/staff/900001", None),
    ("GET", f"/v1/desk/tasks?department=09&division={DIVISION}", None),
    ("POST", "/v1/catalogue/imports", {}),
    ("GET", "/v1/supervision/summary?from=2026-11-01&to=2026-11-30", None),
    ("GET", "/v1/configuration/intake", None),
)


@pytest.mark.parametrize(("method", "path", "body"), OTHERS_WORK)
def test_a_citizen_does_not_do_the_citys_work(applicant: Person, method: str, path: str, body: Any) -> None:
    assert refused(applicant.ask(method, path, body)) == (403, "not_permitted")


def test_who_proved_nothing_is_told_the_level_that_is_needed(city: City, theirs: Theirs) -> None:
    newcomer = driving.newcomer(city, "周八")
    unproved: list[Callable[[], Any]] = [lambda: newcomer.ask("GET", "/v1/cases")]
    unproved += [
        lambda step=step: newcomer.ask(step[0], f"/v1/cases/{theirs.case}{step[1]}".format(material="x"), step[2])
        for step in (*READING, *APPLYING)
    ]
    for ask in unproved:
        answer = ask()
        assert refused(answer) == (403, "assurance_level_too_low")
        assert "2" in answer.json()["detail"]
        assert "0" in answer.json()["detail"]


def test_a_public_number_without_its_proof_is_as_unknown_as_no_number(
    city: City, applicant: Person, theirs: Theirs
) -> None:
    case, somebody = applicant.get(f"/v1/cases/{theirs.case}"), driving.nobody(city)
    proof = driving.resident_id(city, "王五")[-6:]
    said_of = [
        somebody.ask("POST", "/v1/status-lookups", {"number": number, "proof": tail})
        for number, tail in (
            (case["public_no"], "000000"),
            (case["case_no"], "000000"),
            ("0000000000", proof),
            (theirs.case, proof),
            (theirs.draft, proof),
        )
    ]
    assert {refused(answer) for answer in said_of} == {(404, "lookup_not_found")}
    assert len({answer.json()["detail"] for answer in said_of}) == 1
    shown = somebody.ask("POST", "/v1/status-lookups", {"number": case["public_no"], "proof": proof}).json()
    assert shown["status"] == "submitted"
    assert not {"form", "materials", "owner", "case_id", "name"} & shown.keys()


def test_the_owner_still_has_it_all(applicant: Person, theirs: Theirs) -> None:
    """After all that was tried on it."""
    case = applicant.get(f"/v1/cases/{theirs.case}")
    assert (case["status"], case["form"], len(case["materials"])) == ("submitted", FORM, 3)
    draft = applicant.get(f"/v1/cases/{theirs.draft}")
    assert (draft["status"], draft["form"], len(draft["materials"])) == ("draft", {}, 1)
