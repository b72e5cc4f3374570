"""Whether a process definition can be run: every step reached, every outcome leading somewhere, no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.shared.errors import Fault

APPROVED = "approve"
"""The outcome with which an examination must end for a grant."""
STEP = ("name", "role", "outcomes")
LEGAL = frozenset(
    {"accept", "decide", "resume", "conclude", "serve", "approve_extension", "verify_commitment", "answer"}
)
"""Tasks of every case that a legal act ends, or an answer: a step of that name would share their ids and holders."""


def process_faults(process: Mapping[str, Any], pointer: str) -> list[Fault]:
    """Return everything that keeps a process (nodes and flows, of the right types already) from being run."""
    nodes, flows = process["nodes"], process["flows"]
    faults = [*_entry_faults(nodes, pointer), *_step_faults(nodes, pointer), *_flow_faults(nodes, flows, pointer)]
    if faults:
        return faults
    faults = [fault for name in nodes for fault in _way_out_faults(name, nodes[name], flows, pointer)]
    return faults or list(_walk_faults(nodes, flows, pointer))


def _entry_faults(nodes: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    if sum(node["kind"] == "start" for node in nodes.values()) != 1:
        yield Fault(f"{pointer}/nodes", "process_start_wrong")


def _step_faults(nodes: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    for name, node in nodes.items():
        if name in LEGAL:
            yield Fault(f"{pointer}/nodes/{name}", "process_step_reserved")
        lacking = [part for part in STEP if not node.get(part)] if node["kind"] == "step" else []
        if node.get("result") and node["kind"] != "end":
            yield Fault(f"{pointer}/nodes/{name}/result", "process_result_of_end_only")
        yield from (Fault(f"{pointer}/nodes/{name}/{part}", "required") for part in lacking)


def _flow_faults(nodes: Mapping[str, Any], flows: list[Any], pointer: str) -> Iterator[Fault]:
    for index, flow in enumerate(flows):
        at = f"{pointer}/flows/{index}"
        yield from (Fault(f"{at}/{end}", "process_node_unknown") for end in ("from", "to") if flow[end] not in nodes)
        outcomes = nodes.get(flow["from"], {}).get("outcomes") or ()
        if not set(flow.get("on") or ()) <= set(outcomes):
            yield Fault(f"{at}/on", "process_outcome_unknown")


def _way_out_faults(name: str, node: Mapping[str, Any], flows: list[Any], pointer: str) -> Iterator[Fault]:
    leaving = [flow for flow in flows if flow["from"] == name]
    at = f"{pointer}/nodes/{name}"
    if node["kind"] == "end":
        if leaving:
            yield Fault(at, "process_end_left")
        return
    for outcome in node.get("outcomes") or (None,):
        if len(_ways(leaving, outcome)) != 1:
            yield Fault(at, "process_way_out_wrong", {"outcome": outcome or "start"})


def _ways(leaving: list[Any], outcome: str | None) -> list[str]:
    """Where one outcome leads: the flow that names it, else the one for every outcome."""
    named = [flow["to"] for flow in leaving if outcome in (flow.get("on") or ())]
    return named or [flow["to"] for flow in leaving if not flow.get("on")]


def _walk_faults(nodes: Mapping[str, Any], flows: list[Any], pointer: str) -> Iterator[Fault]:
    start = next(name for name, node in nodes.items() if node["kind"] == "start")
    reached = _reached(start, flows)
    yield from (Fault(f"{pointer}/nodes/{name}", "process_node_unreached") for name in nodes if name not in reached)
    if _has_circle(reached, flows):
        yield Fault(f"{pointer}/flows", "process_circle")
    if not any(_approves(nodes, flow) for flow in flows):
        yield Fault(f"{pointer}/flows", "process_never_approves", {"outcome": APPROVED})


def _approves(nodes: Mapping[str, Any], flow: Mapping[str, Any]) -> bool:
    """Whether the flow ends the process with what a grant needs, or without any step."""
    end = nodes[flow["to"]]
    if end["kind"] != "end":
        return False
    if end.get("result"):
        return bool(end["result"] == APPROVED)
    return nodes[flow["from"]]["kind"] == "start" or APPROVED in (flow.get("on") or nodes[flow["from"]]["outcomes"])


def _reached(start: str, flows: list[Any]) -> set[str]:
    reached, fresh = {start}, {start}
    while fresh:
        fresh = {flow["to"] for flow in flows if flow["from"] in fresh} - reached
        reached |= fresh
    return reached


def _has_circle(nodes: set[str], flows: list[Any]) -> bool:
    """Take away what nothing leads to, again and again; what is left goes round."""
    left = set(nodes)
    while free := {node for node in left if not any(f["to"] == node and f["from"] in left for f in flows)}:
        left -= free
    return bool(left)
