"""`python -m infra.bench.parallel_acts 1000`: so many acts on different cases at once, through a city that runs.

Cases are handed in, then all of them are accepted, by requests that run in parallel. Afterwards every case's chain of
acts is walked, and the desk's queue is compared with what each case waits for. `make run` starts the city.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from typing import Any, NamedTuple

import boto3

from chalicelib.shared.acts import ChainBroken, read_act, verify_chain
from infra.local.places import ROOT, Places
from infra.local.story import residence_permit
from infra.local.story.city import City, Refused, Visitor

ITEM = "律师执业许可"
"""An item that asks for no form, no answers and no materials."""
THREADS = 12
EXPECTED = ["case.submitted", "case.accepted"]


class Phase(NamedTuple):
    """What so many requests in parallel came to: which were refused, and how long each took, in milliseconds."""

    name: str
    seconds: float
    took_ms: tuple[float, ...]
    refused: tuple[str, ...]

    @property
    def told(self) -> str:
        """One line of figures."""
        cuts = quantiles(self.took_ms, n=20) if len(self.took_ms) > 1 else [*self.took_ms] * 19
        spread = f"median {cuts[9]:.0f} ms, 95 % within {cuts[18]:.0f} ms, slowest {max(self.took_ms):.0f} ms"
        rate = len(self.took_ms) / self.seconds
        return f"{self.name}: {len(self.took_ms)} in {self.seconds:.1f} s, {rate:.1f} a second; {spread}"


class Found(NamedTuple):
    """What was found afterwards: chains that are not whole, acts that are lacking, cases that wait for the wrong."""

    phases: tuple[Phase, ...]
    broken: tuple[str, ...]
    lost: tuple[str, ...]
    misqueued: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Nothing was refused, lost, broken or queued wrongly."""
        refused = any(phase.refused for phase in self.phases)
        return not (refused or self.broken or self.lost or self.misqueued)


def measured(city: City, applicant: Visitor, clerks: Sequence[Visitor], count: int) -> Found:
    """Hand `count` cases in, accept them all at once, and look."""
    code = applicant.get("/v1/items", query=ITEM)["items"][0]["item_code"]
    said = {"item_code": code, "division_code": residence_permit.DIVISION, "answers": {}}
    ids = [applicant.post("/v1/cases", said)["case_id"] for _ in range(count)]
    submitted = _at_once("submissions", [_posting(applicant, f"/v1/cases/{case_id}/submission") for case_id in ids])
    turns = zip(ids, itertools.cycle(clerks), strict=False)
    accepted = _at_once("acceptances", [_posting(who, f"/v1/cases/{one}/acceptance") for one, who in turns])
    return _looked_at(city, ids, (submitted, accepted))


def _posting(who: Visitor, path: str) -> Callable[[], Any]:
    return lambda: who.post(path)


def _at_once(name: str, requests: Sequence[Callable[[], Any]]) -> Phase:
    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(_timed, requests))
    refused = tuple(code for _, code in done if code)
    return Phase(name, time.perf_counter() - began, tuple(took for took, _ in done), refused)


def _timed(request: Callable[[], Any]) -> tuple[float, str]:
    began, code = time.perf_counter(), ""
    try:
        request()
    except Refused as refused:
        code = str(refused.problem.get("code"))
    return (time.perf_counter() - began) * 1000, code


def _looked_at(city: City, ids: Sequence[str], phases: tuple[Phase, ...]) -> Found:
    tables = _Tables(city)
    broken, lost, misqueued = [], [], []
    for case_id in ids:
        types = tables.types(case_id)
        if types is None:
            broken.append(case_id)
        elif types != EXPECTED:
            lost.append(case_id)
        if len(waiting := tables.waiting(case_id)) != 1 or "accept" in waiting[0]:
            misqueued.append(case_id)
    return Found(phases, tuple(broken), tuple(lost), tuple(misqueued))


class _Tables:
    """The acts and the queue of a running city, as its tables have them."""

    def __init__(self, city: City) -> None:
        told = city.described
        self._resources = told["resources"]
        self._client = boto3.client(
            "dynamodb",
            endpoint_url=told["endpoint_url"],
            region_name=told["region"],
            aws_access_key_id=told["access_key"]["id"],
            aws_secret_access_key=told["access_key"]["secret"],
        )

    def types(self, case_id: str) -> list[str] | None:
        """The types of a case's acts; None if their chain is not whole."""
        items = self._query("ActsTable", "pk = :pk", {":pk": {"S": f"case#{case_id}"}})
        acts = [read_act(item["act"]["S"], item["hash"]["S"]) for item in items]
        try:
            verify_chain(f"case#{case_id}", acts)
        except ChainBroken:
            return None
        return [act.type for act in acts]

    def waiting(self, case_id: str) -> list[str]:
        """The ids of its tasks in the queue."""
        values = {":pk": {"S": f"CASE#{case_id}"}, ":task": {"S": "TASK#"}}
        items = self._query("CasesTable", "pk = :pk AND begins_with(sk, :task)", values)
        return [item["sk"]["S"].removeprefix(f"TASK#{case_id}-") for item in items]

    def _query(self, table: str, condition: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self._client.query(
            TableName=self._resources[table],
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        )
        found: list[dict[str, Any]] = answer["Items"]
        return found


def main() -> int:
    """0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.parallel_acts", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    count = parser.parse_args().count
    city = City.found(Places(ROOT / ".local").city_file)
    found = measured(city, _verified(city, "王五"), [city.staff("clerk")], count)
    for phase in found.phases:
        print(phase.told, *(f"; refused: {code}" for code in sorted(set(phase.refused))))
    print(f"broken chains {len(found.broken)}, lost acts {len(found.lost)}, wrong in the queue {len(found.misqueued)}")
    return 0 if found.whole else 1


def _verified(city: City, name: str) -> Visitor:
    who, number = city.citizen(name), city.person(name)["resident_id"]
    who.post("/v1/me/verifications", {"method": "name_number", "name": name, "resident_id": number})
    who.refresh()
    return who


if __name__ == "__main__":
    sys.exit(main())
