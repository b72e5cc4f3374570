"""办理流程图: every step of a process, nothing on top of anything else, readable by machines."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.catalogue.checks.process import process_faults
from chalicelib.catalogue.guides.flow import layers, steps_in_order
from chalicelib.catalogue.guides.lines import width, wrapped
from chalicelib.catalogue.guides.picture import described, picture
from chalicelib.catalogue.rules import ONE_EXAMINATION
from tests.catalogue.guides import COMPLETE, HOSTILE
from tests.catalogue.samples import item, statutory_rows

SVG = "{http://www.w3.org/2000/svg}"
OUTCOMES = ["approve", "reject", "need_visit"]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)


@st.composite
def processes(draw: st.DrawFn) -> dict[str, Any]:
    """Steps in a row, each outcome leading to any later step or to the end; every step reached from one before it."""
    count = draw(st.integers(1, 9))
    names = [f"s{number}" for number in range(count)]
    nodes: dict[str, Any] = {"start": {"kind": "start"}}
    flows: list[dict[str, Any]] = [{"from": "start", "to": "s0"}]
    for number, name in enumerate(names):
        outcomes = OUTCOMES[: draw(st.integers(1, 3))]
        role = draw(st.sampled_from(["clerk", "examiner", "chief_representative"]))
        limit = {"value": draw(st.integers(0, 90)), "unit": draw(st.sampled_from(["WD", "D", "M", "NONE"]))}
        nodes[name] = {"kind": "step", "name": draw(TEXT), "role": role, "outcomes": outcomes, "limit": limit}
        after = [*names[number + 1 :], "end"]
        targets = [after[0], *(draw(st.sampled_from(after)) for _ in outcomes[1:])]
        flows += [{"from": name, "to": to, "on": [on]} for to, on in zip(targets, outcomes, strict=True)]
    return {"nodes": {**nodes, "end": {"kind": "end"}}, "flows": flows}


def parsed(process: dict[str, Any], name: str = "事项") -> ElementTree.Element:
    return ElementTree.fromstring(picture(name, process))  # noqa: S314 - our own


def said(root: ElementTree.Element) -> str:
    return re.sub(r"\s", "", "".join(text for part in root.iter(SVG + "text") for text in part.itertext()))


def boxes(root: ElementTree.Element) -> list[tuple[float, ...]]:
    sides = ("x", "y", "width", "height")
    return [tuple(float(box.attrib[side]) for side in sides) for box in root.iter(SVG + "rect") if "x" in box.attrib]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2] for at in (0, 1))


@given(processes())
@settings(max_examples=60, deadline=None)
def test_any_process_is_drawn_whole(process: dict[str, Any]) -> None:
    assert {fault.code for fault in process_faults(process, "")} <= {"process_never_approves"}
    root = parsed(process)
    found = boxes(root)
    assert len(found) == len(process["nodes"])
    assert not [pair for pair in combinations(found, 2) if overlap(*pair)]
    for node in process["nodes"].values():
        if node["kind"] == "step":
            assert re.sub(r"\s", "", safe(node["name"])) in said(root)
    _, _, across, down = map(float, root.attrib["viewBox"].split())
    assert all(x >= 0 and y >= 0 and x + w <= across and y + h <= down for x, y, w, h in found)


@given(processes())
@settings(max_examples=40, deadline=None)
def test_arrows_go_down_and_run_behind_no_box(process: dict[str, Any]) -> None:
    root = parsed(process)
    for line in root.iter(SVG + "polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert all(first[1] <= then[1] for first, then in pairwise(points))
        for x, y, across, down in boxes(root):
            for (x1, y1), (x2, y2) in pairwise(points):
                inside = max(y1, y) < min(y2, y + down) and max(min(x1, x2), x) < min(max(x1, x2) + 0.01, x + across)
                assert not inside, (points, (x, y, across, down))


def safe(text: str) -> str:
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


@given(processes())
@settings(max_examples=30, deadline=None)
def test_the_words_say_what_the_picture_shows(process: dict[str, Any]) -> None:
    words = described(process)
    for name in steps_in_order(process):
        assert process["nodes"][name]["name"] in words
    assert picture("x", process) == picture("x", process)
    depth = layers(process)
    assert all(depth[flow["from"]] < depth[flow["to"]] for flow in process["flows"])


@pytest.mark.parametrize("name", COMPLETE)
def test_the_process_of_every_shipped_item(name: str) -> None:
    of = item(name)
    root = parsed(of.process_definition, of.name)
    ids = {part.attrib["id"] for part in root.iter() if "id" in part.attrib}
    assert set(root.attrib["aria-labelledby"].split()) <= ids
    assert root.find(SVG + "title") is not None
    for node in of.process_definition["nodes"].values():
        assert node["kind"] != "step" or re.sub(r"\s", "", node["name"]) in said(root)
    assert len(parsed(ONE_EXAMINATION, "x")) == len(parsed(ONE_EXAMINATION, "y"))


def test_outcomes_stand_on_their_flows_in_chinese() -> None:
    text = said(parsed(item("old_age_allowance").process_definition))
    assert text.count("不通过") == 3
    assert "10个工作日" in text
    assert "审查人员" in text


def test_markup_in_a_name_is_text() -> None:
    process = {**ONE_EXAMINATION, "nodes": {**ONE_EXAMINATION["nodes"]}}
    process["nodes"]["examine"] = {**process["nodes"]["examine"], "name": HOSTILE + "\ufffe"}
    root = parsed(process, HOSTILE)
    assert not list(root.iter("script"))
    assert re.sub(r"\s", "", HOSTILE) + "\ufffd" in said(root)


def test_a_process_that_goes_round_is_not_drawn_for_ever() -> None:
    flows = [{"from": "start", "to": "a"}, {"from": "a", "to": "a"}]
    with pytest.raises(ValueError, match="circle"):
        layers({"nodes": {"start": {"kind": "start"}, "a": {"kind": "step"}}, "flows": flows})


@given(TEXT, st.integers(1, 20))
def test_lines_keep_within_their_width_and_lose_nothing(text: str, ems: int) -> None:
    lines = wrapped(text, ems)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= 1 or width(line) <= ems for line in lines)


def test_there_are_items_to_draw() -> None:
    assert len(COMPLETE) >= 8
    assert statutory_rows()
