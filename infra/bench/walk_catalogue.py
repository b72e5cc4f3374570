"""A round through the keeping of items: imported, drafted, audited, published, looked up, exported, withdrawn."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from infra.bench import walk_forms
from infra.bench.city import City, complete_item, plain_row
from infra.bench.meter import Meter
from infra.bench.people import Person
from infra.local.story.city import upload

_IMPORTS = "/v1/catalogue/imports"


def walk(city: City, meter: Meter, number: int) -> None:
    """An item of this round's own, from a row to its withdrawal."""
    row, editor = plain_row(number), city.staff["800001"]
    code = row["item_code"]
    _imported(city, meter, row)
    draft = editor.get(f"/v1/catalogue/items/{code}/draft")
    form = _drafted(city, number, draft)
    version = f"/v1/catalogue/items/{code}/versions/{draft['number']}"
    _published(city, version)
    city.functions.index(code)
    _looked_up(editor, code, version)
    _exported(city)
    city.staff["800003"].post(f"{version}/withdrawal", {"reason": "不再实施"})
    city.functions.index(code, "of what was withdrawn")
    walk_forms.looked_up(code, draft["number"], form, Person(city.handler))


def _imported(city: City, meter: Meter, row: dict[str, Any]) -> None:
    """As a file that is uploaded, and once more as rows, which changes nothing."""
    editor, data = city.staff["800001"], json.dumps([row]).encode()
    file = {"size": len(data), "sha256": sha256(data).hexdigest()}
    with meter.told_apart("of a file"):
        asked = editor.post(_IMPORTS, {"kind": "items", "source": "bench", "file": file})
    upload(asked["upload"], data)
    editor.post(f"{_IMPORTS}/{asked['import_id']}/completion")
    city.functions.carry_on(f"import#{asked['import_id']}")
    city.import_({"kind": "items", "source": "bench", "rows": [row]}, "of what is known already")
    editor.get(_IMPORTS, limit="20")


def _drafted(city: City, number: int, draft: dict[str, Any]) -> dict[str, str]:
    """What the import made gets a blank form, which is returned."""
    editor = city.staff["800001"]
    editor.get("/v1/catalogue/proof-materials")
    editor.get("/v1/catalogue/drafts")
    form = walk_forms.handed_in(city, number)
    path = f"/v1/catalogue/items/{draft['item_code']}/draft"
    editor.put(path, {"content": walk_forms.naming(draft["content"], form)}, draft["revision"])
    return form


def _published(city: City, version: str) -> None:
    city.staff["800002"].post(f"{version}/audit", {"passed": True})
    city.staff["800003"].post(f"{version}/publication")


def _looked_up(keeper: Person, code: str, version: str) -> None:
    keeper.get(f"/v1/catalogue/items/{code}/versions")
    keeper.get(version)
    keeper.get(f"{version}/changes")
    keeper.get(f"/v1/catalogue/standards/{complete_item('residence_permit')['content']['basic_code']}")


def _exported(city: City) -> None:
    editor = city.staff["800001"]
    asked = {"kind": "divisions", "format": "csv"}  # as many in every round; of items there are more each time
    export_id = editor.post("/v1/catalogue/exports", asked)["export_id"]
    city.functions.carry_on(f"export#{export_id}", "of an export")
    editor.get(f"/v1/catalogue/exports/{export_id}")
