"""What other domains get."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from chalicelib.cases.work.process import apply, start
from chalicelib.catalogue.rules import NO_FORM, ONE_EXAMINATION
from chalicelib.shared.errors import Invalid, NotFound
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, item

AT = "2026-11-21T01:00:00.000Z"
FACTS: dict[str, Any] = {"age": 84, "household_division": "530102000000", "already_receiving": False}


def test_a_published_version_is_read_once_and_its_place_each_time(city: City) -> None:
    code = city.publish(content())
    city.service.published(code)
    before = city.store.reads
    assert city.service.published(code) is city.service.pinned(code, 1)
    assert city.store.reads == before + 1


def test_where_an_item_is_handled() -> None:
    somewhere = item(divisions=["530102000000", "530103001000"])
    assert somewhere.handled_in("530102001001")
    assert somewhere.handled_in("530103001000")
    assert not somewhere.handled_in("530103000000")
    assert not somewhere.handled_in("530100000000")


def test_an_item_without_form_and_process_has_the_empty_form_and_one_examination() -> None:
    bare = item(form_schema=None, process=None)
    assert bare.form_schema == NO_FORM
    assert bare.process_definition == {"ir_version": 1, "item": bare.code, "version": 1, **ONE_EXAMINATION}


def test_limits_are_read_with_their_stages() -> None:
    limit = item("old_age_allowance").statutory_limit
    assert (limit.value, limit.unit) == (25, "WD")
    assert [(stage.value, stage.unit) for stage in limit.stages] == [(10, "WD"), (5, "D"), (5, "WD"), (5, "WD")]
    assert item().statutory_limit.extension.mode == "D_MAX"  # type: ignore[union-attr]
    assert item().committed_limit is None


def test_the_shipped_chain_runs_from_the_village_to_the_district() -> None:
    definition = item("old_age_allowance").process_definition
    progress = start(definition, AT)
    steps = []
    while not progress.complete:
        (task_id, task), *_ = progress.tasks.items()
        steps.append(task["step"])
        progress = apply(definition, progress, task_id, "approve", AT)
    assert steps == ["verify", "notice", "review", "approve"]
    stopped = apply(definition, start(definition, AT), "verify-1", "reject", AT)
    assert (stopped.complete, stopped.result) == (True, "reject")


@pytest.mark.parametrize(
    ("changes", "output"),
    [
        ({}, {"result": "grant", "grade": "80-89"}),
        ({"age": 80}, {"result": "grant", "grade": "80-89"}),
        ({"age": 90}, {"result": "grant", "grade": "90-99"}),
        ({"age": 100}, {"result": "grant", "grade": "100+"}),
        ({"age": 79}, {"result": "leave_to_people"}),
        ({"household_division": "other"}, {"result": "leave_to_people"}),
        ({"already_receiving": True}, {"result": "leave_to_people"}),
    ],
)
def test_instant_approval(city: City, changes: dict[str, Any], output: dict[str, str]) -> None:
    code = city.publish(content("old_age_allowance"))
    ruling = city.service.ruling(code, 1, {**FACTS, **changes, "phone": "x"})
    assert ruling is not None
    assert ruling.output == output
    assert ruling.recorded()["inputs"].keys() == FACTS.keys()


def test_people_decide_without_a_table_or_without_a_fact(city: City) -> None:
    allowance, permit = city.publish(content("old_age_allowance")), city.publish(content())
    assert city.service.ruling(permit, 1, FACTS) is None
    assert city.service.ruling(allowance, 1, {"age": 84}) is None
    with pytest.raises(Invalid):
        city.service.ruling(allowance, 1, {**FACTS, "age": "84"})


def test_the_guide_of_an_unknown_item(city: City) -> None:
    with pytest.raises(NotFound):
        city.service.guide("X", {})


def test_reading_the_catalogue_loads_no_editor_and_no_table() -> None:
    """Cases read it at a cold start."""
    script = "import sys, json, chalicelib.catalogue.service; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout))
    assert not loaded & {"pydantic", "pynamodb", "jsonschema_rs", "chalicelib.catalogue.editions.desk", "boto3"}
