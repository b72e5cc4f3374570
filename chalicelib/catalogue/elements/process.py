"""The inner process of an item, as an editor writes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from chalicelib.catalogue.elements.words import Days, Name, UnitName
from chalicelib.shared.schema import Model, ShortText


class StepLimit(Model):
    """The time that a step may take."""

    value: Days
    unit: UnitName


class Node(Model):
    """A node of the inner process; all but its kind are a step's, but for `result`. What does not apply is left out.

    `result`: with what the process ends here, whatever the last outcome was called; an end's own.
    """

    kind: Literal["start", "step", "end"]
    name: ShortText | None = None
    role: Literal["clerk", "examiner", "chief_representative"] = "examiner"
    outcomes: list[Name] = Field(default_factory=list, min_length=1, max_length=10)
    limit: StepLimit = StepLimit(value=0, unit="NONE")
    result: Literal["approve", "reject"] = "approve"


class Flow(Model):
    """From node to node; `on` names the outcomes; left out, it is for every outcome."""

    from_: Name = Field(alias="from")
    to: Name
    on: list[Name] = Field(default_factory=list, min_length=1, max_length=10)


class Process(Model):
    """The inner process (see `checks/process.py`)."""

    nodes: dict[Name, Node] = Field(min_length=2, max_length=50)
    flows: list[Flow] = Field(min_length=1, max_length=200)
