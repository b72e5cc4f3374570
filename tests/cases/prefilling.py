"""Items whose forms say where values come from, and applications that were handed in before."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import drafts, prefill, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeItems, memory_parts

SCHEMA = """{"type":"object","additionalProperties":false,"required":["address"],"properties":{
"address":{"type":"string","maxLength":20},"since":{"type":"string","format":"date"},
"name":{"type":"string"},"number":{"type":"string"},"company":{"type":"string"},
"contact":{"type":"object","properties":{"phone":{"type":"string","pattern":"^1[0-9]{10}$"}}},
"members":{"type":"integer","minimum":1,"maximum":9}}}"""
SOURCES = {
    ("address",): "earlier:address",
    ("name",): "applicant.name",
    ("number",): "applicant.resident_id",
    ("company",): "applicant.organisation_name",
    ("contact", "phone"): "applicant.phone",
    ("members",): "earlier:members",
}


class Items(FakeItems):
    """An item that takes some fields from what is known."""

    most: int = 9
    """Members, at most."""

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        schema = SCHEMA.replace('"maximum":9', f'"maximum":{self.most}')
        return super().terms(item_code, version)._replace(form_schema=schema, sources=SOURCES)


def agreed(*persons: str) -> Parts:
    """A city in memory where these persons agreed to the third edition of the wording."""
    parts = memory_parts(Items())
    parts.consents().given.update(dict.fromkeys(persons or ("person-zhang",), 3))  # type: ignore[attr-defined]
    return parts


def handed_in(parts: Parts, form: dict[str, Any], who: Caller | None = None, for_: str | None = None) -> str:
    """An earlier application with that form."""
    by = who or scenes.applicant()
    case_id = begun(parts, by, for_)
    drafts.save_form(parts, by, case_id, form, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot, who=by)
    submission.submit(parts, by, case_id, None)
    return case_id


def begun(parts: Parts, who: Caller | None = None, for_: str | None = None) -> str:
    told = drafts.begin(parts, who or scenes.applicant(), ITEM, DIVISION, {}, None, for_)
    return str(told["case_id"])


def prefilled(parts: Parts, case_id: str, expect: int = 0, who: Caller | None = None) -> dict[str, Any]:
    return prefill.prefill(parts, who or scenes.applicant(), case_id, expect, None)
