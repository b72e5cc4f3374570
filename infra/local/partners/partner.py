"""What every partner's stand-in has."""

from __future__ import annotations

from typing import Any, Protocol

from aiohttp import web


class Partner(Protocol):
    """A stand-in: its routes under its prefix, its controls under `/_control`, and what it remembers."""

    name: str
    prefix: str

    def routes(self) -> list[web.RouteDef]: ...

    def remembered(self) -> dict[str, Any]:
        """What must outlive a restart, as JSON."""

    def remember(self, state: dict[str, Any]) -> None:
        """Take up what `remembered` gave."""

    def reset(self) -> None:
        """Forget everything."""
