"""What most requests do without is made, and its module loaded, by the first that asks something of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


class _Later:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        made = getattr(self._make(), name)
        setattr(self, name, made)
        return made


def at_first_use(make: Callable[[], _T]) -> _T:
    """Stands for what `make` gives."""
    return cast("_T", _Later(make))
