"""Rules on items together: prerequisites that are not in force, circles of prerequisites and of proofs.

Sources: requirement rows R061 (互为前置, duplicated approvals) and R062 (循环证明). An edge leads from an item to one
whose result it needs: as a prerequisite, or as a required material. No edge may lead back, over however many items.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.checks.reform import ends
from chalicelib.catalogue.elements.codes import basic_code_of
from chalicelib.shared.errors import Fault

MOST_ITEMS = 48
"""How many items are looked at from one: each is asserted in the transaction that publishes, which takes 100 parts.

Its own are 10 at most, and 40 where all of 20 prerequisites are replaced by 20 others.
"""

Content = Mapping[str, Any]
Find = Callable[[str], Content | None]
_AT = "/content"


class Edge(NamedTuple):
    """What an item needs of another: which, as what, and where it says so."""

    to: str
    kind: str
    at: str


class TooMany(Exception):
    """More items hang together than are looked at."""


def edges(content: Content) -> Iterator[Edge]:
    """What an item needs of others."""
    for index, prerequisite in enumerate(content["prerequisites"]):
        yield Edge(prerequisite["item_code"], "prerequisite", f"{_AT}/prerequisites/{index}/item_code")
    for index, material in enumerate(content["materials"]):
        source = material["origin"]["item_code"] if material["origin"] else None
        if source is not None and material["required"]:
            yield Edge(source, "proof", f"{_AT}/materials/{index}/origin/item_code")


def prerequisites(content: Content | None) -> frozenset[str]:
    """The items that everybody is told to have before: a confidential item tells nobody, one that ends needs none."""
    if content is None or content["confidential"] or ends(content):
        return frozenset()
    return frozenset(one["item_code"] for one in content["prerequisites"])


def relation_faults(content: Content, find: Find) -> list[Fault]:
    """What is wrong with an item among those in force, which `find` gives by their code.

    What is confidential stands on no way that a finding on a public item tells.
    """
    told = find if content["confidential"] else _public(find)
    try:
        if ends(content):
            return list(_absent(content, find))
        return [*_absent(content, find), *_circles(content, told), *_same_twice(content, told)]
    except TooMany:
        return [Fault(f"{_AT}/prerequisites", "relations_too_many", {"most": MOST_ITEMS})]


def bounded(find: Find) -> Find:
    """`find` that remembers, and raises TooMany beyond `MOST_ITEMS` different items."""
    known: dict[str, Content | None] = {}

    def found(code: str) -> Content | None:
        if code not in known:
            if len(known) == MOST_ITEMS:
                raise TooMany
            known[code] = find(code)
        return known[code]

    return found


def _public(find: Find) -> Find:
    def found(code: str) -> Content | None:
        other = find(code)
        return None if other is None or other["confidential"] else other

    return found


def _absent(content: Content, find: Find) -> Iterator[Fault]:
    """What was issued before stays a proof, though its item is not in force; what is confidential is named nowhere."""
    named = [] if ends(content) else [edge for edge in edges(content) if edge.to != content["item_code"]]
    successor = (content["reform"] or {}).get("successor")
    if successor and successor != content["item_code"]:
        named.append(Edge(successor, "successor", f"{_AT}/reform/successor"))
    for edge in named:
        other = find(edge.to)
        secret = other is not None and other["confidential"] and not content["confidential"]
        if secret or (other is None and edge.kind != "proof"):
            yield Fault(edge.at, "related_item_not_in_force", {"code": edge.to})


def _circles(content: Content, find: Find) -> Iterator[Fault]:
    for edge in edges(content):
        if way := _way_back(edge, content["item_code"], find):
            names = " → ".join((content["name"], *(_name(code, content, find) for code, _ in way)))
            yield Fault(edge.at, _kind({kind for _, kind in way}), {"path": names})


def _way_back(first: Edge, home: str, find: Find) -> tuple[tuple[str, str], ...]:
    """The shortest way over `first` back to `home`, as (item, how it is needed); empty if there is none."""
    ways: deque[tuple[tuple[str, str], ...]] = deque([((first.to, first.kind),)])
    seen = {first.to}
    while ways:
        way = ways.popleft()
        if way[-1][0] == home:
            return way
        other = find(way[-1][0])
        for edge in edges(other) if other else ():
            if edge.to not in seen:
                seen.add(edge.to)
                ways.append((*way, (edge.to, edge.kind)))
    return ()


def _kind(kinds: set[str]) -> str:
    if len(kinds) > 1:
        return "prerequisites_and_proofs_circular"
    return "prerequisites_circular" if "prerequisite" in kinds else "proofs_circular"


def _name(code: str, content: Content, find: Find) -> str:
    other = content if code == content["item_code"] else find(code)
    return str(other["name"]) if other else code


def _same_twice(content: Content, find: Find) -> Iterator[Fault]:
    """Two prerequisites of one basic code are one approval asked for twice."""
    seen: set[str] = set()
    for index, prerequisite in enumerate(content["prerequisites"]):
        other = find(prerequisite["item_code"]) if prerequisite["item_code"] != content["item_code"] else None
        basic = (other and other["basic_code"]) or basic_code_of(prerequisite["item_code"])
        if basic is not None and basic in seen:
            yield Fault(f"{_AT}/prerequisites/{index}/item_code", "approval_twice", {"code": basic})
        seen.add(basic or prerequisite["item_code"])
