"""无感申报: empty fields are filled in with what is known, and who reads the form sees which, and from where."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.intake import drafts, forms, submission
from chalicelib.cases.intake.earlier import LISTED, OPENED, Given
from chalicelib.cases.intake.paths import is_empty, value_at, with_value, without
from chalicelib.cases.intake.prefill import fill
from chalicelib.cases.status import reading
from chalicelib.shared.errors import RuleViolation, Stale, TooLarge
from tests.cases import scenes
from tests.cases.fakes import ITEM
from tests.cases.prefilling import SCHEMA, SOURCES, agreed, begun, handed_in, prefilled

KNOWN = {"name": "张三", "number": "11010519491231002X", "contact": {"phone": "13800138000"}}


def test_what_a_register_confirmed_is_filled_in() -> None:
    parts = agreed()
    told = prefilled(parts, begun(parts))
    assert told["form"] == KNOWN
    assert told["filled"] == ["/name", "/number", "/contact/phone"]
    assert told["version"] == 1
    assert [one["code"] for one in told["missing"]] == ["required"]


def test_the_latest_that_was_handed_in_counts_and_no_draft() -> None:
    parts = agreed()
    for number, address in enumerate(("旧地址", "新地址")):
        parts.wall.move(timedelta(minutes=number))  # type: ignore[attr-defined]
        latest = handed_in(parts, {"address": address, "members": number + 2})
    drafts.save_form(parts, scenes.applicant(), begun(parts), {"address": "草稿里的"}, 0)
    told = prefilled(parts, begun(parts))
    assert (told["form"]["address"], told["form"]["members"]) == ("新地址", 3)
    by_pointer = {one["pointer"]: one for one in told["prefilled"]}
    assert by_pointer["/address"] == {
        "pointer": "/address", "source": "earlier:address", "consent_version": 3,
        "earlier_case_id": latest, "unchanged": True,
    }  # fmt: skip


def test_what_stands_there_stays_and_nothing_left_to_fill_changes_nothing() -> None:
    parts = agreed()
    case_id = begun(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, {"name": "张三丰", "contact": {"phone": "13900139000"}}, 0)
    told = prefilled(parts, case_id, 1)
    assert told["form"] == {"name": "张三丰", "contact": {"phone": "13900139000"}, "number": KNOWN["number"]}
    again = prefilled(parts, case_id, 2)
    assert (again["filled"], again["version"]) == ([], 2)


def test_an_older_version_of_the_form_is_not_filled_in() -> None:
    parts = agreed()
    case_id = begun(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, {"name": "张三"}, 0)
    with pytest.raises(Stale):
        prefilled(parts, case_id, 0)


def test_the_act_names_what_nobody_changed_and_no_value() -> None:
    parts = agreed()
    case_id = begun(parts)
    form = prefilled(parts, case_id)["form"]
    changed = {**form, "address": "五华区", "contact": {"phone": "13700137000"}}
    drafts.save_form(parts, scenes.applicant(), case_id, changed, 1)
    shown = {one["pointer"]: one["unchanged"] for one in reading.full(parts, scenes.applicant(), case_id)["prefilled"]}
    assert shown == {"/name": True, "/number": True, "/contact/phone": False}
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot)
    submission.submit(parts, scenes.applicant(), case_id, None)
    (act,) = parts.cases.acts(f"case#{case_id}")
    assert act.changes["prefilled"] == [
        {"pointer": "/name", "source": "applicant.name", "consent_version": 3},
        {"pointer": "/number", "source": "applicant.resident_id", "consent_version": 3},
    ]
    assert not {"张三", KNOWN["number"]} & set(json.dumps(act.changes, ensure_ascii=False).split('"'))
    assert len(reading.full(parts, scenes.clerk(), case_id)["prefilled"]) == 3


def test_what_is_kept_of_it_is_sealed() -> None:
    parts = agreed()
    case_id = begun(parts)
    prefilled(parts, case_id)
    file = parts.cases.file(case_id)
    assert file
    assert str(KNOWN["number"]) not in repr(file)


def test_only_drafts_are_filled_in() -> None:
    parts = agreed()
    with pytest.raises(RuleViolation, match="case_not_editable"):
        prefilled(parts, handed_in(parts, {"address": "五华区"}), 1)


def test_a_correction_is_not_filled_in() -> None:
    parts = agreed()
    case_id = handed_in(parts, {"address": "五华区"})
    scenes.corrected(parts, case_id)
    with pytest.raises(RuleViolation, match="cannot_prefill"):
        prefilled(parts, case_id)


def test_what_was_filled_in_before_stays_marked_when_more_is() -> None:
    parts = agreed()
    case_id = begun(parts)
    form = prefilled(parts, case_id)["form"]
    drafts.save_form(parts, scenes.applicant(), case_id, {**form, "number": ""}, 1)
    told = prefilled(parts, case_id, 2)
    assert told["filled"] == ["/number"]
    assert [one["pointer"] for one in told["prefilled"]] == ["/name", "/number", "/contact/phone"]


def test_of_what_no_field_asks_for_nothing_is_opened() -> None:
    parts = agreed()
    case_id = begun(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, {**KNOWN, "company": "翠湖"}, 0)
    parts.people.profile = None  # type: ignore[assignment, method-assign]
    assert prefilled(parts, case_id, 1)["filled"] == []


def test_what_the_form_would_refuse_stays_out() -> None:
    parts = agreed()
    handed_in(parts, {"address": "五华区", "members": 9})
    parts.items.most = 5  # type: ignore[attr-defined]
    told = prefilled(parts, begun(parts))
    assert "members" not in told["form"]
    assert told["form"]["address"] == "五华区"


def test_a_bounded_number_of_applications_is_opened() -> None:
    parts = agreed()
    for number in range(OPENED + 1):
        parts.wall.move(timedelta(minutes=1))  # type: ignore[attr-defined]
        handed_in(parts, {"address": "五华区", **({"members": 4} if number == 0 else {})})
    assert "members" not in prefilled(parts, begun(parts))["form"]  # in the eleventh
    newest = agreed()
    handed_in(newest, {"address": "五华区", "members": 4})
    for _ in range(LISTED):
        newest.wall.move(timedelta(minutes=1))  # type: ignore[attr-defined]
        begun(newest)
    assert "members" not in prefilled(newest, begun(newest))["form"]  # behind thirty others


def test_a_form_that_would_grow_too_large_is_refused() -> None:
    parts = agreed()
    small = SimpleNamespace(form_max_bytes=30, draft_days=30)
    with pytest.raises(TooLarge):
        prefilled(parts._replace(settings=lambda: small), begun(parts))


_TEXTS = st.sampled_from(["", "五华区", "盘龙区", "x" * 21])
_FORMS = st.fixed_dictionaries(
    {},
    optional={
        "address": _TEXTS,
        "name": _TEXTS,
        "members": st.integers(-2, 12),
        "contact": st.fixed_dictionaries({}, optional={"phone": st.sampled_from(["", "13912345678", "12"])}),
    },
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_FORMS, max_size=2), _FORMS, st.lists(_FORMS, max_size=2))
def test_whatever_was_given_before_nothing_is_overwritten_refused_or_anothers(
    own: list[dict[str, Any]], draft: dict[str, Any], others: list[dict[str, Any]]
) -> None:
    parts = agreed()
    fits = [form for form in own if not any(forms.faults(SCHEMA, {"address": "x", **form})[0])]
    for form in fits:
        handed_in(parts, {"address": "五华区", **form})
    for form in others:
        if not forms.faults(SCHEMA, {"address": "别人的", **form})[0]:
            handed_in(parts, {**form, "address": "别人的"}, scenes.applicant("person-li"))
    case_id, wrong = begun(parts), forms.faults(SCHEMA, draft)[0]
    if not wrong:
        drafts.save_form(parts, scenes.applicant(), case_id, draft, 0)
    before = {} if wrong else draft
    told = prefilled(parts, case_id, 0 if wrong else 1)["form"]
    for path in SOURCES:
        if not is_empty(before, path):
            assert value_at(told, path) == value_at(before, path)
    assert not forms.faults(SCHEMA, told)[0]
    assert "别人的" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("value", "empty"), [(None, True), ("", True), ([], True), ({}, True), (0, False), (False, False)]
)
def test_what_counts_as_empty(value: object, empty: bool) -> None:
    assert is_empty({"a": value}, ("a",)) is empty


def test_a_field_within_what_is_not_there_yet() -> None:
    assert with_value({"b": 1}, ("a", "c"), 2) == {"b": 1, "a": {"c": 2}}
    assert without({"a": {"b": [1], "c": 2}}, ("a", "b", "0")) == {"a": {"c": 2}}


@settings(max_examples=60, deadline=None)
@given(_FORMS, st.dictionaries(st.sampled_from(["one", "two"]), st.text(max_size=12) | st.integers(0, 9), max_size=2))
def test_two_fields_of_one_source_are_filled_in_apart(form: dict[str, Any], values: dict[str, Any]) -> None:
    shared = {
        ("name",): "one",
        ("company",): "one",
        ("address",): "two",
        ("number",): "two",
        ("contact", "phone"): "two",
    }
    terms = agreed().items.terms(ITEM)._replace(sources=shared)
    told, filled = fill(terms, form, {source: Given(value) for source, value in values.items()})
    assert all(value_at(told, path) == value_at(form, path) for path in shared if not is_empty(form, path))
    assert all(value_at(told, path) == given.value for path, (_, given) in filled.items())
    assert len(forms.faults(SCHEMA, told)[0]) == len(forms.faults(SCHEMA, form)[0])
