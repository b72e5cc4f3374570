"""A document to print on A4; the page is made of the document's data alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chalicelib.cases.documents.kinds import DECLARATION, TOLERANCE
from chalicelib.cases.documents.sealed import ERASED
from chalicelib.cases.documents.words import civil
from chalicelib.shared.pages import rendered

_TEMPLATE = Path(__file__).with_name("document.html")


def page(told: Mapping[str, Any], *, large: bool) -> str:
    """Return the page of a document. A letter is signed by the applicant, everything else by the department."""
    return rendered(
        _TEMPLATE,
        document=told,
        addressee=told["addressee"] or ERASED,
        date=civil(told["issued_on"]),
        by_applicant=told["kind"] in (TOLERANCE, DECLARATION),
        large=large,
    )
