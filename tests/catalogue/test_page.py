"""The printed guide: the same facts as the data, nothing that anybody wrote taken for markup, fit for all readers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib.catalogue.guides.page import code, page
from chalicelib.catalogue.guides.wording import CHANNELS, fee_told
from chalicelib.catalogue.rules import ServiceItem
from tests.catalogue.guides import COMPLETE, HOSTILE, PERMIT, full_item, hostile, told
from tests.catalogue.samples import item
from tests.catalogue.test_sheet import CARD

ADDRESS = "https://zwfw.example.gov.cn/v1/items/1"
VOID = {"meta", "br", "rect", "path", "polyline", "marker", "defs"}
SAID_IN_OTHER_WORDS = {
    "department", "legal_regime", "basis", "form_schema", "decided_by", "division_code", "unit", "mode", "kind", "form",
    "signed", "accept", "by", "consent", "source", "to_bring", "already_held", "sha256", "ground_code", "channels",
    "applicant_types", "handling_type", "appointment",
}  # fmt: skip


class Reader(HTMLParser):
    """What a page says and how it is built."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "title", "desc"):
            self.said.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.said))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@lru_cache
def _printed(name: str, *, large: bool = False) -> str:
    of = item(name)
    return page(told(of), of.process_definition, ADDRESS, large=large)


def printed(of: ServiceItem, *, large: bool = False, **how: Any) -> str:
    return page(told(of, PERMIT, **how), of.process_definition, ADDRESS, large=large)


def facts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in SAID_IN_OTHER_WORDS or (isinstance(one, dict) and name == "already_held"):
                yield from facts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from facts(one, key)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("held", [None, [CARD]])
def test_the_page_says_every_fact_of_the_data(held: Any) -> None:
    of = full_item()
    answered, read = told(of, PERMIT, held=held), Reader(printed(of, held=held))
    links = " ".join(attributes.get("href") or "" for attributes in read.named("a"))
    for fact in facts(answered):
        assert squeezed(fact) in read.text or fact in links, fact
    assert answered["sha256"] in read.text
    assert all(CHANNELS[name] in read.text for name in answered["channels"])


def test_the_page_says_what_it_costs() -> None:
    of, again = full_item(), {**PERMIT, "first_time": False}
    read = Reader(page(told(of, again), of.process_definition, ADDRESS, large=False))
    assert all(part in read.text for part in ("工本费", "20.00", "证"))
    assert "20.00" not in Reader(printed(of)).text


@pytest.mark.parametrize("name", COMPLETE)
def test_the_page_of_every_shipped_item_is_well_built(name: str) -> None:
    text = _printed(name)
    read = Reader(text)
    assert read.open == []
    assert read.named("html")[0]["lang"] == "zh-CN"
    assert len(read.named("h1")) == 1
    assert len(read.named("caption")) == len(read.named("table"))
    assert all(attributes.get("scope") for attributes in read.named("th"))
    assert not read.named("script")
    assert not re.search(r"(src|href)\s*=\s*[\"'](?!/v1/items/)", text)
    assert {tag for tag, attributes in read.tags for name in attributes if name.startswith("on")} == set()


def test_what_people_wrote_is_never_markup() -> None:
    of = full_item()
    evil = ServiceItem(of.code, 3, of.sha256, hostile(of.content))
    text = printed(evil, held=[CARD])
    assert HOSTILE not in text
    assert not Reader(text).named("script")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{ 7*7 }}" in text  # said, not calculated
    answered = told(evil, PERMIT, held=[CARD])
    for fact in facts(answered):
        assert squeezed(fact) in Reader(text).text or fact.startswith("/v1/"), fact


@pytest.mark.parametrize("name", COMPLETE)
def test_the_page_speaks_to_citizens(name: str) -> None:
    text = Reader(_printed(name)).text
    assert "Art." not in text
    assert "到现场0次" not in text
    assert "不收费：不收费" not in text
    assert text.count("有效期：") <= len(told(item(name))["results"]) + 1
    assert "实名等级" not in text


def test_what_is_said_of_visits_fees_validity_and_levels() -> None:
    of = full_item(
        visits={"most": 0, "materials_by_mail": True, "result_by_mail": True},
        validity="一年",
    )
    text = Reader(printed(of)).text
    assert "全程无需到现场。" in text
    assert fee_told({"charged": False, "note": "不收费"}) == "不收费"
    assert fee_told({"charged": None, "note": "按证"}) == "收费情况请咨询受理部门：按证"
    assert text.count("有效期：一年") == 1
    assert "核验姓名和公民身份号码" in text
    assert "最多到现场1次。" in Reader(printed(full_item())).text
    licence = told(item("food_business_licence"))
    assert [clock["ground"] for clock in licence["clocks"]] == ["行政许可法第 32 条", "行政许可法第 44 条"]


def test_whether_to_sign_a_commitment_is_the_applicants_choice() -> None:
    offered, aid = "代替材料M03。是否签署由您选择", item("legal_aid")
    for hardship, said in (("declared", True), ("exempt", False)):
        asked = {"matter": "wages", "hardship": hardship, "by_agent": False}
        printed = page(told(aid, asked), aid.process_definition, ADDRESS, large=False)
        assert (offered in Reader(printed).text) is said


def test_dates_that_are_not_known_are_said_to_be() -> None:
    from datetime import date

    text = Reader(printed(full_item(), today=date(2026, 12, 28))).text
    assert "工作日安排尚未公布" in text
    assert "工作日安排尚未公布" not in Reader(printed(full_item())).text


def test_the_large_page_has_letters_of_eighteen_points() -> None:
    assert "font-size: 18pt" in _printed("residence_permit", large=True)
    assert "font-size: 12pt" in _printed("residence_permit")


def test_the_code_leads_to_the_item() -> None:
    """One size for one address, and the address beside it for who cannot scan."""
    text = _printed("residence_permit")
    assert code(ADDRESS) in text
    assert code(ADDRESS) != code(ADDRESS + "2")
    assert ADDRESS in Reader(text).text
    assert code(ADDRESS).count("<svg") == 1
    without = page(told(item()), item().process_definition, "", large=False)
    assert "事项二维码" not in without


def test_the_data_needs_neither_templates_nor_codes() -> None:
    """The cold path: whoever asks for JSON loads no Jinja and no segno, and the calendar only with the first date."""
    import subprocess

    program = (
        "import sys\nimport chalicelib.catalogue.guides.telling\n"
        "print(sorted({'jinja2', 'segno', 'markupsafe', 'pydantic'} & set(sys.modules)))\n"
        "from chalicelib.deadlines.calendars import shipped\nprint(shipped.cache_info().misses)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == ["[]", "0"]
