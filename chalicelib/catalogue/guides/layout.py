"""Where the boxes and arrows of a process stand: rows from top to bottom, so that it reads on a phone.

A node's row is its longest way from the start. An arrow that passes rows keeps a lane of its own in each of them, so
none runs behind a box (as Sugiyama, Tagawa and Toda have it, 1981). The order within a row is that of the middles of
what leads there, so the same process always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from chalicelib.catalogue.guides.flow import layers
from chalicelib.catalogue.guides.lines import wrapped

TEXT, LABEL, LEADING = 15, 12, 20  # sizes of letters and the height of a line
_LEAST_WIDTH, _PADDING, _PORT = 216, 12, 72
_LANE, _BETWEEN, _SLANT, _MARGIN = 20, 28, 40, 16


class Box(NamedTuple):
    """A node with its lines of text."""

    name: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


class Arrow(NamedTuple):
    """From box to box through `points`; `label` in lines stands at `at`."""

    points: tuple[tuple[float, float], ...]
    label: tuple[str, ...]
    at: tuple[float, float]


class Layout(NamedTuple):
    """The whole picture."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


class Link(NamedTuple):
    """A flow as it is drawn: its label, and the cells that it passes, both ends included."""

    label: str
    cells: tuple[str, ...]


class _Place(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def laid_out(texts: Mapping[str, tuple[str, ...]], process: Mapping[str, Any], labels: Iterable[Any]) -> Layout:
    """Lay out a process. `texts` are each node's paragraphs, `labels` are (from, to, label) with one of each pair."""
    depth = layers(process)
    links = [_link(start, end, label, depth) for start, end, label in labels]
    rows = _rows(depth, links)
    widths = {cell: _width(cell, depth, links) for row in rows for cell in row}
    lines = {name: _lines(texts[name], widths[name]) for name in depth}
    heights = {name: len(lines[name]) * LEADING + 2.0 * _PADDING for name in depth}
    across = 2 * _MARGIN + max(_row_width(row, widths) for row in rows)
    places, tops = _placed(rows, widths, heights, links, across)
    boxes = tuple(Box(name, lines[name], *places[name]) for name in depth)
    arrows = tuple(_arrow(link, links, places, tops) for link in links)
    return Layout(boxes, arrows, across, max(box.top + box.height for box in boxes) + _MARGIN)


def _link(start: str, end: str, label: str, depth: Mapping[str, int]) -> Link:
    lanes = [f"{start}>{end}@{row}" for row in range(depth[start] + 1, depth[end])]
    return Link(label, (start, *lanes, end))


def _rows(depth: Mapping[str, int], links: list[Link]) -> list[list[str]]:
    """Boxes and lanes of each row, ordered by the middle of what leads to them."""
    rows: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, row in depth.items():
        rows[row].append(name)
    for link in links:
        for offset, lane in enumerate(link.cells[1:-1], start=1):
            rows[depth[link.cells[0]] + offset].append(lane)
    for above, below in pairwise(rows):
        share = {cell: (index + 1) / (len(above) + 1) for index, cell in enumerate(above)}
        below.sort(key=partial(_middle, links, share))
    return rows


def _middle(links: list[Link], share: Mapping[str, float], cell: str) -> float:
    found = [share[before] for link in links for before, after in _pairs(link) if after == cell and before in share]
    return sum(found) / len(found) if found else 1.0


def _pairs(link: Link) -> Iterable[tuple[str, str]]:
    return pairwise(link.cells)


def _width(cell: str, depth: Mapping[str, int], links: list[Link]) -> float:
    """A box has room for every arrow that comes or goes, and for its label."""
    if cell not in depth:
        return _LANE
    ports = max(sum(link.cells[end] == cell for link in links) for end in (0, -1))
    return max(_LEAST_WIDTH, _PORT * (ports + 1))


def _lines(paragraphs: tuple[str, ...], width: float) -> tuple[str, ...]:
    return tuple(line for paragraph in paragraphs for line in wrapped(paragraph, (width - 2 * _PADDING) / TEXT))


def _row_width(row: list[str], widths: Mapping[str, float]) -> float:
    return sum(widths[cell] for cell in row) + _BETWEEN * (len(row) - 1)


def _placed(
    rows: list[list[str]], widths: Mapping[str, float], heights: Mapping[str, float], links: list[Link], across: float
) -> tuple[dict[str, _Place], list[tuple[float, float]]]:
    """Every cell's place, and each row's bottom with the height of the labels below it."""
    places: dict[str, _Place] = {}
    bottoms: list[tuple[float, float]] = []
    top = float(_MARGIN)
    for row in rows:
        height = max((heights[cell] for cell in row if cell in heights), default=0)
        left = (across - _row_width(row, widths)) / 2
        for cell in row:
            places[cell] = _Place(left, top, widths[cell], heights.get(cell, height))
            left += widths[cell] + _BETWEEN
        labels = max((len(_label(link)) for link in links if link.cells[0] in row), default=0) * LEADING
        bottoms.append((top + height, labels))
        top += height + labels + _SLANT
    return places, bottoms


def _arrow(link: Link, links: list[Link], places: Mapping[str, _Place], bottoms: list[tuple[float, float]]) -> Arrow:
    """Straight down past the labels below a row, aslant to the next one, straight through a lane."""
    x = _port(link, links, places, end=0)
    start = places[link.cells[0]]
    points = [(x, start.top + start.height)]
    row = next(index for index, (bottom, _) in enumerate(bottoms) if bottom >= start.top + start.height)
    for cell in link.cells[1:]:
        bottom, labels = bottoms[row]
        points.append((x, bottom + labels))
        last = cell == link.cells[-1]
        x = _port(link, links, places, end=-1) if last else places[cell].left + _LANE / 2
        points.append((x, places[cell].top))
        row += 1
    return Arrow(tuple(points), _label(link), (points[0][0] + 4, _bottom(start, bottoms) + LABEL + 2))


def _bottom(start: _Place, bottoms: list[tuple[float, float]]) -> float:
    """The bottom of the row in which a box stands."""
    return next(bottom for bottom, _ in bottoms if bottom >= start.top + start.height)


def _label(link: Link) -> tuple[str, ...]:
    return wrapped(link.label, (_PORT - 8) / LABEL) if link.label else ()


def _port(link: Link, links: list[Link], places: Mapping[str, _Place], *, end: int) -> float:
    """Where on a box an arrow begins or ends: side by side, in the order of where they come from or go to."""
    box, next_ = places[link.cells[end]], 1 if end == 0 else -2
    together = [other for other in links if other.cells[end] == link.cells[end]]
    together.sort(key=lambda other: places[other.cells[next_]].left)
    return box.left + box.width * (together.index(link) + 1) / (len(together) + 1)
