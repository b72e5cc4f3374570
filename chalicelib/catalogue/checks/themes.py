"""Whether an item's themes are the city's: under another nobody finds it who goes by the list of themes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from chalicelib.shared.errors import Fault

_PERSON = "natural_person"


def theme_advice(
    content: Mapping[str, Any], persons: Collection[str], organisations: Collection[str]
) -> Iterator[Fault]:
    """The themes that the city's list for those who may apply does not have. Without applicants either list will do."""
    applicants = content["applicant_types"]
    listed = {
        *(persons if not applicants or _PERSON in applicants else ()),
        *(organisations if not applicants or set(applicants) - {_PERSON} else ()),
    }
    for index, theme in enumerate(content["themes"]):
        if theme not in listed:
            yield Fault(f"/content/themes/{index}", "theme_unlisted")
