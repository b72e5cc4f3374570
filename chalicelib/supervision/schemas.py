"""What supervisors ask and get."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.schema import Model, PageQuery, Query

_Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.#-]{1,64}$")]
_Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
_Channel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]


class SummaryQuery(Query):
    """A period of at most 92 civil dates, both included, and what to narrow it to."""

    from_: date = Field(alias="from")
    to: date
    item: _Code | None = None
    department: _Code | None = None
    division: _Division | None = None
    channel: _Channel | None = None


class Period(Model):
    """Civil dates in Asia/Shanghai, both included."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")


class StatusCount(Model):
    """How often cases entered a status in the period."""

    status: str
    entered: int


class FigureBody(Model):
    """`value` is the ratio in hundredths (`unit` is `percent`), or so many units for each of the denominator.

    It has two decimals, half up, and is null where the denominator is 0. Days are working days.
    """

    name: str
    title: str
    definition: str
    definition_version: int
    unit: str
    period: Period
    numerator: float
    denominator: float
    value: float | None


class Summary(Model):
    """Counts and figures of a period; `item_figures` are of the items as they are published now, whatever channel."""

    period: Period
    item: str | None
    department: str | None
    division: str | None
    channel: str | None
    statuses: list[StatusCount]
    figures: list[FigureBody]
    item_figures: list[FigureBody]


class ReportQuery(Query):
    """What to narrow a month's report to."""

    division: _Division | None = None
    department: _Code | None = None


class ReportFileQuery(ReportQuery):
    """Which part of a report: its figures, what they mean, or the problems that were found."""

    part: Literal["figures", "definitions", "problems"] = "figures"


class FigureDefinition(Model):
    """What a figure says."""

    name: str
    title: str
    definition: str
    definition_version: int
    unit: str


class FigureValue(Model):
    """A figure by its name; `value` is null where the denominator is 0."""

    name: str
    numerator: float
    denominator: float
    value: float | None


class ReportRow(Model):
    """All (`code` is empty), or one division, department or item; the first three have figures of items too."""

    of: Literal["all", "division", "department", "item"]
    code: str
    statuses: list[StatusCount]
    figures: list[FigureValue]


class Problem(Model):
    """A card that was issued in the month, whatever came of it since; as of when the report was issued."""

    card_id: str
    rule: str
    rule_version: int
    level: str
    case_id: str
    case_no: str | None
    item_code: str
    division_code: str
    department: str
    staff_no: str | None
    issued_on: str
    status: str
    overdue: bool


class MonthReport(Model):
    """A month's report. `issued_at` is null before it is issued, and figures are as they stand now.

    `sha256` is that of the whole city's document, as the act `report.issued` has it. `working_days` are those of the
    month that are over or today, null where no calendar tells.
    """

    month: str
    period: Period
    issued_at: str | None
    sha256: str | None
    working_days: int | None
    month_working_days: int
    definitions: list[FigureDefinition]
    rows: list[ReportRow]
    problems: list[Problem]


Level = Literal["yellow", "red", "second_red"]
CardStanding = Literal["issued", "explained", "rescinded"]
_Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
_StaffNo = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,32}$")]
_Words = Annotated[str, StringConstraints(max_length=2000, pattern=r"\S")]


class CardsQuery(PageQuery):
    """Which cards; all that is given must be so. Without `month` the present one, of a `person` every month."""

    month: _Month | None = None
    person: _StaffNo | None = None
    level: Level | None = None
    status: CardStanding | None = None
    overdue: Literal["true", "false"] | None = None
    department: _Code | None = None
    division: _Division | None = None
    item: _Code | None = None
    rule: _Code | None = None


class Explanation(Model):
    """Why it came to the card, and what is done about it."""

    explanation: _Words


class Rescission(Model):
    """Why a card is rescinded."""

    reason: _Words


class CardEntry(Model):
    """A card on a list. `staff_no` is null where it goes to the department alone.

    `explanation_due_on` is an estimate if `provisional`; `overdue`: nobody explained it in time.
    """

    card_id: str
    rule: str
    rule_version: int
    title: str
    level: Level
    status: CardStanding
    case_id: str
    case_no: str | None
    item_code: str
    division_code: str
    department: str
    channel: str
    staff_no: str | None
    issued_at: str
    issued_on: str
    explanation_due_on: str | None
    provisional: bool
    overdue: bool


class CardList(Model):
    """Cards, newest first; `next` goes on, also after a page that is short."""

    cards: list[CardEntry]
    next: str | None


class EvidenceBody(Model):
    """The act that a card comes from, in its case's chain; `hash` is the act's own (SHA-256)."""

    act_id: str
    type: str
    seq: int
    law_time: str
    hash: str


class StatementBody(Model):
    """What somebody said of a card; `words` is null where the case's owner was erased."""

    staff_no: str
    at: str
    words: str | None


class CardBody(CardEntry):
    """A card in full. `days` are the civil dates that the rule went by, `calendar` is the version of the calendar."""

    meaning: str
    calendar: str
    evidence: list[EvidenceBody]
    days: dict[str, str]
    explanation: StatementBody | None
    rescission: StatementBody | None
    version: int
