"""Rules on lists: what may stand in one only once. What is ambiguous cannot be relied on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.shared.errors import Fault

_AT = "/content"
_PLAIN = ("divisions", "applicant_types", "handling_modes", "channels", "themes", "aliases", "keywords")
_BY_KEY = (("basis", "code"), ("prerequisites", "item_code"), ("conditions", "text"), ("materials", "name"))


def list_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """What stands twice in a list."""
    for name in _PLAIN:
        yield from (Fault(f"{_AT}/{name}/{index}", "name_repeated") for index in _repeated(content[name]))
    for name, key in _BY_KEY:
        found = _repeated([one[key] for one in content[name]])
        yield from (Fault(f"{_AT}/{name}/{index}/{key}", "name_repeated") for index in found)


def _repeated(values: list[str]) -> Iterator[int]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index
        seen.add(value)
