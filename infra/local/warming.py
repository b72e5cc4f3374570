"""First requests, so that nobody else pays for a cold start."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import requests

_PATHS = ("/v1/health", "/v1/items?limit=1", "/.well-known/jwks.json")


class CityNotAnswering(RuntimeError):
    """The deployed API does not answer as it should; the message shows what came instead."""


def warm(base_url: str) -> None:
    """Call what everybody calls first. Raises CityNotAnswering if the health route is not well."""
    with ThreadPoolExecutor(len(_PATHS)) as pool:
        answers = list(pool.map(lambda path: requests.get(base_url + path, timeout=30), _PATHS))
    if answers[0].status_code != 200:
        raise CityNotAnswering(f"{_PATHS[0]} answered {answers[0].status_code}: {answers[0].text[:500]}")
