"""The report as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from infra.replay.items import EXTENDED_RULE, RULE
from infra.replay.outcome import Outcome
from infra.replay.plan import by_reason

REASONS = {
    "line_malformed": "the line cannot be taken apart",
    "value_missing": "something that it must say is missing",
    "value_too_long": "a value is too long",
    "instant_unreadable": "an instant is not ISO 8601, or its year cannot be",
    "doubled": "the same task of the same case was told before",
    "case_differs": "it says otherwise of its case than the case's first line",
    "before_start": "it was done before its case began",
    "after_end": "it was done after its case had ended",
    "too_much_work": "its case has more pieces of work than a process has steps",
    "case_not_begun": "its case could not be begun",
}
_CLASSES = {
    "rule": f"{RULE} natural days (the rule)",
    "extended_rule": f"{EXTENDED_RULE} natural days (the extended rule)",
    "own_limit": "another number of days from the beginning",
    "time_added": "days added later, by an extension",
    "not_told": "no day told, or none that can be",
}
_MARGIN = " " * 11
_WIDTH = 118
_SHOWN = 400
"""Names or lines of one kind that are printed."""


def told(found: Outcome, seconds: float, processor: float) -> Iterator[str]:
    """Lines. How long it took: by the clock on the wall, and of the processor."""
    yield from _counts(found)
    yield from _days(found)
    yield from _wrapped(
        f"acts       {sum(found.acts.values())}: " + ", ".join(f"{count} {name}" for name, count in found.acts.items())
    )
    yield f"chains     {found.kept} walked, each state compared with the fold of its acts"
    yield f"took       {seconds:.0f} s ({processor:.0f} s of a processor)"
    yield from _verdict(found)


def _counts(found: Outcome) -> Iterator[str]:
    yield f"cases      {found.cases} in, {found.kept} out, {len(found.not_begun)} not begun"
    yield from (f"{_MARGIN}{case_id}: {why}" for case_id, why in found.not_begun.items())
    yield from (f"{_MARGIN}{case_id}: {why}" for case_id, why in found.doubtful.items())
    yield f"events     {found.lines} in, {found.applied} applied, {len(found.refused)} refused"
    yield f"{_MARGIN}{len(found.activities)} kinds of work"
    for reason, count in by_reason(found.refused).items():
        lines = [one.line for one in found.refused if one.reason == reason]
        why = REASONS.get(reason, "refused by the application")
        yield from _wrapped(f"{_MARGIN}{count} {reason} ({why}): {_lines(lines)}")
    if found.reordered:
        what = f"{len(found.reordered)} came after a later one of their case, put in order"
        yield from _wrapped(f"{_MARGIN}{what}: {_lines(found.reordered)}")


def _days(found: Outcome) -> Iterator[str]:
    yield f"due dates  {found.compared} compared, {found.compared - len(found.different)} equal"
    yield from (f"{_MARGIN}{count} cases: {_CLASSES[name]}" for name, count in found.classes.items() if count)
    late = found.late
    yield f"late       {len(late.here)} by acts; by the log {len(late.log)} after the last day that it tells"
    yield f"{_MARGIN}({len(late.log_planned)} after the planned day, {len(late.log_instant)} after the planned hour)"
    if untold := len(set(late.here) - set(late.log)):
        yield f"{_MARGIN}({untold} of which the log tells no last day, after the rule's)"
    yield from _wrapped(_MARGIN + _few(late.here)) if late.here else ()
    yield from _wrapped(f"open       {len(found.never_closed)} never closed: {_few(found.never_closed)}")


def _verdict(found: Outcome) -> Iterator[str]:
    if found.wrong:
        yield f"{len(found.wrong)} things are wrong:"
        yield from (f"  {each}" for each in found.wrong)
    elif found.nothing_played:
        yield "nothing could be played: every line is refused, for the reasons above"
    else:
        yield "nothing was lost or doubled; every due date is the log's, every chain whole"


def _lines(lines: Sequence[int]) -> str:
    return f"line{'s' if len(lines) > 1 else ''} {_few(_runs(lines))}"


def _runs(lines: Sequence[int]) -> Iterator[str]:
    """Lines that follow each other, as the first and the last of them."""
    for _, run in groupby(enumerate(sorted(lines)), lambda at: at[1] - at[0]):
        found = [line for _, line in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}"


def _few(some: Iterable[object]) -> str:
    """The first of them; all are in the report for machines."""
    every = [str(one) for one in some]
    more = f" … and {len(every) - _SHOWN} more, all in the report as JSON" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more or "none"


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, subsequent_indent=_MARGIN, break_on_hyphens=False, break_long_words=False)
