"""Themes that the city's lists do not have are told to whoever keeps the item."""

from __future__ import annotations

import pytest

from chalicelib.catalogue.checks.themes import theme_advice
from chalicelib.configuration.documents import Catalogue
from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.configuration.people import EDITOR

CITY = Catalogue()


@pytest.mark.parametrize(
    ("applicants", "themes", "found"),
    [
        (["natural_person"], ["户籍办理", "优待抚恤"], []),
        (["natural_person"], ["户籍办理", "税收财务"], ["/content/themes/1"]),
        (["enterprise"], ["税收财务", "户籍办理"], ["/content/themes/1"]),
        (["natural_person", "enterprise"], ["税收财务", "户籍办理"], []),
        ([], ["税收财务", "户籍办理", "居住"], ["/content/themes/2"]),
        (["natural_person"], [], []),
    ],
)
def test_a_theme_is_one_of_those_for_whom_the_item_is(
    applicants: list[str], themes: list[str], found: list[str]
) -> None:
    said = theme_advice(
        content(applicant_types=applicants, themes=themes), CITY.person_themes, CITY.organisation_themes
    )
    assert [fault.pointer for fault in said] == found


def test_an_editor_is_told_and_not_stopped(city: City) -> None:
    draft = city.desk.save_draft(content()["item_code"], content(themes=["居住"]), 0, EDITOR)
    assert [one["code"] for one in draft["advice"] if one["pointer"] == "/content/themes/0"] == ["theme_unlisted"]
