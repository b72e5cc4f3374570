"""Rules on limits: 行政许可法 Arts. 42 (limit and extension), 45 (what is not counted), 82 (working days)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.checks.spans import Later, Period, later, perhaps_later
from chalicelib.catalogue.elements.regimes import LICENSING_LAW, REGIMES
from chalicelib.catalogue.rules import Unit
from chalicelib.shared.errors import Fault

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar

_AT = "/content"
_ROLLING = (Unit.DAYS, Unit.MONTHS)


def limit_faults(content: Mapping[str, Any], calendar: Calendar | None = None) -> Iterator[Fault]:
    """Limits that say nothing or contradict each other, and procedures that do not stop the clock by law."""
    for name in ("statutory_limit", "committed_limit"):
        if content[name]:
            yield from _own_faults(content[name], f"{_AT}/{name}", calendar)
    yield from _commitment_faults(content, calendar)
    yield from _procedure_faults(content)


def limit_advice(content: Mapping[str, Any], calendar: Calendar | None = None) -> Iterator[Fault]:
    """What may go wrong in years to come, and what needs a second look."""
    committed, statutory = content["committed_limit"], content["statutory_limit"]
    compared = committed and None not in (committed["value"], statutory["value"])
    if compared and perhaps_later(_period(committed), _period(statutory), calendar):
        yield Fault(f"{_AT}/committed_limit", "committed_after_statutory_perhaps")
    yield from _extension_advice(content)


def _extension_advice(content: Mapping[str, Any]) -> Iterator[Fault]:
    """A licence is prolonged by ten working days; by more only where a law or regulation says so (Art. 42)."""
    limit = content["statutory_limit"]
    extension = limit["extension"]
    if content["legal_regime"] != LICENSING_LAW.name or not extension or limit["value"] is None:
        return
    added = extension["value"] - (limit["value"] if extension["mode"] == "WD_MAX" else 0)
    most = next(clock.value for clock in LICENSING_LAW.clocks if clock.name == "decision_extension")
    if extension["mode"] in ("WD_ADD", "WD_MAX") and added > most:
        yield Fault(f"{_AT}/statutory_limit/extension", "extension_beyond_regime", {"most": most})


def _own_faults(limit: Mapping[str, Any], at: str, calendar: Calendar | None) -> Iterator[Fault]:
    if (limit["value"] is None) != (limit["unit"] == Unit.NONE):
        yield Fault(f"{at}/value", "limit_value_and_unit")
        return
    if not limit.get("rolls", True) and limit["unit"] not in _ROLLING:
        yield Fault(f"{at}/rolls", "limit_never_rolls")
    if limit["value"] is None:
        return
    stages = [Period(int(stage["value"]), stage["unit"], limit.get("rolls", True)) for stage in limit["stages"]]
    if stages and (found := later(stages, _period(limit), calendar)):
        yield _told(f"{at}/stages", "stages_exceed_limit", found)
    extension = limit["extension"]
    if extension and extension["mode"].endswith("_MAX") and _shortens(extension, _period(limit), calendar):
        yield Fault(f"{at}/extension/value", "extension_below_limit")


def _shortens(extension: Mapping[str, Any], limit: Period, calendar: Calendar | None) -> bool:
    """Whether a limit with its extension never ends after the limit: of one unit by number, else on every date."""
    whole = Period(int(extension["value"]), extension["mode"].removesuffix("_MAX"), limit.rolls)
    return whole.value < limit.value if whole.unit == limit.unit else later([whole], limit, calendar) is None


def _commitment_faults(content: Mapping[str, Any], calendar: Calendar | None) -> Iterator[Fault]:
    committed, statutory = content["committed_limit"], content["statutory_limit"]
    if committed is None or statutory["value"] is None:
        return
    if committed["value"] is None:
        yield Fault(f"{_AT}/committed_limit", "committed_limit_says_nothing")
    elif found := later([_period(committed)], _period(statutory), calendar):
        yield _told(f"{_AT}/committed_limit", "committed_after_statutory", found)


def _procedure_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    named = REGIMES[content["legal_regime"]].uncounted if content["legal_regime"] in REGIMES else ()
    for index, procedure in enumerate(content["special_procedures"]):
        at = f"{_AT}/special_procedures/{index}"
        if named and procedure["kind"] not in named:
            yield Fault(f"{at}/kind", "procedure_not_of_regime", {"name": procedure["name"]})
        elif not named and procedure["basis"] is None:
            yield Fault(f"{at}/basis", "procedure_without_basis", {"name": procedure["name"]})


def _period(limit: Mapping[str, Any]) -> Period:
    return Period(int(limit["value"]), limit["unit"], limit.get("rolls", True))


def _told(at: str, code: str, found: Later) -> Fault:
    if found.start is None:
        return Fault(at, "limits_incomparable")
    return Fault(at, code, {"start": found.start, "ends": found.ends, "due": found.due})
