"""The people and the items of the city that is measured."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from infra.bench.functions import Functions
from infra.bench.people import Handler, Person, Refused
from infra.local.first_log_in import do_duties, log_in
from infra.local.places import ROOT
from infra.local.seed.people import sample_people
from infra.local.seed.staff import LETTER

DIVISION = "530102000000"
_TEMPORARY = "Measured 2026 for nobody"
PASSWORD = "Measured 2026 for nobody else"  # noqa: S105
_POSTS = {
    "100001": "clerk",
    "200001": "examiner",
    "300001": "chief_representative",
    "400001": "hall_manager",
    "700001": "supervisor",
    "800001": "catalogue_editor",
    "800002": "catalogue_auditor",
    "800003": "catalogue_auditor",
    "810001": "configuration_editor",
    "810002": "configuration_auditor",
    "810003": "configuration_auditor",
    "910001": "security_administrator",
    "950001": "auditor",
}
_ABOVE = ("", "530000000000", "530100000000")
_TIMEOUT_S = 30


@dataclass
class City:
    """Whom the measurements send to the counters."""

    handler: Handler
    partners: str
    functions: Functions
    staff: dict[str, Person] = field(default_factory=dict)
    seeds: dict[str, str | None] = field(default_factory=dict)

    def settle(self) -> None:
        """Register the staff, import divisions, publish the items of both stories."""
        from chalicelib.staff.bootstrap import first_administrator

        first_administrator("900001", "管理员", _TEMPORARY)
        administrator = self.newly_at_work("900001")
        for staff_no, post in _POSTS.items():
            administrator.post("/v1/staff", newcomer(staff_no, post))
            self.staff[staff_no] = self.newly_at_work(staff_no)
        self.staff["900001"] = administrator
        administrator.post("/v1/staff/300001/signing-authorities", LETTER)
        self.import_({"kind": "divisions", "source": "bench", "rows": divisions()})
        for name in ("residence_permit", "old_age_allowance"):
            self.publish(complete_item(name))

    def import_(self, said: dict[str, Any], variant: str = "") -> dict[str, Any]:
        """Have rows imported, and see it to its end; the report."""
        editor = self.staff["800001"]
        import_id = editor.post("/v1/catalogue/imports", said)["import_id"]
        self.functions.carry_on(f"import#{import_id}", variant)
        report: dict[str, Any] = editor.get(f"/v1/catalogue/imports/{import_id}")
        return report

    def publish(self, draft: dict[str, Any]) -> None:
        """Bring an item in force, by three people."""
        code = draft["content"]["item_code"]
        made = self.staff["800001"].put(f"/v1/catalogue/items/{code}/draft", draft, 0)
        version = f"/v1/catalogue/items/{code}/versions/{made['number']}"
        self.staff["800002"].post(f"{version}/audit", {"passed": True})
        self.staff["800003"].post(f"{version}/publication")
        self.functions.index(code)

    def newly_at_work(self, staff_no: str) -> Person:
        """A member of staff who logged in for the first time, and did what everybody does then."""
        person = self.at_work(staff_no, _TEMPORARY)
        self.seeds[staff_no] = do_duties(person.post, person.get("/v1/me")["duties"], _TEMPORARY, PASSWORD)
        person.refresh()
        return person

    def at_work(self, staff_no: str, password: str = PASSWORD) -> Person:
        """A member of staff, logged in."""
        person = Person(self.handler)
        member = {"staff_no": staff_no, "password": password, "totp_seed": self.seeds.get(staff_no)}
        log_in(member, lambda body: person.log_in("/v1/sessions/staff", body), Refused)
        return person

    def log_in_again(self) -> None:
        """Everybody at work, for a round may come long after the last one.

        In a second of its own: whatever began in the second in which a new password ends other sessions is over too.
        """
        time.sleep(1)
        for staff_no in self.staff:
            self.staff[staff_no] = self.at_work(staff_no)

    def code_of(self, name: str) -> dict[str, str]:
        """What a sample person's phone sends to log in."""
        return {"code": self._partner("codes", {"person": name})["code"]}

    def phone_code_of(self, user: str) -> dict[str, str]:
        """What the phone of a WeChat user sends to tell its number."""
        return {"code": self._partner("phone-codes", {"person": user})["code"]}

    def look_into_camera(self, verify_id: str) -> None:
        """Whoever is to be recognised shows their face."""
        self._partner("faces", {"verify_id": verify_id})

    def citizen(self, name: str, user: str = "") -> Person:
        """A sample person, logged in as a WeChat user (their own phone's, if no other is named) and verified."""
        person = Person(self.handler)
        person.log_in("/v1/sessions/wechat", self.code_of(user or name))
        said = {"method": "name_number", "name": name, "resident_id": number_of(name)}
        person.post("/v1/me/verifications", said)
        person.refresh()
        return person

    def _partner(self, what: str, said: dict[str, str]) -> dict[str, Any]:
        asked = requests.post(f"{self.partners}/_control/wechat/{what}", json=said, timeout=_TIMEOUT_S)
        told: dict[str, Any] = asked.json()
        return told


def number_of(name: str) -> str:
    """A sample person's resident number."""
    return str(next(one["resident_id"] for one in sample_people() if one["name"] == name))


def newcomer(staff_no: str, post: str) -> dict[str, Any]:
    """A member of staff to register, for the whole city."""
    everywhere = ["*"]
    return {
        "staff_no": staff_no,
        "name": "工作人员",
        "password": _TEMPORARY,
        "roles": [post],
        "departments": everywhere,
        "divisions": everywhere,
    }


def divisions() -> list[dict[str, str]]:
    """The rows of the province, its cities, and the counties of one."""
    with (ROOT / "fixtures" / "divisions" / "yunnan_L1-L4.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["parent12"] in _ABOVE]


def complete_item(name: str) -> dict[str, Any]:
    """One of the items that ship in full."""
    draft: dict[str, Any] = json.loads((ROOT / "fixtures" / "complete" / f"{name}.json").read_text())
    return draft


def plain_row(number: int) -> dict[str, Any]:
    """A row to import as an item of its own: always the same but for its code."""
    rows = json.loads((ROOT / "fixtures" / "items" / "statutory_items.json").read_text())["items"]
    row: dict[str, Any] = rows[0]
    return {**row, "item_code": f"{row['item_code'][:-6]}{number:06d}"}
