"""A round through what is told of a case that was seen through: its days, documents and record, and finding it."""

from __future__ import annotations

from datetime import UTC, datetime

from infra.bench.meter import Meter
from infra.bench.people import Person


def told(who: Person, clerk: Person, case_id: str, meter: Meter) -> None:
    """By its applicant, and the last document by the desk."""
    who.get(f"/v1/cases/{case_id}/deadline")
    with meter.told_apart("by staff"):
        clerk.get(f"/v1/cases/{case_id}/deadline")
    path = f"/v1/cases/{case_id}/documents"
    listed = who.get(path)["documents"]
    for one in listed:
        who.get(one["url"])
    who.get(f"{listed[-1]['url']}/page", large="true")
    with meter.told_apart("by staff"):
        clerk.get(listed[-1]["url"])


def looked_through(who: Person, meter: Meter) -> None:
    """One's cases by year and status, and the record to take along."""
    with meter.told_apart("by year, status and words"):
        who.get("/v1/cases", year=str(datetime.now(UTC).year), status="served", q="居住")
    who.get("/v1/me/record")
    with meter.told_apart("for a spreadsheet"):
        who.get("/v1/me/record", format="csv")
