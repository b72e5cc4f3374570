"""What operators send and get."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Strict

from chalicelib.shared.schema import Model


class Health(Model):
    """Liveness: the function runs and can be reached."""

    status: Literal["ok"]


class Version(Model):
    """What runs here."""

    service: str
    version: str
    stage: str


class ClockSetting(Model):
    """Law time to set: RFC 3339 with its offset; null goes back to wall time."""

    now: Annotated[AwareDatetime, Strict(False)] | None


class ClockReading(Model):
    """Law time and wall time, in UTC."""

    law_time: Annotated[datetime, Strict(False)]
    wall_time: Annotated[datetime, Strict(False)]
