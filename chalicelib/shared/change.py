"""What a use case decides, and the one who carries it out."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.shared.acts import Act


class Once(NamedTuple):
    """The scope of an Idempotency-Key: who asked for what with which key, and the digest of what was sent."""

    caller: str
    route: str
    key: str
    body_sha256: str


class Change(NamedTuple):
    """Everything one use case writes, and its answer. `writes` are the repository's; `acts` are already chained."""

    writes: tuple[Any, ...] = ()
    acts: "tuple[Act, ...]" = ()
    answer: Mapping[str, Any] = {}


class Committer(Protocol):
    """Carries out a change as a whole or not at all."""

    def commit(self, decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        """Run `decide` (which re-reads what it needs) until what it decided could be written; return its answer."""
