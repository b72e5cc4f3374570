"""A bare 日 on a licence is a working day (行政许可法 Art. 82)."""

from __future__ import annotations

import pytest

from chalicelib.catalogue.elements.limits import under
from chalicelib.catalogue.elements.regimes import CONFIRMATION, LICENSING_LAW
from chalicelib.catalogue.imports.rows import content_of
from tests.catalogue.samples import row, statutory_rows

DAYS = {"value": 30, "unit": "D", "stages": [20, 10], "extension": {"value": 10, "mode": "D_ADD"}}


def test_a_licence_counts_working_days_in_stages_and_extensions_too() -> None:
    limit = under(LICENSING_LAW, DAYS, "自受理之日起")
    assert (limit["value"], limit["unit"]) == (30, "WD")
    assert [(stage["value"], stage["unit"]) for stage in limit["stages"]] == [(20, "WD"), (10, "WD")]
    assert limit["extension"] == {"value": 10, "mode": "WD_ADD"}


def test_the_source_is_kept_as_it_was() -> None:
    limit = under(LICENSING_LAW, DAYS, "自受理之日起")
    assert (limit["source"], limit["notes"]) == (DAYS, "自受理之日起")


def test_under_another_regime_days_stay_natural_days() -> None:
    limit = under(CONFIRMATION, DAYS, None)
    assert (limit["unit"], limit["stages"][0]["unit"], limit["extension"]["mode"]) == ("D", "D", "D_ADD")


def test_whether_it_rolls_is_kept() -> None:
    assert under(CONFIRMATION, {"value": 56, "unit": "D", "rolls": False}, None)["rolls"] is False
    assert under(CONFIRMATION, {"value": 56, "unit": "D"}, None)["rolls"] is True


def test_a_limit_without_time_needs_no_value() -> None:
    assert under(CONFIRMATION, {"unit": "NOW"}, None)["value"] is None


@pytest.mark.parametrize("unit", ["WD", "M", "H", "NOW", "NONE"])
def test_other_units_stay(unit: str) -> None:
    assert under(LICENSING_LAW, {"value": 3, "unit": unit}, None)["unit"] == unit


@pytest.mark.parametrize(
    ("mode", "read"),
    [
        ("D_ADD", "WD_ADD"),
        ("D_MAX", "WD_MAX"),
        ("WD_ADD", "WD_ADD"),
        ("D_WINDOW", "D_WINDOW"),
        ("WD_AFTER", "WD_AFTER"),
    ],
)
def test_only_the_authoritys_own_time_is_converted(mode: str, read: str) -> None:
    source = {"value": 20, "unit": "D", "stages": None, "extension": {"value": 20, "mode": mode}}
    assert under(LICENSING_LAW, source, None)["extension"]["mode"] == read


def test_every_shipped_licence_counts_working_days_and_nothing_else_does_so_by_itself() -> None:
    for source in statutory_rows():
        limit = content_of(source)["statutory_limit"]
        if source["item_type"] == "行政许可":
            assert limit["unit"] != "D", source["id"]
        else:
            assert limit["unit"] == source["legal_limit"]["unit"], source["id"]
        assert limit["source"] == source["legal_limit"]


def test_the_regime_follows_the_type() -> None:
    assert content_of(row("S005"))["legal_regime"] == "licensing_law"
    assert content_of(row("S001"))["legal_regime"] == "confirmation"
    assert content_of(row("S108"))["legal_regime"] == "payment"
