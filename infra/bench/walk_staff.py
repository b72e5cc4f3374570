"""A round through the directory of staff: a department, and a newcomer's whole time at work."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.shared.clocks import SHANGHAI
from chalicelib.staff.second_factor import code_at
from infra.bench.city import PASSWORD, City, newcomer
from infra.bench.people import Person
from infra.local.first_log_in import step_now
from infra.local.seed.staff import LETTER

_PASSWORD = "Measured 2026 once more"  # noqa: S105
_FEW = "5"
_DAYS = timedelta(days=7)


def walk(city: City, number: int) -> None:
    """A department, a newcomer and a colleague of theirs, all new in this round."""
    administrator = city.staff["900001"]
    _department(administrator, f"B{number}")
    staff_no, colleague = f"20000{number + 2}", f"21000{number + 2}"
    for one in (staff_no, colleague):
        administrator.post("/v1/staff", newcomer(one, "examiner"))
    administrator.get(f"/v1/staff/{staff_no}")
    administrator.get("/v1/staff", limit=_FEW)
    _second_factor(city.newly_at_work(staff_no))
    _stand_in(administrator, staff_no, colleague)
    _signing(administrator, number)
    _looked_after(city, staff_no)


def _department(administrator: Person, code: str) -> None:
    posts = [{"post_code": "01", "name": "审查岗", "roles": ["examiner"]}]
    made = administrator.post("/v1/departments", {"code": code, "name": "市住房局", "posts": posts})
    path = f"/v1/departments/{code}"
    administrator.put(path, {"name": "市住房和建设局", "posts": posts}, made["version"])
    administrator.get(path)
    administrator.get("/v1/departments", limit=_FEW)


def _second_factor(who: Person) -> None:
    seed = who.post("/v1/me/second-factor", {"password": PASSWORD})["seed"]
    who.post("/v1/me/second-factor/confirmation", {"totp_code": code_at(seed, step_now())})


def _stand_in(administrator: Person, staff_no: str, colleague: str) -> None:
    path, today = f"/v1/staff/{staff_no}/stand-ins", datetime.now(SHANGHAI).date()
    days = {"from_on": str(today), "until_on": str(today + _DAYS)}
    made = administrator.post(path, {"stand_in": colleague, "reason": "年休假", **days})
    administrator.get(path)
    administrator.post(f"{path}/{made['stand_in_id']}/revocation")


def _signing(administrator: Person, number: int) -> None:
    staff_no = f"22000{number + 2}"
    administrator.post("/v1/staff", newcomer(staff_no, "chief_representative"))
    path = f"/v1/staff/{staff_no}/signing-authorities"
    made = administrator.post(path, LETTER)
    administrator.get(path)
    administrator.post(f"{path}/{made['authority_no']}/revocation")


def _looked_after(city: City, staff_no: str) -> None:
    administrator, path = city.staff["900001"], f"/v1/staff/{staff_no}"
    administrator.post(f"{path}/password-reset", {"password": _PASSWORD})
    administrator.post(f"{path}/unlocking")
    city.staff["910001"].post(f"{path}/second-factor-reset")
    version = administrator.get(path)["version"]
    scope = {"roles": ["examiner", "clerk"], "departments": ["*"], "divisions": ["*"]}
    administrator.put(path, scope, version)
    administrator.post(f"{path}/departure")
