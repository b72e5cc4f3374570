"""What an owner gave before: the latest value under a key, in whatever item they gave it.

Bounded: of the owner's 30 newest applications at most 10 are opened, the newest first, and only those whose forms have
a field under a key that is still looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from chalicelib.cases.intake.drafts import read_form
from chalicelib.cases.intake.paths import Path, is_empty, value_at
from chalicelib.cases.intake.sight import Sight
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller

LISTED, OPENED = 30, 10


class Given(NamedTuple):
    """A value, and the application that it was handed in with (None: a register confirmed it)."""

    value: Any
    case_id: str | None = None


def earlier(parts: Parts, by: Caller, owner: str, sources: Iterable[str]) -> dict[str, Given]:
    """The latest value for each source, as far as the caller may read it. Drafts were given to nobody yet."""
    wanted, found = set(sources), dict[str, Given]()
    opened = 0
    for case, paths in _candidates(parts, by, owner, wanted):
        left = {source: path for source, path in paths.items() if source not in found}
        if len(found) == len(wanted) or opened == OPENED:
            break
        if left:
            opened += 1
            found |= _given(parts, case, left)
    return found


def _candidates(parts: Parts, by: Caller, owner: str, wanted: set[str]) -> Iterator[tuple[Case, dict[str, Path]]]:
    """Handed-in applications that may hold something wanted, newest first, and where."""
    sight = Sight(parts, by, owner)
    page = parts.cases.of_owner(owner, LISTED, None) if wanted else None
    for case in page.entries if page else ():
        if case.seq == 0 or not sight.reaches(case.item_code, case.least_assurance_level):
            continue
        sources = parts.items.terms(case.item_code, case.item_version).sources
        if paths := {source: path for path, source in sources.items() if source in wanted}:
            yield case, paths


def _given(parts: Parts, case: Case, paths: dict[str, Path]) -> dict[str, Given]:
    file = parts.cases.file(case.case_id)
    if file is None:
        return {}
    form, _ = read_form(parts, file, handed_in=True)
    return {
        source: Given(value_at(form, path), case.case_id) for source, path in paths.items() if not is_empty(form, path)
    }
