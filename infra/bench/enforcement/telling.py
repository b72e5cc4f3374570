"""Its part of docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infra.bench.enforcement.kept import COMMAND, Found, kept
from infra.local.places import ROOT

HEADING = "## Deadlines"
_TARGET = ROOT / "docs" / "benchmarks.md"
DRAINED = ("due at once", "messages", "swept in s", "handled in s", "ms of processor each", "ended wrongly")


def section(found: Found, long: Found | None = None) -> list[str]:
    """What this run found, and the last long one that was kept."""
    long = long or kept()
    return [
        HEADING,
        "",
        "Of cases that the application stored, and of many like them (every item copied under other ids, the chain of",
        "acts whole): through the functions that keep, sweep and enforce, in this process, with the deployed queue.",
        "Law time is moved. Units and processor time are of one; a sweep's are of the whole: it reads 16 partitions of",
        "the index, and how far it looked before. It fails if units differ with more cases open.",
        "",
        *_table(head(found), rows(found)),
        "",
        "Applications that nobody answered, all due at one midnight: swept into the queue and enforced one after the",
        "other, in one process. It fails unless each is deemed accepted by exactly one act, its chain whole and its",
        "state what its acts say, and both bursts end in the same states (digests, without ids and instants).",
        "",
        *_table(DRAINED, bursts(found)),
        "",
        *(_long(long) if long else ()),
    ]


def written(found: Found) -> None:
    """Put it where the document has it; the rest stays as it is."""
    text = _TARGET.read_text()
    before, _, after = text.partition(f"{HEADING}\n")
    rest = after[after.index("\n## ") + 1 :]
    _TARGET.write_text("\n".join([before.rstrip("\n"), "", *section(found), rest]))


def _long(found: Found) -> list[str]:
    return [
        f"Longer, measured by itself and kept (`{COMMAND}`), beside other work: seconds",
        "are of a busy machine.",
        "",
        *_table(head(found), rows(found)),
        "",
        *_table(DRAINED, bursts(found)),
        "",
    ]


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return ("| " + " | ".join(line) + " |" for line in (head, ("---",) * len(head), *lines))


def head(found: Found) -> tuple[str, ...]:
    """The heading of `rows`."""
    few, many = (f"ms with {open_:,} open" for open_ in found.open)
    return "", "times, or found", "read", "write", few, many


def rows(found: Found) -> Iterator[tuple[str, ...]]:
    """A line for each thing that was measured."""
    for one, other in zip(found.few, found.many, strict=True):
        units = (_unit(one.read, other.read), _unit(one.write, other.write))
        yield one.name, f"{one.times:,}", *units, f"{one.cpu_ms:.2f}", f"{other.cpu_ms:.2f}"


def bursts(found: Found) -> Iterator[tuple[str, ...]]:
    """A line for each burst."""
    for name, one in (("in order", found.ordered), ("every third message twice, reversed", found.disordered)):
        seconds = f"{one.swept_s:.1f}", f"{one.handled_s:.1f}"
        yield (
            f"{one.due:,}, {name}",
            f"{one.messages:,}",
            *seconds,
            f"{one.cpu_s * 1000 / one.messages:.1f}",
            f"{one.wrong:,}",
        )


def _unit(few: float, many: float) -> str:
    return f"{few:g}" if few == many else f"{few:g} → {many:g}"
