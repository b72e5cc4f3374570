"""The short form, which is part of `make bench`, and the long one, by itself."""

from __future__ import annotations

from typing import NamedTuple

from infra.bench.city import City
from infra.bench.cloud import Cloud, say
from infra.bench.enforcement.draining import drained
from infra.bench.enforcement.functions import their_settings
from infra.bench.enforcement.kept import Found
from infra.bench.enforcement.measuring import Measuring
from infra.bench.enforcement.originals import made


class Sizes(NamedTuple):
    """Cases open at first and at last, how many are due at one midnight, how many of each thing are measured."""

    few: int
    many: int
    burst: int
    sample: int


SHORT, LONG = Sizes(100, 400, 45, 30), Sizes(1000, 20_000, 10_000, 100)


def measured(city: City, cloud: Cloud, sizes: Sizes) -> Found:
    """Everything."""
    originals, (few, many, burst, sample) = made(city), sizes
    with their_settings(cloud.settings):
        measuring = Measuring(originals, sample)
        say(f"deadlines with {few:,} cases open")
        before = measuring.measured(few)
        say(f"deadlines with {many:,} cases open")
        after = measuring.measured(many)
        say(f"{burst:,} due at one midnight, twice")
        ordered, ends = drained(measuring, burst, disordered=False)
        disordered, again = drained(measuring, burst, disordered=True)
    unlike = sum(one != other for one, other in zip(ends, again, strict=True))
    return Found((few, many), before, after, ordered, disordered, unlike)
