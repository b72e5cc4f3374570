"""The API of a new city, as identity's tests have it."""

from __future__ import annotations

from tests.identity.conftest import api, served

__all__ = ["api", "served"]
