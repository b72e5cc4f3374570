"""First requests, so that nobody else pays for a cold start."""

from __future__ import annotations

import requests

_PATHS = ("/v1/health", "/v1/items?limit=1", "/.well-known/jwks.json")


class CityNotAnswering(RuntimeError):
    """The deployed API does not answer as it should; the message shows what came instead."""


def warm(base_url: str) -> None:
    """Call what everybody calls first. Raises CityNotAnswering if the API fails."""
    for path in _PATHS:
        answer = requests.get(base_url + path, timeout=30)
        if answer.status_code >= 500:
            raise CityNotAnswering(f"{path} answered {answer.status_code}: {answer.text[:500]}")
