"""办理流程图: a process drawn as SVG, text as text, with a description for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from chalicelib.catalogue.guides.flow import steps_in_order
from chalicelib.catalogue.guides.layout import LABEL, LEADING, TEXT, Arrow, Box, laid_out
from chalicelib.catalogue.guides.wording import ROLES, limit_told, outcome_told

DRAWN_AS = 1
"""Counts up when the same process is drawn in another way: part of the ETag."""
_ENDS = {"start": "受理", "end": "作出决定"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="zh-CN" lang="zh-CN" role="img"'
    ' aria-labelledby="process-title process-text" viewBox="0 0 {width:g} {height:g}"'
    ' width="{width:g}" height="{height:g}" font-family="sans-serif">'
)
_ARROW_HEAD = (
    '<defs><marker id="process-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8"'
    ' orient="auto"><path d="M0 0L10 5L0 10z" fill="#333"/></marker></defs>'
)


def picture(name: str, process: Mapping[str, Any]) -> str:
    """Return the SVG of an item's process: every step with who does it and within what time, outcomes on the flows."""
    nodes = process["nodes"]
    texts = {key: _paragraphs(node) for key, node in nodes.items()}
    layout = laid_out(texts, process, _links(process))
    parts = [
        _HEAD.format(width=layout.width, height=layout.height),
        f'<title id="process-title">{_safe(name)}办理流程图</title>',
        f'<desc id="process-text">{_safe(described(process))}</desc>',
        _ARROW_HEAD,
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(_arrow(arrow) for arrow in layout.arrows),
        *(_box(box, nodes[box.name]["kind"]) for box in layout.boxes),
        "</svg>",
    ]
    return "".join(parts)


def described(process: Mapping[str, Any]) -> str:
    """The picture in words: the steps in order, and where each outcome leads."""
    said = [_sentence(process, number, name) for number, name in enumerate(steps_in_order(process), start=1)]
    return "".join([f"{_ENDS['start']}后依次办理。", *said])


def _sentence(process: Mapping[str, Any], number: int, name: str) -> str:
    node = process["nodes"][name]
    facts = "，".join(_paragraphs(node)[1:])
    ways = "；".join(
        f"{label}则转{_name(process['nodes'][end])}" if label else f"完成后转{_name(process['nodes'][end])}"
        for start, end, label in _links(process)
        if start == name
    )
    return f"第 {number} 步：{node['name']}（{facts}），{ways}。"


def _name(node: Mapping[str, Any]) -> str:
    return str(node["name"] if node["kind"] == "step" else _ENDS[node["kind"]])


def _paragraphs(node: Mapping[str, Any]) -> tuple[str, ...]:
    if node["kind"] != "step":
        return (_ENDS[node["kind"]],)
    limit = node.get("limit")
    told = [limit_told(limit)] if limit and limit["unit"] != "NONE" else []
    return (node["name"], ROLES[node["role"]], *told)


def _links(process: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Each pair of nodes once, with the outcomes that lead from one to the other; none where all of them do."""
    found: dict[tuple[str, str], list[str]] = {}
    for flow in process["flows"]:
        found.setdefault((flow["from"], flow["to"]), []).extend(_outcomes(process, flow))
    return [(start, end, _labelled(process["nodes"][start], told)) for (start, end), told in found.items()]


def _outcomes(process: Mapping[str, Any], flow: Mapping[str, Any]) -> Iterator[str]:
    """Those that the flow names, or those that no other one names."""
    if flow.get("on"):
        yield from flow["on"]
        return
    named = {one for other in process["flows"] if other["from"] == flow["from"] for one in other.get("on") or ()}
    yield from (one for one in process["nodes"][flow["from"]].get("outcomes") or () if one not in named)


def _labelled(node: Mapping[str, Any], outcomes: list[str]) -> str:
    if set(outcomes) == set(node.get("outcomes") or ()):
        return ""
    return "、".join(outcome_told(one) for one in outcomes)


def _box(box: Box, kind: str) -> str:
    radius = 6 if kind == "step" else box.height / 2
    rect = (
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" rx="{radius:g}"'
        ' fill="#fff" stroke="#333" stroke-width="1.5"/>'
    )
    middle, first = box.left + box.width / 2, box.top + (box.height - LEADING * len(box.lines)) / 2 + TEXT
    return rect + _text(box.lines, middle, first, TEXT, "middle")


def _arrow(arrow: Arrow) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in arrow.points)
    line = f'<polyline points="{points}" fill="none" stroke="#333" marker-end="url(#process-arrow)"/>'
    return line + (_text(arrow.label, *arrow.at, LABEL, "start") if arrow.label else "")


def _text(lines: tuple[str, ...], x: float, y: float, size: int, anchor: str) -> str:
    said = "".join(
        f'<tspan x="{x:g}" y="{y + LEADING * number:g}">{_safe(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text font-size="{size}" text-anchor="{anchor}" fill="#111">{said}</text>'


def _safe(text: str) -> str:
    """As XML text; what XML cannot hold is shown as unreadable."""
    return escape(_NOT_XML.sub("\ufffd", text))
