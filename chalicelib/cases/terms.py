"""What a case takes from its item's published version: the terms under which it is handled."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol


class Slot(NamedTuple):
    """One place in the item's list of materials; `certificate` is the one that the item names as proving the same.

    `may_follow`: 可容缺. `may_declare`: the signed commitment (告知承诺) does instead. `held_as`: the kind of holding
    that does instead where the city has it of the applicant. `originals`: how many sheets the office needs on paper.
    """

    code: str
    name: str
    required: bool
    accept: tuple[str, ...]
    may_follow: bool = False
    may_declare: bool = False
    certificate: str | None = None
    held_as: str | None = None
    basis: str | None = None
    originals: int = 0


class Period(NamedTuple):
    """A limit: `value` units of `WD`, `D`, `M`, `H`, `NOW`, `NONE`; None where there is none.

    `rolls`: natural days and months that end on a day off go on to the next working day.
    """

    value: int | None
    unit: str
    rolls: bool = True


class Extending(NamedTuple):
    """延期. `mode`: `*_ADD` adds to the limit, `*_MAX` is the total."""

    value: int
    mode: str


class Procedure(NamedTuple):
    """特别程序 that the item names: what stops its clock, and for how long at most, if anybody said."""

    kind: str
    name: str
    value: int | None
    unit: str
    basis: str | None


class Commitment(NamedTuple):
    """告知承诺: what is declared, and what follows if it is not so."""

    conditions: str
    consequences: str


class Terms(NamedTuple):
    """The item's published version, as far as handling a case needs it.

    `sha256` is of the whole content: editions that say the same have the same.

    `sources` says where a field's value may come from, by the field's path in a filled-in form; `decided_on` are the
    facts that the rule table (秒批) asks for.
    """

    item_code: str
    version: int
    name: str
    department: str
    legal_regime: str
    least_assurance_level: int
    form_schema: str
    slots: tuple[Slot, ...]
    definition: dict[str, Any]
    definition_sha256: str
    decides_at_once: bool
    applicant_types: tuple[str, ...]
    channels: tuple[str, ...] = ()
    online: bool = True
    department_name: str = ""
    statutory_limit: Period = Period(None, "NONE")
    committed_limit: Period | None = None
    extension: Extending | None = None
    procedures: tuple[Procedure, ...] = ()
    commitment: Commitment | None = None
    sources: Mapping[tuple[str, ...], str] = {}
    sha256: str = ""
    review_body: str | None = None
    court: str | None = None
    conditions: tuple[str, ...] = ()
    decided_on: frozenset[str] = frozenset()

    def slot(self, code: str) -> Slot | None:
        """The slot with that code."""
        return next((slot for slot in self.slots if slot.code == code), None)

    @property
    def promised(self) -> Period:
        """The limit that was promised: the committed one (承诺时限), or else the statute's."""
        return self.committed_limit or self.statutory_limit

    @property
    def due_kind(self) -> str:
        """Which deadline the `due_on` of a case is: `committed`, or `statutory` where nothing was promised."""
        return "statutory" if self.committed_limit is None else "committed"


class Point(NamedTuple):
    """审查细则: what the desk looks at in a material (None: in the whole), and by which standard."""

    material: str | None
    point: str
    standard: str | None


class Ruling(NamedTuple):
    """A decision made by rule (秒批), as a fact that is never evaluated again."""

    output: dict[str, Any]
    fact: dict[str, Any]


class Items(Protocol):
    """The catalogue, as far as cases need it."""

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        """The published terms (the version in force, or the pinned one). Raises NotFound("item_not_found")."""

    def offered(self, item_code: str, division_code: str) -> bool:
        """Whether the item is handled in that division."""

    def required_slots(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        """The slots that this situation needs. Raises Invalid on answers that the guide does not know."""

    def obstacles(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        """Why the guide says that whoever answers so may not apply, in its words."""

    def examination(self, item_code: str, version: int) -> tuple[Point, ...]:
        """The examination rules of a pinned version: for staff alone."""

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Ruling | None:
        """What the item's rule table decides on these facts; None if it leaves the case to people."""
