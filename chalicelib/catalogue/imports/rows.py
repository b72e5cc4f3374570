"""From a row as statutes are compiled to the content of a draft.

A row: {item_code, code_origin, name, department, department_code, item_type, applicant, legal_limit, promised_limit,
legal_basis, clock_rules, materials, fee, validity, divisions, id, kind}; Chinese terms as in the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.elements.codes import basic_code_of, level_of
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.elements.item_types import TYPE_BY_TITLE
from chalicelib.catalogue.elements.limits import under
from chalicelib.catalogue.imports.quarantine import APPLICANTS
from chalicelib.catalogue.rules import Unit

_NUMBER = "第[〇零一二三四五六七八九十百千]+条"
_CITED = re.compile(rf"(?P<title>.*[》)）])(?P<article>{_NUMBER}(?:、{_NUMBER})*)", re.DOTALL)
ACCEPT = ("application/pdf", "image/jpeg", "image/png")
BASIS = "B01"


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content that a row without quarantine reasons gives.

    The row's one basis is that of its materials too: they were compiled from it.
    """
    item_type = TYPE_BY_TITLE[row["item_type"]]
    limit, promised = row["legal_limit"], row.get("promised_limit")
    return completed(
        {
            "item_code": row["item_code"],
            "code_origin": row.get("code_origin") or "official",
            "basic_code": basic_code_of(row["item_code"]),
            "name": row["name"],
            "item_type": item_type.name,
            "department": row["department_code"],
            "department_name": row["department"],
            "level": level_of(row["item_code"]),
            "divisions": list(row["divisions"]),
            "applicant_types": [APPLICANTS[word] for word in row["applicant"].split("/")],
            "legal_regime": item_type.regime.name,
            "handling_type": "IMMEDIATE" if limit["unit"] == Unit.NOW else "COMMITTED",
            "statutory_limit": under(item_type.regime, limit, row.get("clock_rules") or None),
            "committed_limit": under(item_type.regime, promised, None) if promised else None,
            "basis": [{"code": BASIS, **split_basis(row["legal_basis"])}],
            "fee": _fee(row.get("fee") or None),
            "validity": row.get("validity") or None,
            "materials": [_material(number, material) for number, material in enumerate(row["materials"], start=1)],
            "provenance": [{"of": "", "origin": row.get("kind") or "import", "source": row.get("id") or ""}],
        }
    )


def split_basis(text: str) -> dict[str, Any]:
    """A basis as it is cited: title, and the article where the citation ends with one."""
    found = _CITED.fullmatch(text)
    return {"title": found["title"], "article": found["article"]} if found else {"title": text, "article": None}


def _fee(text: str | None) -> dict[str, Any]:
    """Whether a fee is charged, as far as the source's words tell."""
    charged = False if text == "不收费" else True if text and "元" in text else None
    return {"charged": charged, "note": text}


def _material(number: int, material: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": f"M{number:02d}",
        "name": material["name"],
        "required": material["required"],
        "accept": list(ACCEPT),
        "basis": BASIS,
    }
