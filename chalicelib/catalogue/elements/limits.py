"""Limits as statutes write them, read under the item's legal regime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.elements.regimes import Regime
from chalicelib.catalogue.rules import Unit

EXTENSION_MODES = ("D_ADD", "D_MAX", "D_WINDOW", "WD_ADD", "WD_MAX", "WD_AFTER", "WD_MEDIATE")
_AUTHORITYS_DAYS = {"D_ADD": "WD_ADD", "D_MAX": "WD_MAX"}


def under(regime: Regime, source: Mapping[str, Any], notes: str | None) -> dict[str, Any]:
    """Return the limit that `source` ({value, unit, stages, extension, rolls}) means under `regime`; `source` is kept.

    A bare 日 in a rule on licences is a working day for the authority (行政许可法 Art. 82), in stages and extensions
    too. `D_WINDOW` is the applicant's own time afterwards, so it stays natural days.
    """
    unit = _unit(regime, source["unit"])
    stages = [{"value": value, "unit": unit, "name": None} for value in source.get("stages") or ()]
    return {
        "value": source.get("value"),
        "unit": unit,
        "rolls": source.get("rolls", True),
        "stages": stages,
        "extension": _extension(regime, source.get("extension")),
        "notes": notes,
        "source": dict(source),
    }


def _unit(regime: Regime, unit: str) -> str:
    return regime.day_unit if unit == Unit.DAYS else unit


def _extension(regime: Regime, extension: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if extension is None:
        return None
    mode = extension["mode"]
    read = _AUTHORITYS_DAYS.get(mode, mode) if regime.day_unit == Unit.WORKING_DAYS else mode
    return {"value": extension["value"], "mode": read}
