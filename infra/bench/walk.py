"""One round through every operation of the API, by people who have not been there before.

Whatever a round makes is new, so a second one costs the same unless something grows with the number of cases.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from infra.bench import (
    walk_acts,
    walk_catalogue,
    walk_enforcement,
    walk_figures,
    walk_forms,
    walk_guides,
    walk_prefill,
    walk_promises,
    walk_representation,
    walk_staff,
    walk_status,
    walk_supervision,
    walk_tasks,
    walk_window,
    walk_windows,
)
from infra.bench.city import DIVISION, City, complete_item, number_of
from infra.bench.meter import Meter
from infra.bench.people import Person
from infra.bench.walk_persons import Persons
from infra.local.story import deciding, old_age_allowance, papers, residence_permit
from infra.local.story.applying import add_material

if TYPE_CHECKING:
    from infra.local.story.city import Visitor

APPLICANTS = ("李四", "王五", "赵六")
"""Who applies for a permit in each round."""
ELDER = "郑十"
"""Who applies for an allowance in every round."""
_PDF = "application/pdf"


class Round:
    """One round."""

    def __init__(self, city: City, meter: Meter, number: int) -> None:
        self._city = city
        self._meter = meter
        self._number = number
        self._applicant = APPLICANTS[number]

    def walk(self) -> str:
        """Go everywhere; returns the id of the case that was seen through to its end."""
        self._anybody()
        self._keepers()
        walk_staff.walk(self._city, self._number)
        walk_windows.walk(self._city, self._number)
        self._decided_at_once()
        applicant = self._city.citizen(self._applicant)
        applicant.log_in("/v1/sessions/wechat", self._city.code_of(self._applicant))
        case = self._applied(applicant)
        self._examined(applicant, case)
        self._ended_early(applicant)
        walk_prefill.spared(applicant, self._meter)
        self._worked_on(applicant)
        promising = walk_promises.publish(self._city, self._number)
        with self._meter.told_apart("on a promise"):
            walk_promises.walked(self._city, applicant, promising)
        self._watched()
        walk_supervision.walk(self._city, self._meter, case["case_id"])
        walk_enforcement.walk(self._city, self._meter, case["case_id"], self._number)
        applicant.get("/v1/me/access-log")
        self._on_account(applicant)
        self._persons(applicant)
        with self._meter.told_apart("at a window"):
            walk_window.walk(self._city, self._number, self._applicant)
        applicant.delete("/v1/sessions/current")
        return str(case["case_id"])

    def _persons(self, friend: Person) -> None:
        persons = Persons(self._city, self._meter, self._number)
        persons.leaving()
        persons.at_a_kiosk()
        who = persons.proved()
        walk_representation.organisation(who, self._applicant, self._city.staff["100001"])
        given = walk_representation.friend(who, self._applicant)
        with self._meter.told_apart("for another"):
            case = self._handed_in(friend, self._begun(friend, {"on_behalf_of": given}))
            friend.get("/v1/cases", **{"for": "others"})
            friend.post(f"/v1/cases/{case['case_id']}/withdrawal", {"reasons": "改为本人办理"})
        who.post(f"/v1/authorisations/{given}/revocation")
        persons.seen_at_the_window(who)

    def _on_account(self, who: Person) -> None:
        who.get("/v1/me/account-events")
        listed = who.get("/v1/me/sessions")["sessions"]
        other = next(entry for entry in listed if not entry["current"])
        who.delete(f"/v1/me/sessions/{other['session_id']}")

    def _anybody(self) -> None:
        nobody = Person(self._city.handler)
        for path in ("/v1/health", "/v1/version", "/.well-known/jwks.json", "/v1/items"):
            nobody.get(path)
        nobody.get("/v1/divisions/530100000000/children")
        nobody.get(f"/v1/divisions/{DIVISION}")
        permit = complete_item("residence_permit")["content"]["item_code"]
        nobody.get(f"/v1/items/{permit}")
        nobody.get(f"/v1/items/{permit}/disclosures")
        walk_forms.found(nobody)
        nobody.get("/v1/catalogue/statistics")
        nobody.get("/v1/catalogue/themes")
        walk_guides.asked(nobody, self._meter)

    def _keepers(self) -> None:
        walk_catalogue.walk(self._city, self._meter, self._number)
        self._configured("publishing", {"auditor_may_publish": True})

    def _configured(self, document: str, content: dict[str, Any]) -> None:
        editor, auditor, publisher = (self._city.staff[number] for number in ("810001", "810002", "810003"))
        path = f"/v1/configuration/{document}"
        draft = editor.put(path, {"content": content}, 0)
        editor.get("/v1/configuration")
        editor.get(path)
        version = f"{path}/versions/{draft['number']}"
        editor.get(version)
        auditor.post(f"{version}/audit", {"passed": True})
        publisher.post(f"{version}/publication")
        publisher.post(f"{version}/withdrawal", {"reason": "不再实施"})

    def _applied(self, who: Person) -> dict[str, Any]:
        who.get("/v1/me")
        walk_guides.known(who, self._meter)
        case = self._begun(who)
        who.get("/v1/cases")
        unwanted = _uploaded(who, case["case_id"], "M01", _PDF, papers.pdf("Wrong paper"))
        who.get(f"/v1/cases/{case['case_id']}/materials/{unwanted}/file")
        who.delete(f"/v1/cases/{case['case_id']}/materials/{unwanted}")
        return self._handed_in(who, case)

    def _begun(self, who: Person, more: dict[str, str] | None = None, item: str | None = None) -> dict[str, Any]:
        permit = item or complete_item("residence_permit")["content"]["item_code"]
        said = {"item_code": permit, "division_code": DIVISION, "answers": residence_permit.ANSWERS, **(more or {})}
        begun: dict[str, Any] = who.post("/v1/cases", said)
        who.put(f"/v1/cases/{begun['case_id']}/form", {"form": residence_permit.FORM}, 0)
        return begun

    def _handed_in(self, who: Person, case: dict[str, Any]) -> dict[str, Any]:
        for slot in case["required_materials"]:
            kind, content = residence_permit.PHOTO.get(slot, (_PDF, papers.pdf(f"Paper {slot}")))
            _uploaded(who, case["case_id"], slot, kind, content)
        path = f"/v1/cases/{case['case_id']}"
        who.get(path)
        who.get(f"{path}/materials")
        submitted: dict[str, Any] = who.post(f"{path}/submission")
        return submitted

    def _examined(self, who: Person, case: dict[str, Any]) -> None:
        path, clerk = f"/v1/cases/{case['case_id']}", self._city.staff["100001"]
        walk_guides.handled(clerk)
        clerk.post(f"{path}/correction-request", {"findings": [residence_permit.LEASE]})
        _uploaded(who, case["case_id"], "M03", _PDF, papers.pdf("Signed lease"))
        who.post(f"{path}/resubmission")
        clerk.post(f"{path}/acceptance")
        examiner, task = self._city.staff["200001"], f"/v1/desk/tasks/{case['case_id']}-examine-1"
        examiner.post(f"{task}/claim")
        examiner.post(f"{task}/release")
        examiner.post(f"{task}/claim")
        examiner.post(f"{task}/completion", {"outcome": "approve", "opinion": "符合条件"})
        self._city.staff["300001"].post(f"{path}/decision", {"result": "grant"})
        clerk.post(f"{path}/conclusion")
        clerk.post(f"{path}/service-of-result", deciding.signed_for("李四"))
        who.get(f"{path}/timeline")
        walk_status.told(who, clerk, case["case_id"], self._meter)
        walk_status.looked_through(who, self._meter)
        proof = number_of(self._applicant)[-6:]
        Person(self._city.handler).post("/v1/status-lookups", {"number": case["public_no"], "proof": proof})
        with self._meter.told_apart("by staff"):
            clerk.get(path)

    def _ended_early(self, who: Person) -> None:
        clerk = self._city.staff["100001"]
        declined = self._handed_in(who, self._begun(who))
        clerk.post(f"/v1/cases/{declined['case_id']}/declination", residence_permit.ELSEWHERE)
        walk_acts.not_corrected(self._city, self._handed_in(who, self._begun(who)))
        walk_enforcement.run_out(self._city, self._handed_in(who, self._begun(who)))
        heard = walk_acts.publish_with_hearing(self._city, self._number)
        walk_acts.on_time(self._city, self._handed_in(who, self._begun(who, item=heard)))
        withdrawn = self._handed_in(who, self._begun(who))
        who.post(f"/v1/cases/{withdrawn['case_id']}/withdrawal", {"reasons": "材料准备有误"})

    def _worked_on(self, who: Person) -> None:
        reviewed = walk_tasks.publish_with_review(self._city, self._number)
        case = self._handed_in(who, self._begun(who, item=reviewed))
        walk_tasks.worked_on(self._city, case, f"21000{self._number + 2}")

    def _decided_at_once(self) -> None:
        who = self._city.citizen(ELDER)
        item = complete_item("old_age_allowance")["content"]["item_code"]
        said = {"item_code": item, "division_code": DIVISION, "answers": old_age_allowance.ANSWERS}
        case = who.post("/v1/cases", said)
        who.put(f"/v1/cases/{case['case_id']}/form", {"form": old_age_allowance.FORM}, 0)
        for slot in case["required_materials"]:
            kind, content = old_age_allowance.PHOTO.get(slot, (_PDF, papers.pdf(f"Paper {slot}")))
            _uploaded(who, case["case_id"], slot, kind, content)
        with self._meter.told_apart("decided at once"):
            who.post(f"/v1/cases/{case['case_id']}/submission")

    def _watched(self) -> None:
        examiner, supervisor = self._city.staff["200001"], self._city.staff["700001"]
        examiner.get("/v1/desk/tasks", department=BUSY_DEPARTMENT, division=DIVISION)
        today = datetime.now(UTC).date().isoformat()
        period = {"from": today, "to": today}
        supervisor.get("/v1/supervision/summary", **period)
        walk_figures.watched(self._city, self._meter, self._number)
        self._city.staff["950001"].get("/v1/access-log", reader="100001", **period)


BUSY_DEPARTMENT = "09"


def _uploaded(who: Person, case_id: str, slot: str, kind: str, content: bytes) -> str:
    """As the story uploads; a person here posts as a visitor there does."""
    return add_material(cast("Visitor", who), case_id, slot, kind, content)
