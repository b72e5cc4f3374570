"""Which cards follow from an act of a case. Pure.

Green is no card: it is what a case shows while none of these rules finds anything. What a deadline has come to is told
by acts of the law's clock (`case.deadline_neared`, `case.deadline_passed`); the bounds are the configuration document
`supervision`. A rule whose meaning changes gets another version; a card keeps the one that it was issued by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339


class Level(StrEnum):
    """黄牌 warns, 红牌 asks for an account, the second red is past the law's own limit."""

    YELLOW = "yellow"
    RED = "red"
    SECOND_RED = "second_red"


class Rule(NamedTuple):
    """A reason for a card: `meaning` tells whoever gets one why."""

    code: str
    title: str
    level: Level
    version: int
    meaning: str


class Bounds(Protocol):
    """What a city sets: corrections that one case may be asked for, and days that a special procedure may take."""

    @property
    def corrections(self) -> int: ...

    @property
    def pause_days(self) -> int: ...


class Found(NamedTuple):
    """A rule that an act breaks. `about`: what tells its card from the rule's others of the case."""

    rule: Rule
    about: str
    days: Mapping[str, str]


TIME_LEFT = Rule("time_left", "临近期限", Level.YELLOW, 1, "办理期限或者环节期限即将届满，尚未办结。")
STAGE_EXCEEDED = Rule("stage_exceeded", "环节超期", Level.YELLOW, 1, "审查环节超过规定时间，承诺期限仍可能遵守。")
PROMISE_EXCEEDED = Rule("promise_exceeded", "超过承诺期限", Level.RED, 1, "超过承诺的办结日期仍未作出决定。")
STATUTORY_EXCEEDED = Rule("statutory_exceeded", "超过法定期限", Level.SECOND_RED, 1, "超过法定办结期限仍未作出决定。")
SILENCE = Rule("silence_after_receipt", "逾期未答复", Level.RED, 1, "收到申请后逾期既未受理也未告知，依法视为受理。")
CORRECTION_AGAIN = Rule(
    "correction_asked_twice", "多次要求补正", Level.RED, 1, "没有一次性告知，同一办件多次要求补正。"
)
PAUSE_TOO_LONG = Rule(
    "pause_too_long", "特别程序超时", Level.YELLOW, 2, "特别程序超过告知的时间，或者告知的、实际的天数超过本市规定。"
)
NO_REASON = Rule("refusal_without_reason", "不予办理未说明理由", Level.RED, 1, "不予受理或者不予许可，没有说明理由。")
NOT_SERVED = Rule("result_not_served", "逾期未送达", Level.RED, 1, "作出决定后逾期没有颁发、送达结果。")
NOT_VERIFIED = Rule("commitment_not_verified", "逾期未核查承诺", Level.YELLOW, 1, "告知承诺事项逾期没有核查。")

RULES = {
    rule.code: rule
    for rule in (
        TIME_LEFT, STAGE_EXCEEDED, PROMISE_EXCEEDED, STATUTORY_EXCEEDED, SILENCE, CORRECTION_AGAIN, PAUSE_TOO_LONG,
        NO_REASON, NOT_SERVED, NOT_VERIFIED,
    )
}  # fmt: skip
_PASSED = {
    "committed": PROMISE_EXCEEDED,
    "statutory": STATUTORY_EXCEEDED,
    "stage": STAGE_EXCEEDED,
    "special_procedure": PAUSE_TOO_LONG,
    "service": NOT_SERVED,
    "verification": NOT_VERIFIED,
}
_NEARED = frozenset({"committed", "statutory", "stage"})


def findings(act: Act, bounds: Bounds) -> tuple[Found, ...]:
    """Every rule that the act of a case breaks; most break none. The same act gives the same, whenever it is read."""
    look = _LOOKS.get(act.type)
    return tuple(look(act, bounds)) if look else ()


def _neared(act: Act, _bounds: Bounds) -> Iterator[Found]:
    deadline = _deadline(act)
    if deadline.get("kind") in _NEARED and not deadline.get("provisional"):
        yield Found(TIME_LEFT, _name(deadline), {"due_on": deadline["due_on"]})


def _passed(act: Act, _bounds: Bounds) -> Iterator[Found]:
    deadline = _deadline(act)
    rule = _PASSED.get(str(deadline.get("kind")))
    if rule and not deadline.get("provisional"):
        yield Found(rule, _since(act) if rule is PAUSE_TOO_LONG else _name(deadline), {"due_on": deadline["due_on"]})


def _silent(act: Act, _bounds: Bounds) -> Iterator[Found]:
    received = act.changes.get("accepted_at")
    yield Found(SILENCE, "", {"received_on": _day(received)} if isinstance(received, str) else {})


def _asked_again(act: Act, bounds: Bounds) -> Iterator[Found]:
    asked = act.changes.get("corrections")
    if isinstance(asked, int) and asked > bounds.corrections:
        yield Found(CORRECTION_AGAIN, str(asked), {"asked_on": _day(act.law_time)})


def _suspended(act: Act, bounds: Bounds) -> Iterator[Found]:
    """Announced for longer than a city lets any procedure take: no need to wait until it has."""
    pause: Any = act.changes.get("pause")
    if not isinstance(pause, Mapping):
        raise Unjudgeable(f"{act.type} {act.act_id} names no pause")
    until = None if act.changes.get("provisional") else pause.get("until_on")
    if _announced(pause, until) > bounds.pause_days:
        yield Found(PAUSE_TOO_LONG, pause["since"], {"since": pause["since"], **({"due_on": until} if until else {})})


def _resumed(act: Act, bounds: Bounds) -> Iterator[Found]:
    """Over what was announced, or over what a city lets any procedure take."""
    pause: Any = act.changes.get("pause_ended")
    if not isinstance(pause, Mapping):
        return
    since, ended = pause["since"], _day(act.law_time)
    until = None if pause.get("provisional") else pause.get("until_on")
    if (until and ended > until) or _days(since, ended) > bounds.pause_days:
        days = {"since": since, "ended_on": ended, **({"due_on": until} if until else {})}
        yield Found(PAUSE_TOO_LONG, since, days)


def _declined(act: Act, _bounds: Bounds) -> Iterator[Found]:
    if not (act.changes.get("reason_codes") and act.changes.get("notice_sealed")):
        yield Found(NO_REASON, "declined", {"refused_on": _day(act.law_time)})


def _decided(act: Act, _bounds: Bounds) -> Iterator[Found]:
    if act.changes.get("result") == "refuse" and not act.changes.get("notice_sealed"):
        yield Found(NO_REASON, "decided", {"refused_on": _day(act.law_time)})


_LOOKS = {
    "case.deadline_neared": _neared,
    "case.deadline_passed": _passed,
    "case.deemed_accepted": _silent,
    "case.correction_requested": _asked_again,
    "case.suspended": _suspended,
    "case.resumed": _resumed,
    "case.declined": _declined,
    "case.decided": _decided,
}
LOOKED_AT = tuple(_LOOKS)
"""The types of acts that a card can come from."""


def _deadline(act: Act) -> Mapping[str, Any]:
    deadline = act.changes.get("deadline")
    if not isinstance(deadline, Mapping):
        raise Unjudgeable(f"{act.type} {act.act_id} names no deadline")
    return deadline


class Unjudgeable(ValueError):
    """An act that lacks what its type says that it has."""


def _announced(pause: Mapping[str, Any], until: str | None) -> int:
    """Natural days of a pause: as named, or up to its last day. So many working days take no fewer."""
    value: int = pause["value"]
    return value if pause["unit"] == "D" or until is None else _days(pause["since"], until)


def _days(since: str, until: str) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(since)).days


def _since(act: Act) -> str:
    """What tells a pause from the case's others, whatever its last day becomes: one card for one pause."""
    since = act.changes.get("since")
    if not isinstance(since, str):
        raise Unjudgeable(f"{act.type} {act.act_id} does not tell since when")
    return since


def _name(deadline: Mapping[str, Any]) -> str:
    """What tells a deadline from the case's others; a day that moved is another one."""
    return f"{deadline['kind']}:{deadline.get('key') or ''}:{deadline['due_on']}"


def _day(instant: str) -> str:
    return civil_date(from_rfc3339(instant)).isoformat()
