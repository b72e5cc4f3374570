"""What staff prove themselves with."""

from __future__ import annotations

from typing import NamedTuple


class Credentials(NamedTuple):
    """工号, password, and the one-time code of who has a second factor. Never in a log."""

    staff_no: str
    password: str
    totp_code: str | None = None
