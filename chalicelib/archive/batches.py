"""One archived batch: how it is written, what is wrong with its bytes, and which acts differ from what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chalicelib.archive.findings import Finding, Kind
from chalicelib.archive.layout import ends_of
from chalicelib.archive.lines import Line, LineUnreadable, decode, encode


class Contents(NamedTuple):
    """What a batch's bytes say: lines whose acts are what their hashes say, lines whose acts are not, and faults."""

    whole: tuple[Line, ...]
    altered: tuple[Line, ...]
    findings: tuple[Finding, ...]


def write(lines: Iterable[Line]) -> bytes:
    """The bytes of a batch: JSON lines, in the order given."""
    return b"".join(encode(line) + b"\n" for line in lines)


def examine(key: str, body: bytes) -> Contents:
    """Read a batch and check what can be checked from its bytes alone."""
    lines, findings = _readable(key, body)
    altered = tuple(line for line in lines if not line.intact)
    findings += [named(Kind.ACT_ALTERED, key, line) for line in altered]
    findings += _misplaced(key, lines)
    if (ends := {int(line.sequence) for line in lines[:1] + lines[-1:]}) != ends_of(key):
        findings.append(Finding(Kind.OBJECT_ALTERED, key, detail=f"it runs from and to {sorted(ends)}"))
    return Contents(tuple(line for line in lines if line.intact), altered, tuple(findings))


def compare(key: str, before: Contents, after: Contents) -> Iterator[Finding]:
    """Name the acts by which `after` differs from `before`, which is what was archived."""
    old, new = ({_place(line): line for line in contents.whole} for contents in (before, after))
    touched = {_place(line) for line in after.altered}
    for place, line in old.items():
        if place not in new and place not in touched:
            yield named(Kind.ACT_REMOVED, key, line)
        elif place in new and encode(new[place]) != encode(line):
            yield named(Kind.ACT_ALTERED, key, line)
    for place, line in new.items():
        if place not in old:
            yield named(Kind.ACT_ADDED, key, line)


def named(kind: Kind, where: str, line: Line, detail: str = "") -> Finding:
    """A finding about the act of a line."""
    return Finding(kind, where, line.act.subject, line.act.seq, line.act.act_id, detail)


def _readable(key: str, body: bytes) -> tuple[list[Line], list[Finding]]:
    *texts, rest = body.split(b"\n")
    if rest:
        texts.append(rest)
    lines: list[Line] = []
    findings: list[Finding] = []
    for number, text in enumerate(texts, start=1):
        try:
            lines.append(decode(text))
        except LineUnreadable as unreadable:
            findings.append(Finding(Kind.LINE_UNREADABLE, f"{key}:{number}", detail=str(unreadable)))
    return lines, findings


def _misplaced(key: str, lines: list[Line]) -> list[Finding]:
    """Sequence numbers ascend and lie between those that the key names."""
    first, final = min(ends_of(key)), max(ends_of(key))
    last, findings = -1, []
    for line in lines:
        sequence = int(line.sequence)
        if not first <= sequence <= final:
            findings.append(named(Kind.ACT_ADDED, key, line, "its sequence number is not of this batch"))
        elif sequence == last:
            findings.append(named(Kind.ACT_REPEATED, key, line))
        elif sequence < last:
            findings.append(named(Kind.ACT_REORDERED, key, line))
        last = max(last, sequence)
    return findings


def _place(line: Line) -> tuple[str, int]:
    return line.act.subject, line.act.seq
