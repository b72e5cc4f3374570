"""Who acts: the sample people whom the register knows as alive and of age, and clerks who are new in this run."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.bench.parallel_acts.phases import THREADS
from infra.local.first_log_in import do_duties, log_in
from infra.local.story import residence_permit
from infra.local.story.city import City, Refused, Visitor

DEPARTMENT = "12"
_APPLICANTS = ("张三", "李四", "王五", "赵六", "郑十")


def applicants(city: City) -> list[Visitor]:
    """Sample people, logged in and verified by name and number."""
    return [_verified(city, name) for name in _APPLICANTS]


def clerks(city: City, count: int) -> list[Visitor]:
    """So many new clerks of one office, each logged in. Raises Refused."""
    administrator = city.staff("administrator")
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda _: _clerk(city, administrator), range(count)))


def _verified(city: City, name: str) -> Visitor:
    who, number = city.citizen(name), city.person(name)["resident_id"]
    who.post("/v1/me/verifications", {"method": "name_number", "name": name, "resident_id": number})
    who.refresh()
    return who


def _clerk(city: City, administrator: Visitor) -> Visitor:
    member: dict[str, Any] = {
        "staff_no": f"B{uuid.uuid4().hex[:12]}",
        "name": "测量人员",
        "password": f"Aa1-{uuid.uuid4().hex}",
        "roles": ["clerk"],
        "departments": [DEPARTMENT],
        "divisions": [residence_permit.DIVISION],
    }
    administrator.post("/v1/staff", member)
    who = Visitor(city)
    log_in(member, lambda body: who.log_in("/v1/sessions/staff", body), Refused)
    do_duties(who.post, who.get("/v1/me")["duties"], member["password"], f"Aa1-{uuid.uuid4().hex}")
    who.refresh()
    return who
