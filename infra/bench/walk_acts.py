"""A round through the legal acts that bear on time."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.bench.city import City, complete_item
from infra.bench.law_time import law_time
from infra.local.story import residence_permit

_HEARD = {"procedure": "hearing", "value": 5, "unit": "WD", "reason": "涉及他人重大利益,需要听证。"}
_LONGER = {"reason": "居住地址需要实地核查。", "value": 5}
JUNE, _TOO_LONG = datetime(2026, 6, 1, 2, tzinfo=UTC), timedelta(days=90)
_URGENT = {"kind": "urgent", "reason": "申请人子女本周入学。", "requested_by": "applicant"}


def publish_with_hearing(city: City, number: int) -> str:
    """The code of a residence permit whose clock stands still for a hearing, new in this round."""
    draft = copy.deepcopy(complete_item("residence_permit"))
    code = f"{draft['content']['item_code']}{number + 1:02d}"
    hearing = {"kind": "hearing", "name": "听证", "value": 20, "unit": "WD", "basis": "B01"}
    draft["content"] |= {"item_code": code, "special_procedures": [hearing]}
    city.publish(draft)
    return code


def on_time(city: City, case: dict[str, Any]) -> None:
    """A case of the item with a hearing goes first, stands still, goes on, and is given more time."""
    path, task = f"/v1/cases/{case['case_id']}", f"/v1/desk/tasks/{case['case_id']}-examine-1"
    clerk, examiner, chief = (city.staff[number] for number in ("100001", "200001", "300001"))
    chief.post(f"{path}/urgency", _URGENT)
    clerk.post(f"{path}/acceptance")
    examiner.post(f"{task}/claim")
    examiner.post(f"{path}/suspension", _HEARD)
    examiner.post(f"{path}/resumption", {"opinion": "听证已经结束。"})
    examiner.post(f"{path}/extension", _LONGER)
    chief.post(f"{path}/extension-approval", {"approved": True})


def not_corrected(city: City, case: dict[str, Any]) -> None:
    """A correction is asked for in a June whose working days are known, and never made: the application goes back."""
    path, clerk = f"/v1/cases/{case['case_id']}", city.staff["100001"]
    with law_time(JUNE):
        clerk.post(f"{path}/correction-request", {"findings": [residence_permit.LEASE]})
    with law_time(JUNE + _TOO_LONG):
        clerk.post(f"{path}/return")
