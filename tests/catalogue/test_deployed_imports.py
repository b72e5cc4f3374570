"""Imports and exports on the deployed city: table → stream → relay → queue → function, with an uploaded file."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
import requests

from infra.local.seed.client import StaffClient
from tests.catalogue.test_import_files import as_csv, listed
from tests.city import City, city

__all__ = ["city"]
pytestmark = pytest.mark.deployed
WITHIN_S = 90.0


@pytest.fixture(scope="module")
def editor(city: City) -> StaffClient:
    return StaffClient(city.base_url, city.staff("catalogue_editor"))


def ended(look: Callable[[], Any]) -> Any:
    """What is told once it is over."""
    until = time.monotonic() + WITHIN_S
    while (found := look())["state"] not in ("concluded", "failed") and time.monotonic() < until:
        time.sleep(0.3)
    return found


def test_an_uploaded_file_is_imported_and_comes_out_again(editor: StaffClient) -> None:
    rows = [listed(number) for number in range(300)] + [listed(999, org_code_in_impl_code="")]
    data = as_csv(rows).encode("gb18030")
    file = {"size": len(data), "sha256": sha256(data).hexdigest()}
    begun = editor.post_anew(
        "/v1/catalogue/imports", {"kind": "items", "source": "a district", "format": "csv", "file": file}
    )
    at = f"/v1/catalogue/imports/{begun['import_id']}"
    assert begun["state"] == "awaiting_file"
    upload = begun["upload"]
    sent = requests.post(upload["url"], data=upload["fields"], files={"file": data}, timeout=30)
    assert sent.ok, sent.text
    editor.post_anew(f"{at}/completion", None)
    report = ended(lambda: editor.get(at))
    assert (report["state"], report["encoding"], report["failure"]) == ("concluded", "gb18030", None)
    assert (report["accepted"] + report["unchanged"], report["quarantined_rows"]) == (300, 1)
    told = requests.get(report["report"]["url"], timeout=30).content.decode("utf-8-sig").splitlines()
    assert told[1].split(",")[2:4] == ["org_code_in_impl_code", "credit_code_missing"]
    assert begun["import_id"] in [one["import_id"] for one in editor.get("/v1/catalogue/imports?limit=5")["imports"]]

    wanted = {"kind": "items", "format": "csv", "of": "drafts", "department": listed()["org_code_in_impl_code"]}
    asked = editor.post_anew("/v1/catalogue/exports", wanted)
    export = ended(lambda: editor.get(f"/v1/catalogue/exports/{asked['export_id']}"))
    assert (export["state"], export["rows"]) == ("concluded", 300)
    text = requests.get(export["file"]["url"], timeout=30).content.decode("utf-8-sig")
    assert text.count("\r\n") == 301
