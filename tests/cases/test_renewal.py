"""A draft of an edition that is not in force any more goes on under the one that is, with whatever fits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.cases.intake import drafts, renewal, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading
from chalicelib.cases.terms import Slot, Terms
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.builders import a_citizen
from tests.cases import scenes
from tests.cases.fakes import FORM_SCHEMA, ITEM, FakeItems, memory_parts

ME = scenes.applicant()


class Editions(FakeItems):
    """The second edition asks for a floor instead of a remark, and for a photo instead of the lease."""

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        found = super().terms(item_code, version)
        if found.version == 1:
            return found._replace(sha256="1")
        schema = json.loads(FORM_SCHEMA)
        del schema["properties"]["remark"]
        schema["properties"]["address"]["maxLength"] = 10
        schema["properties"]["floor"] = {"type": "integer"}
        slots = (*found.slots[:1], Slot("photo", "照片", True, ()), found.slots[2])
        return found._replace(sha256="2", slots=slots, form_schema=json.dumps(schema))

    def required_slots(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        known = super().required_slots(item_code, version, answers)
        return known if version == 1 else tuple("photo" if code == "lease" else code for code in known)


def outdated(form: dict[str, Any] | None = None) -> tuple[Parts, str]:
    """A draft whose item has a newer edition."""
    parts = memory_parts(Editions())
    case_id = scenes.filled(parts)
    drafts.save_form(parts, ME, case_id, {**scenes.FORM, **(form or {})}, 1)
    parts.items.in_force = 2  # type: ignore[attr-defined]
    return parts, case_id


def test_what_fits_comes_along_and_what_does_not_is_named() -> None:
    parts, case_id = outdated({"remark": "无", "address": "五华区翠湖西路"})
    told = renewal.renew(parts, ME, case_id, None, None)
    assert (told["case_id"], told["item_version"]) == (case_id, 2)
    assert told["required_materials"] == ["id_card", "photo"]
    assert told["dropped_fields"] == ["/remark"]
    assert [one["slot"] for one in told["dropped_materials"]] == ["lease"]
    shown = reading.full(parts, ME, case_id)
    assert shown["form"] == {"address": "五华区翠湖西路", "since": "2026-03-01"}
    assert (shown["form_version"], shown["version"]) == (told["form_version"], told["version"])
    assert [one["slot"] for one in shown["materials"]] == ["id_card"]
    scenes.uploaded(parts, case_id, "photo")
    submission.submit(parts, ME, case_id, None)
    (act,) = parts.cases.acts(f"case#{case_id}")
    assert act.changes["item_version"] == 2


def test_a_value_that_the_new_form_refuses_is_left_out() -> None:
    parts, case_id = outdated({"address": "五华区翠湖西路一号院三号楼"})
    assert renewal.renew(parts, ME, case_id, None, None)["dropped_fields"] == ["/address"]
    assert reading.full(parts, ME, case_id)["form"] == {"since": "2026-03-01"}


SCHEMAS: list[tuple[dict[str, Any], list[str]]] = [
    ({"properties": {"who": {"type": "object", "properties": {"age": {"type": "integer"}}}}}, ["/who/age"]),
    ({"properties": {"who": {"type": "object", "properties": {"kin": {"items": {"type": "integer"}}}}}}, ["/who/kin"]),
    ({"properties": {"who": {"type": "string"}}}, ["/who"]),
    ({"not": {"required": ["who"]}}, ["/who", "/a~1b"]),
    ({"properties": {"who": True}, "additionalProperties": False}, ["/a~1b"]),
]


@pytest.mark.parametrize(("schema", "dropped"), SCHEMAS)
def test_what_is_left_out_is_named_once_and_a_list_as_a_whole(schema: dict[str, Any], dropped: list[str]) -> None:
    terms = FakeItems().terms(ITEM)._replace(form_schema=json.dumps({"type": "object", **schema}))
    form = {"who": {"age": "九", "kin": ["张三", "李四"], "sex": "女"}, "a/b": 1}
    assert list(renewal.fitting(terms, form)[1]) == dropped


def test_what_asked_for_a_higher_level_goes_on_asking_for_it() -> None:
    parts = memory_parts(Editions())
    parts.items.least_assurance_level = 3  # type: ignore[attr-defined]
    high = a_citizen(level=3)
    high.reach = ME.reach
    case_id = scenes.drafted(parts, high)
    parts.items.in_force, parts.items.least_assurance_level = 2, 2  # type: ignore[attr-defined]
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        renewal.renew(parts, ME, case_id, None, None)
    renewal.renew(parts, high, case_id, None, None)
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        reading.full(parts, ME, case_id)


def test_of_an_edition_that_is_in_force_nothing_changes() -> None:
    parts = memory_parts(Editions())
    case_id = scenes.filled(parts)
    before = parts.cases.case(case_id)
    told = renewal.renew(parts, ME, case_id, None, None)
    assert (told["dropped_fields"], told["dropped_materials"], told["form_version"]) == ([], [], 1)
    assert parts.cases.case(case_id) == before
    assert before
    assert told["version"] == before.version


def test_the_answers_that_it_was_begun_with_count_unless_others_are_given() -> None:
    parts = memory_parts(Editions())
    case_id = scenes.drafted(parts, answers={"exempt": True})
    parts.items.in_force = 2  # type: ignore[attr-defined]
    assert renewal.renew(parts, ME, case_id, None, None)["required_materials"] == []
    other = scenes.drafted(parts, answers={"exempt": True})
    parts.items.in_force = 3  # type: ignore[attr-defined]
    assert renewal.renew(parts, ME, other, {}, None)["required_materials"] == ["id_card", "photo"]


def test_whatever_a_new_application_would_be_refused_for() -> None:
    parts, case_id = outdated()
    parts.items.online = False  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="item_not_online"):
        renewal.renew(parts, ME, case_id, None, None)
    parts.items.in_force = None  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="item_withdrawn"):
        renewal.renew(parts, ME, case_id, None, None)


def test_what_was_handed_in_keeps_its_edition() -> None:
    parts = memory_parts(Editions())
    case_id = scenes.submitted(parts)
    parts.items.in_force = 2  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="case_not_editable"):
        renewal.renew(parts, ME, case_id, None, None)


def test_nobody_elses_draft() -> None:
    parts, case_id = outdated()
    with pytest.raises(NotFound):
        renewal.renew(parts, scenes.applicant("person-chen"), case_id, None, None)
