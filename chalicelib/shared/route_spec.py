"""A route as data."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
import importlib
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.shared.access import Access

if TYPE_CHECKING:
    from pydantic import BaseModel


class RouteSpec(NamedTuple):
    """A route as data: what OpenAPI shows and what the route walk tests.

    `body`, `query` and `answer` name models of the domain's `schemas` module, which no request imports: at run time
    `shared/validation.py` reads what was generated from them. `media` are the types of answer besides JSON.
    """

    method: str
    path: str
    access: Access
    domain: str
    summary: str
    body: str | None = None
    query: str | None = None
    answer: str | None = None
    status: int = 200
    idempotent: bool = False
    if_match: bool = False
    body_optional: bool = False
    media: tuple[str, ...] = ()

    def model(self, name: str) -> "type[BaseModel]":
        """The model of that name in the domain's schemas, for documents and tests."""
        found: type[BaseModel] = getattr(importlib.import_module(f"chalicelib.{self.domain}.schemas"), name)
        return found
