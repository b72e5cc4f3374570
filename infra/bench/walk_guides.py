"""A round through guides: as data, as a page, as a picture, by somebody unknown, by an applicant and by a clerk."""

from __future__ import annotations

import json

from infra.bench.city import DIVISION, complete_item
from infra.bench.meter import Meter
from infra.bench.people import Person
from infra.local.story import residence_permit


def asked(nobody: Person, meter: Meter) -> None:
    """Somebody unknown: the data first, then the sheet to print and the picture."""
    path, answers = _path(), residence_permit.ANSWERS
    nobody.post(f"{path}/guide", {"answers": answers})
    with meter.told_apart("as a page"):
        nobody.send("POST", f"{path}/guide", {"answers": answers}, {"accept": "text/html"}, {})
    nobody.get(f"{path}/guide-sheet", answers=json.dumps(answers))
    nobody.get(f"{path}/process-picture")


def known(who: Person, meter: Meter) -> None:
    """An applicant, for where they live: what the city holds of them."""
    with meter.told_apart("known, with a place"):
        who.post(f"{_path()}/guide", {"answers": residence_permit.ANSWERS, "division_code": DIVISION})


def handled(clerk: Person) -> None:
    """A clerk, who has the handbook."""
    clerk.get(f"/v1/catalogue/items/{_code()}/handbook")


def _path() -> str:
    return f"/v1/items/{_code()}"


def _code() -> str:
    code: str = complete_item("residence_permit")["content"]["item_code"]
    return code
