"""What supervisors are told of a recomputation."""

from __future__ import annotations

from chalicelib.shared.schema import Model, PageQuery

__all__ = ["MovedDay", "PageQuery", "Recomputation", "RecomputationList"]


class MovedDay(Model):
    """A last day before and after; null where none could be told. `subject` is `case#<id>` or `card#<id>`."""

    subject: str
    name: str
    before: str | None
    after: str | None


class RecomputationEntry(Model):
    """How many open matters were looked at when a calendar was published, and how many of their days moved.

    `release` is the configuration's release that brought it. Counts rise while `all_asked` is false, and soon after.
    """

    release: int
    begun_at: str
    all_asked: bool
    looked_at: int
    moved: int


class RecomputationList(Model):
    """Recomputations, newest first."""

    recomputations: list[RecomputationEntry]
    next_cursor: str | None


class Recomputation(RecomputationEntry):
    """What became of the open matters when a calendar was published, with every day that moved."""

    rows: list[MovedDay]
    next_cursor: str | None
