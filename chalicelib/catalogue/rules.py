"""What a published service item (政务服务事项) is for those who handle cases by it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.elements.sources import sources_of
from chalicelib.catalogue.item_parts import (
    Commitment,
    ExaminationPoint,
    MaterialSlot,
    Remedies,
    Result,
    SpecialProcedure,
    commitment_of,
    examination_of,
    remedies_of,
    results_of,
    slots_of,
    special_procedures_of,
)
from chalicelib.shared.divisions import contains
from chalicelib.shared.plain import Plain

if TYPE_CHECKING:
    from chalicelib.decision_tables.tables import DecisionTable

IR_VERSION = 1
ONLINE_APPLICATION = 3
ONE_EXAMINATION: dict[str, Any] = {
    "nodes": {
        "start": {"kind": "start"},
        "examine": {"kind": "step", "name": "审查", "role": "examiner", "outcomes": ["approve", "reject"]},
        "end": {"kind": "end"},
    },
    "flows": [{"from": "start", "to": "examine"}, {"from": "examine", "to": "end"}],
}
"""The inner process of an item that declares none."""

NO_FORM: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
}
"""The form of an item that has none: the empty one."""


class Unit(StrEnum):
    """Units of limits: working days, natural days, months, hours, at once, no national limit."""

    WORKING_DAYS = "WD"
    DAYS = "D"
    MONTHS = "M"
    HOURS = "H"
    NOW = "NOW"
    NONE = "NONE"


class Stage(NamedTuple):
    """One stage of a limit that several bodies share."""

    value: int
    unit: Unit
    name: str | None = None


class Extension(NamedTuple):
    """延期. `mode`: `*_ADD` adds to the limit, `*_MAX` is the total, `D_WINDOW` is the applicant's time afterwards."""

    value: int
    mode: str


class Limit(NamedTuple):
    """办结时限. `value` is None when there is no national limit; `notes` is the source's own wording.

    `rolls`: whether an end on a day off is the next working day.
    """

    value: int | None
    unit: Unit
    stages: tuple[Stage, ...] = ()
    extension: Extension | None = None
    notes: str | None = None
    rolls: bool = True


class ServiceItem(Plain):
    """One published version of an item. `content` is the document itself; the rest reads it as far as it is needed.

    `sha256` is of the content's RFC 8785 form.
    """

    code: str
    version: int
    sha256: str
    content: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.content["name"])

    @property
    def item_type(self) -> str:
        return str(self.content["item_type"])

    @property
    def department(self) -> str:
        return str(self.content["department"])

    @property
    def department_name(self) -> str:
        return str(self.content["department_name"])

    @property
    def divisions(self) -> tuple[str, ...]:
        """Where it is handled: these divisions and all within them."""
        return tuple(self.content["divisions"])

    @property
    def legal_regime(self) -> str:
        return str(self.content["legal_regime"])

    @property
    def confidential(self) -> bool:
        """涉密: it stays inside, whatever is asked."""
        return bool(self.content["confidential"])

    @property
    def least_assurance_level(self) -> int:
        """The assurance level (实名等级) that applying needs."""
        return int(self.content["least_assurance_level"])

    @property
    def applied_for_online(self) -> bool:
        """网上办理深度: below III one reads about it and books a visit, no more. Unknown: nothing stands against it."""
        depth = self.content["online_depth"]
        return depth is None or int(depth) >= ONLINE_APPLICATION

    @property
    def form_schema(self) -> Mapping[str, Any]:
        """JSON Schema 2020-12 of the form."""
        return self.content["form_schema"] or NO_FORM

    @cached_property
    def statutory_limit(self) -> Limit:
        return read_limit(self.content["statutory_limit"])

    @cached_property
    def committed_limit(self) -> Limit | None:
        committed = self.content["committed_limit"]
        return read_limit(committed) if committed else None

    @cached_property
    def materials(self) -> tuple[MaterialSlot, ...]:
        """Every slot of the list, whatever the situation; `guide.guide_for` tells what one situation needs."""
        return slots_of(self.content)

    @cached_property
    def sources(self) -> dict[tuple[str, ...], str]:
        """Where a field's value may come from (`elements/sources.py`), by the field's path in a filled-in form."""
        return sources_of(self.form_schema)

    @cached_property
    def commitment(self) -> Commitment | None:
        """告知承诺, instead of the materials that `may_declare`."""
        return commitment_of(self.content)

    @cached_property
    def special_procedures(self) -> tuple[SpecialProcedure, ...]:
        """特别程序: what may stop the clock."""
        return special_procedures_of(self.content)

    @cached_property
    def examination(self) -> dict[str | None, tuple[ExaminationPoint, ...]]:
        """审查细则 by the code of their material, None for those on the whole. For staff alone."""
        return examination_of(self.content)

    @cached_property
    def remedies(self) -> Remedies:
        """救济途径."""
        return remedies_of(self.content)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """办理结果."""
        return results_of(self.content)

    @cached_property
    def guide_tables(self) -> tuple[DecisionTable, ...]:
        from chalicelib.decision_tables.tables import read_table

        return tuple(read_table(table) for table in self.content["guide"]["tables"])

    @cached_property
    def instant_approval(self) -> DecisionTable | None:
        """秒批: the rule table, or None for an item that people decide."""
        from chalicelib.decision_tables.tables import read_table

        table = self.content["instant_approval"]
        return read_table(table) if table else None

    @cached_property
    def process_definition(self) -> dict[str, Any]:
        """The inner process as cases run and pin it."""
        process = self.content["process"] or ONE_EXAMINATION
        return {"ir_version": IR_VERSION, "item": self.code, "version": self.version, **process}

    def handled_in(self, division_code: str) -> bool:
        """Whether the item is handled there."""
        return any(contains(area, division_code) for area in self.divisions)


def read_limit(limit: Mapping[str, Any]) -> Limit:
    """A limit from its JSON."""
    stages = tuple(Stage(int(stage["value"]), Unit(stage["unit"]), stage["name"]) for stage in limit["stages"])
    extension = Extension(int(limit["extension"]["value"]), limit["extension"]["mode"]) if limit["extension"] else None
    value = None if limit["value"] is None else int(limit["value"])  # JSON Schema takes 15.0 for an integer
    return Limit(value, Unit(limit["unit"]), stages, extension, limit["notes"], limit.get("rolls", True))
