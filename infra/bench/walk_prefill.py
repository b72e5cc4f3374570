"""What spares an applicant work: filling in, files given once, and a draft carried over."""

from __future__ import annotations

from infra.bench.city import DIVISION, complete_item
from infra.bench.meter import Meter
from infra.bench.people import Person
from infra.local.story import residence_permit


def spared(who: Person, meter: Meter) -> None:
    """Somebody who handed in before applies again: nothing has to be typed or uploaded anew."""
    agreed(who)
    permit = complete_item("residence_permit")["content"]["item_code"]
    said = {"item_code": permit, "division_code": DIVISION, "answers": residence_permit.ANSWERS}
    path = f"/v1/cases/{who.post('/v1/cases', said)['case_id']}"
    who.send("POST", f"{path}/prefill", {}, {"if-match": '"0"', "idempotency-key": path.replace("/", "-")}, {})
    with meter.told_apart("prefilled"):
        who.get(path)
    slot = who.get(f"{path}/material-offers")["slots"][0]
    who.post(f"{path}/materials/reuse", {"slot": slot["slot"], "sha256": slot["offers"][0]["sha256"]})
    who.post(f"{path}/renewal")
    kept = who.get("/v1/me/materials")["files"]
    who.delete(f"/v1/me/materials/{kept[-1]['sha256']}")


def agreed(who: Person) -> None:
    """Consent to the wording in force."""
    listed = who.get("/v1/me/consents")["consents"]
    wording = next(one["wording"] for one in listed if one["purpose"] == "prefill")
    said = {"purpose": "prefill", "wording_version": wording["version"], "wording_sha256": wording["sha256"]}
    who.post("/v1/me/consents", said)
