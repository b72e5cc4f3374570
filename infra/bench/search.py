"""Search in an index of 5,000 items: size, loading, and processor time of a query, of kind ones and of hostile ones.

    python -m infra.bench.search

prints the figures by themselves; nothing of a cloud is needed.
"""

from __future__ import annotations

import statistics
import zlib
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any, NamedTuple, TypeVar

from chalicelib.catalogue.search.building import with_pinyin
from chalicelib.catalogue.search.columns import Columns, columns_of, decoded, encoded
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.finding import find
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.snapshot import Snapshot, overlaid, segment
from chalicelib.catalogue.views.selecting import counts
from chalicelib.catalogue.views.statistics import shown
from infra.bench.corpus import corpus

BOUND_MS = 20
BOUND_BYTES = 2_000_000
_PAGE = 20
_DAYS_OF_A_MONTH = 22
_FIRST = "the first query after loading"
_STATISTICS = "statistics of all items"
"""No search, and not bounded as one: it looks at every item, and here nearly each is of a kind of its own."""
QUERIES: tuple[tuple[str, str | None, dict[str, Any]], ...] = (
    ("everything, first page", None, {}),
    ("a filter", None, {"mode": "online", "division": "530102000000"}),
    ("a name", "食品经营许可核发", {}),
    ("half of all items", "许可", {"applicant": "natural_person"}),
    ("one wrong character", "食品经营许可和发", {}),
    ("one wrong character in a short word", "许可正", {}),
    ("initials", "spjyxk", {}),
    ("pinyin", "shipinjingying", {}),
    ("a question", "请问食品经营许可证怎么办理", {}),
    ("several words", "公安局 居住证", {}),
)
HOSTILE = (
    "许" * 50,
    "证许可" * 16,
    "证 可 许 市 场 局 食 品 登 记 公 安 发 核 变 更",
    "an en in " * 5,
    ".*(a+)+$" * 6,
    "😀" * 50,
)


_Done = TypeVar("_Done")


class Searched(NamedTuple):
    """Sizes in bytes; processor time in milliseconds, medians, by what was asked."""

    entries: int
    size: int
    decoded: int
    building_ms: float
    loading_ms: float
    first_ms: float
    times: dict[str, float]

    def missed(self) -> list[str]:
        """The bounds that do not hold."""
        slow = [f"search, {name}: {taken:.1f} ms" for name, taken in self._searches() if taken > BOUND_MS]
        return slow + ([f"search index: {self.size:,} bytes"] if self.size > BOUND_BYTES else [])

    def _searches(self) -> list[tuple[str, float]]:
        named = {_FIRST: self.first_ms, **self.times}
        return [(name, taken) for name, taken in named.items() if name != _STATISTICS]


def measure(rounds: int) -> Searched:
    """Build, load and ask."""
    entries = corpus()
    with_pinyin(columns_of(entries[:1]))  # the dictionary is loaded once by each container
    built, building = _timed(lambda: encoded(with_pinyin(columns_of(entries)), 1))
    columns, loading = _timed(lambda: decoded(built))
    loaded = _loaded(columns)
    first = statistics.median(_timed(partial(_ask, _loaded(columns), "食品", {}))[1] for _ in range(rounds))
    warm = overlaid(loaded[0], {entries[7].item_code: None, "ZZ": entries[7]._replace(item_code="ZZ")})
    _ask(warm, None, {})
    times = {name: _median(partial(_ask, warm, query, chosen), rounds) for name, query, chosen in QUERIES}
    times[_STATISTICS] = _median(lambda: shown(counts(warm, Filters({})), _DAYS_OF_A_MONTH), rounds)
    times["the worst of hostile ones"] = max(_median(partial(_ask, warm, query, {}), 3) for query in HOSTILE)
    return Searched(len(entries), len(built), len(zlib.decompress(built)), building, loading, first, times)


def described(found: Searched) -> list[tuple[str, str]]:
    """What was found, as rows."""
    return [
        ("items", f"{found.entries:,}"),
        ("index as an object", f"{found.size:,} bytes"),
        ("the same, unpacked", f"{found.decoded:,} bytes"),
        ("building it with all pinyin", f"{found.building_ms:.0f} ms"),
        ("loading it", f"{found.loading_ms:.0f} ms"),
        (_FIRST, f"{found.first_ms:.0f} ms"),
        *((name, f"{taken:.2f} ms") for name, taken in found.times.items()),
    ]


def _loaded(columns: Columns | None) -> Snapshot:
    if columns is None:
        raise RuntimeError("the index was not written in a format that can be read")
    return (segment(Index(columns)),)


def _ask(snapshot: Snapshot, query: str | None, chosen: dict[str, Any]) -> None:
    find(snapshot, query, Filters(chosen), _PAGE)


def _median(ask: Callable[[], object], rounds: int) -> float:
    return statistics.median(_timed(ask)[1] for _ in range(rounds))


def _timed(do: Callable[[], _Done]) -> tuple[_Done, float]:
    began = process_time()
    done = do()
    return done, (process_time() - began) * 1000


if __name__ == "__main__":
    for what, taken in described(measure(21)):
        print(f"{what:40} {taken}")
