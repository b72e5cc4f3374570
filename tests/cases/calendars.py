"""What a city publishes of its calendar, into the parts of a test."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts


def announced(parts: Parts, *off: str, year: int = 2027) -> None:
    """The notice of a year, invented: New Year's Day and the given days or spans are off."""
    calendars: Any = parts.dates
    periods = [
        {"name": "元旦", "off": [f"{year}-01-01"], "working": []},
        {"name": "春节", "off": list(off), "working": []},
    ]
    calendars.notices.append({"year": year, "notice": f"国办发明电〔{year - 1}〕虚构号", "periods": periods})


def closed(parts: Parts, division_code: str, first: str, last: str, reason: str = "本地停止办公") -> None:
    """The offices of a division do not work on these days."""
    calendars: Any = parts.dates
    calendars.closures.append({"division_code": division_code, "from": first, "to": last, "reason": reason})
