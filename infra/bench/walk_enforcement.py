"""A round through enforcement: a case is followed, looked for, enforced and reckoned anew; and what moved is told."""

from __future__ import annotations

from typing import Any

from infra.bench.city import City
from infra.bench.law_time import law_time
from infra.bench.meter import Meter
from infra.bench.walk_acts import JUNE
from infra.local.story import residence_permit

_SHIPPED = 0
"""No release has to be waited for."""


def walk(city: City, meter: Meter, case_id: str, number: int) -> None:
    """As the functions would; `number` is the release that is taken to have brought another calendar."""
    from chalicelib.wiring import enforcement

    subject, service = f"case#{case_id}", enforcement.enforcement_service()
    service.follow(subject)
    meter.note("keep_deadlines of one case", {})
    service.follow(subject)
    meter.note("keep_deadlines of one case, nothing new", {})
    service.enforce(subject, "committed")
    meter.note("enforce_deadline of what is not due", {})
    _begun(number)
    meter.note("", {})  # the act of a publication begins it
    enforcement.recomputing().one(_SHIPPED, subject)
    meter.note("enforce_deadline of a recomputed case", {})
    supervisor = city.staff["700001"]
    supervisor.get("/v1/supervision/recomputations")
    supervisor.get(f"/v1/supervision/recomputations/{number}")


def run_out(city: City, case: dict[str, Any]) -> None:
    """A correction was asked for in June and never made: it is kept, found due, and returned by the law's clock."""
    with law_time(JUNE):
        said = {"findings": [residence_permit.LEASE]}
        city.staff["100001"].post(f"/v1/cases/{case['case_id']}/correction-request", said)
    city.functions.run_out(case["case_id"], "correction")


def _begun(release: int) -> None:
    from chalicelib.shared.change import Change
    from chalicelib.shared.clocks import rfc3339
    from chalicelib.wiring import committer, wall_clock
    from chalicelib.wiring.enforcement import report_table

    begun_at = rfc3339(wall_clock().now())
    committer().commit(lambda: Change(report_table().begin(release, begun_at)), None)
