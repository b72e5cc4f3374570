"""docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.bench import clock, imports, log_ins, machine, search
from infra.bench.cold import BASELINE, Cold
from infra.bench.enforcement import kept, telling
from infra.bench.imports import Imported
from infra.bench.log_ins import Slowed, Step
from infra.bench.parallel_acts import kept as parallel_acts
from infra.bench.search import Searched
from infra.bench.units import Operation
from infra.bench.warm import Warm

BOUND = 1.3
_IMPORTS = ("", "rows", "drafted", "rows/s (CPU)", "rows/s (wall)", "read", "write", "MB", "runs")


@dataclass(frozen=True)
class Measured:
    """Everything that a run found."""

    cold: list[Cold]
    warm: list[Warm]
    operations: list[Operation]
    sizes: Mapping[str, int]
    cases: tuple[int, int]
    runs: int
    rounds: int
    steps: list[Step]
    slowed: list[Slowed]
    searched: Searched
    guides: list[Step]
    imported: list[Imported]
    dates: list[clock.Timed]
    deadlines: kept.Found

    def missed(self) -> list[str]:
        """The bounds that do not hold."""
        cold = [f"cold start, {one.name}: {one.ratio:.2f}" for one in self.cold if one.bounded and one.ratio > BOUND]
        warm = [f"warm request, {one.name}: {one.ratio:.2f}" for one in self.warm if one.ratio > BOUND]
        slow = [one for one in self.slowed if one.ratio > BOUND]
        late = [f"good log-in after failures, {one.source}: {one.ratio:.2f}" for one in slow]
        found = [*self.searched.missed(), *clock.missed(self.dates), *self.deadlines.missed]
        return (
            cold
            + warm
            + late
            + found
            + [f"units of {one.name} grow with cases" for one in self.operations if one.grows]
        )


def text(found: Measured) -> str:
    """The whole document."""
    few, many = (f"{count:,}" for count in found.cases)
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}. It fails when a ratio is over {BOUND} or when",
            "an operation costs more units with more cases. How each figure is taken: `infra/bench/`.",
            "",
            *_table(("Machine", ""), machine.described()),
            "",
            "## Cold start",
            "",
            f"From the first import to the answer of the first request, in fresh processes ({found.runs} of each, in",
            f"turn), from the packaged artifact; by the processor time of {BASELINE} from the same layer. The request",
            "is whole: its calls to DynamoDB, KMS, S3 and SQS are made, and answered from memory by another process.",
            "The baseline makes none. The last one is not bounded: a name not seen before needs the dictionary of",
            "pinyin, and nobody waits for that, because a search looks at what is pending too.",
            "",
            *_table(("first request of", "", "CPU ms", "wall ms", "ratio"), map(_cold, found.cold)),
            "",
            "## Warm request",
            "",
            "Processor time of the application by that of a handler written by hand (`infra/bench/by_hand`): the",
            "same calls to DynamoDB with bare botocore, the same checks and stored content, one log line. Both in",
            f"one process, in turn ({found.rounds} rounds), against the same answers from memory. In the last column",
            "the handler by hand has our client's settings too (no parameter validation, a fixed user agent); that",
            "one is not bounded.",
            "",
            *_table(("", "route", "CPU ms", "by hand", "ratio", "same client"), map(_warm, found.warm)),
            "",
            "## Log-ins",
            "",
            "Processor time of this process for one request that is whole (tables, KMS and partners answer from other",
            f"processes; median of {found.rounds}), and what it asks. A log-in of staff is a password hash (argon2id,",
            "19 MiB, two passes). Finding out whose token it is stands below, by itself: a signature is checked once,",
            "then remembered; whether the session has ended is asked for staff with each request (one query, one",
            "unit), for citizens every 30 seconds in each container (half a unit).",
            "",
            *_table(("", "CPU ms", "calls", "read", "write"), log_ins.described(found.steps)),
            "",
            f"Good log-ins of staff before and after {log_ins.FAILURES:,} failed ones, in one run, through the use",
            "case: of 1,000 numbers that nobody has, half looked at and half locked, half from one source and half",
            f"from 5,000 others. It fails when the ratio of processor time is over {BOUND}.",
            "",
            *_table(
                ("from", "CPU ms before", "after", "wall ms before", "after", "ratio (CPU)", "units before", "after"),
                log_ins.slowed(found.slowed),
            ),
            "",
            "## Search",
            "",
            "In an index of a whole city, made from parts (`infra/bench/corpus.py`): processor time of a query with",
            f"its facets, in memory, with two changes pending. It fails over {search.BOUND_MS} ms, or over 2 MB of",
            "index. A search reads the pointer and what is pending with one query: half a unit while little is.",
            "",
            *_table(("", ""), search.described(found.searched)),
            "",
            "## Guides and lists",
            "",
            f"Processor time of this process for one request that is whole (median of {found.rounds}), by somebody",
            "unknown, and what it asks. The container has the edition and the settings already.",
            "",
            *_table(("", "CPU ms", "calls", "read", "write"), log_ins.described(found.guides)),
            "",
            *clock.section(found.dates),
            "## Imports",
            "",
            "The packaged worker in a process of its own, from its first import to the end of a CSV file of items in",
            "GB18030: rows per second of its processor and of the clock (with the local cloud's time), units of a row,",
            "the worker's peak memory, and how often it ran: 20 seconds at most.",
            "",
            *_table(_IMPORTS, imports.described(found.imported)),
            "",
            "Longer files, measured by themselves and kept (`python -m infra.bench.imports … --keep`). `--deployed`:",
            "the local cloud runs the worker, driven by the stream and the queue, beside the relay of every act.",
            "",
            *_table(("", *_IMPORTS), imports.long_runs()),
            "",
            "## Many at once",
            "",
            "Through the deployed artifact on the local cloud, which runs beside those who ask: fifty clerks for one",
            "task, of whom one gets it; then so many cases begun, handed in and accepted by many people. Measured by",
            "itself and kept (`python -m infra.bench.parallel_acts 1000 --keep`); it fails if an act is lost, a chain",
            "is not whole, a case waits for the wrong thing, or a race has another number of winners than one.",
            "",
            *_table(parallel_acts.HEAD, parallel_acts.rows()),
            "",
            *telling.section(found.deadlines),
            "## Read and write units",
            "",
            f"Of one call, as the local cloud counts them by DynamoDB's rules (`ReturnConsumedCapacity`): with {few}",
            f"and with {many} cases in the tables the same. Bulk cases are written past the application, by",
            "BatchWriteItem (state, open task, public number and first act of each); the measured ones go through it.",
            "What a container keeps (published items, signing keys, settings for a minute) was read before.",
            "",
            *_table(("operation", "calls", "read", "write"), map(_operation, found.operations)),
            "",
            "## Item sizes",
            "",
            "The largest item of each kind that was written meanwhile, in bytes as DynamoDB counts them.",
            "",
            *_table(("table", "keys", "bytes"), map(_size, found.sizes.items())),
            "",
        ]
    )


def _cold(one: Cold) -> tuple[str, ...]:
    return one.domain, _code(one.name), f"{one.cpu_ms:.0f}", f"{one.wall_ms:.0f}", f"{one.ratio:.2f}"


def _warm(one: Warm) -> tuple[str, ...]:
    times = f"{one.application_ms:.2f}", f"{one.by_hand_ms:.2f}"
    return one.name, _code(one.route), *times, f"{one.ratio:.2f}", f"{one.ratio_same_client:.2f}"


def _operation(one: Operation) -> tuple[str, ...]:
    if one.grows:
        return _code(one.name), one.calls, *(f"{few:g} → {many:g}" for few, many in (one.read, one.write))
    return _code(one.name), one.calls, f"{one.read[0]:g}", f"{one.write[0]:g}"


def _size(one: tuple[str, int]) -> tuple[str, ...]:
    variable, _, keys = one[0].partition(" ")
    return variable.removesuffix("_TABLE").lower(), _code(keys), f"{one[1]:,}"


def _code(name: str) -> str:
    return name if name == BASELINE else f"`{name}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]
