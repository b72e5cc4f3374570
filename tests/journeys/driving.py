"""Driving the deployed city: people who log in and send what no client should, and cases brought to where a test
needs them."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import requests

from chalicelib.shared.acts import Act, read_act, verify_chain
from chalicelib.shared.clocks import LawClock, WallClock
from chalicelib.staff.second_factor import code_at
from infra.local.first_log_in import do_duties, log_in, step_now
from infra.local.story import papers, residence_permit
from infra.local.story.applying import add_material
from infra.local.story.city import City as Described
from infra.local.story.city import Refused, Visitor
from tests.city import City

DIVISION = residence_permit.DIVISION
ANOTHER_DIVISION = "530103000000"
FORM: dict[str, Any] = residence_permit.FORM
PDF = ("application/pdf", papers.pdf("Sample"))
PNG = ("image/png", papers.png())
PERMIT = "居住证申领"
WITHOUT_PAPERS = "律师执业许可"
"""An item that asks for no form, no answers and no materials: two requests make a case of it."""
_FRESH_S = 240  # tokens of who has much power live for some minutes
_LOGGED_IN: dict[tuple[str, str], tuple[Person, float]] = {}
_ALONE = Lock()


class Person(Visitor):
    """A visitor who also looks at refusals. Acts raise `Refused` as the story's do; `ask` gives whatever came."""

    def __init__(self, city: City) -> None:
        super().__init__(Described(city.described))
        self.city = city

    @property
    def token(self) -> str:
        """The access token."""
        return str(self._session.headers["Authorization"]).removeprefix("Bearer ")

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """One request under a key of its own and edit version 0, unless `headers` (with underscores) say otherwise."""
        said = {"Idempotency-Key": new_key(), "If-Match": '"0"'}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"json": body if body is not None else {}} if method in ("POST", "PUT") else {}
        return self._session.request(method, self.city.base_url + path, headers=said, timeout=60, **sent)


def nobody(city: City) -> Person:
    """Somebody without a session."""
    return Person(city)


def newcomer(city: City, name: str) -> Person:
    """A sample person who logged in with WeChat and proved nothing yet."""
    url = city.partners_url + "/_control/wechat/codes"
    code = requests.post(url, json={"person": name}, timeout=30).json()["code"]
    who = Person(city)
    who.log_in("/v1/sessions/wechat", {"code": code})
    return who


def citizen(city: City, name: str) -> Person:
    """A sample person, verified by name and number."""
    who = newcomer(city, name)
    number = resident_id(city, name)
    who.post("/v1/me/verifications", {"method": "name_number", "name": name, "resident_id": number})
    who.refresh()
    return who


def resident_id(city: City, name: str) -> str:
    """A sample person's number."""
    return next(str(one["resident_id"]) for one in city.described["people"] if one["name"] == name)


def staff(city: City, role: str) -> Person:
    """The city's own member of staff with that role. Who has a second factor logs in once: a code is good once."""
    member = city.staff(role)
    return _with_second_factor(city, member) if member["totp_seed"] else signed_in(city, member)


def registered(city: City, *roles: str, **scope: list[str]) -> Person:
    """A new member of staff, for all departments and divisions unless `scope` says otherwise."""
    member = {
        "staff_no": f"T{uuid.uuid4().hex[:12]}",
        "name": "测试人员",
        "password": new_password(),
        "roles": list(roles),
        "departments": ["*"],
        "divisions": ["*"],
        **scope,
    }
    staff(city, "administrator").post("/v1/staff", member)
    who = signed_in(city, member)
    do_duties(who.post, who.get("/v1/me")["duties"], member["password"], new_password())
    who.refresh()
    return who


def signed_in(city: City, member: dict[str, Any]) -> Person:
    """A member of staff, logged in by number, password and, where there is a seed, a one-time code."""
    who = Person(city)
    log_in(member, lambda body: who.log_in("/v1/sessions/staff", body), Refused)
    return who


def code_of_next_step(seed: str) -> str:
    """A one-time code that is good already, and that nobody has used yet."""
    return code_at(seed, step_now() + 1)


def new_password() -> str:
    """One that any city takes."""
    return f"Aa1-{uuid.uuid4().hex}"


def _with_second_factor(city: City, member: dict[str, Any]) -> Person:
    with _ALONE:
        key = (city.base_url, member["staff_no"])
        who, since = _LOGGED_IN.get(key, (None, 0.0))
        if who is None:
            who = signed_in(city, member)
        elif time.monotonic() - since > _FRESH_S:
            who.refresh()
        else:
            return who
        _LOGGED_IN[key] = (who, time.monotonic())
        return who


def draft(who: Person, item: str = PERMIT) -> str:
    """The id of a new draft; its form is empty, its papers are lacking."""
    code = who.get("/v1/items", query=item)["items"][0]["item_code"]
    answers = residence_permit.ANSWERS if item == PERMIT else {}
    begun = who.post("/v1/cases", {"item_code": code, "division_code": DIVISION, "answers": answers})
    return str(begun["case_id"])


def ready(who: Person, form: dict[str, Any] = FORM) -> str:
    """The id of a draft of a residence permit that lacks nothing."""
    case_id = draft(who)
    who.put(f"/v1/cases/{case_id}/form", {"form": form}, 0)
    for slot, paper in (("M01", PDF), ("M02", PNG), ("M03", PDF)):
        add_material(who, case_id, slot, *paper)
    return case_id


def submitted(who: Person) -> str:
    """The id of a submitted case, of the item that needs nothing."""
    case_id = draft(who, WITHOUT_PAPERS)
    who.post(f"/v1/cases/{case_id}/submission")
    return case_id


def applied(who: Person) -> str:
    """The id of a submitted case, of a residence permit with its form and papers."""
    case_id = ready(who)
    who.post(f"/v1/cases/{case_id}/submission")
    return case_id


def correction(notice: str | None = None) -> dict[str, Any]:
    """A request for correction of a residence permit's lease, with a covering text."""
    return {"findings": [residence_permit.LEASE], "notice": notice}


def new_key() -> str:
    """An idempotency key."""
    return uuid.uuid4().hex


def readings(city: City, staff_no: str) -> list[Act]:
    """What a member of staff has opened this month."""
    return acts(city, f"reader#{staff_no}#{LawClock(WallClock()).today():%Y-%m}")


def acts(city: City, subject: str) -> list[Act]:
    """The acts of a subject as the table has them, once their chain is seen to be whole."""
    answer = city.client("dynamodb").query(
        TableName=city.resources["ActsTable"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": subject}},
        ConsistentRead=True,
    )
    found = [read_act(item["act"]["S"], item["hash"]["S"]) for item in answer["Items"]]
    verify_chain(subject, found)
    return found


def refused(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal, once it is seen to be a whole problem document."""
    said = answer.json()
    assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.text
    assert said["status"] == answer.status_code
    for field in ("title", "detail", "request_id"):
        assert said[field], said
    return answer.status_code, said["code"]


def at_once(tasks: Iterable[Callable[[], Any]]) -> list[Any]:
    """What the tasks return, twelve running at a time: each that runs costs the local cloud a process."""
    with ThreadPoolExecutor(12) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]
