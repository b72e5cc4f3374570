"""Whatever is altered, removed or reordered is found and named; what is whole is not accused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.archive.adapters.index import ActIndex
from chalicelib.archive.anchors import Anchor, entry_of
from chalicelib.archive.batches import write
from chalicelib.archive.findings import TABLE, Finding, Kind
from chalicelib.archive.layout import anchor_key
from chalicelib.archive.lines import Line, decode
from chalicelib.archive.service import ArchiveService
from chalicelib.archive.verification import Tally
from chalicelib.shared.acts import act_hash, canonical_json, read_act
from tests.archive.city import FIRST_DAY, City, a_city


def verify(city: City) -> tuple[list[Finding], Tally]:
    walk = ArchiveService(city.bucket).verification(city.acts, ActIndex(), city.clock.now())
    return list(walk.findings()), walk.tally


def found(city: City) -> list[Finding]:
    return verify(city)[0]


def kinds(city: City) -> set[Kind]:
    return {finding.kind for finding in found(city)}


def anchored(city: City) -> City:
    ArchiveService(city.bucket).anchor_due(city.clock.now().date())
    return city


def rehashed(line: Line, note: str) -> Line:
    """The line's act with other contents and a hash that fits them."""
    fields = json.loads(line.act.canonical)
    fields["changes"] = {"note": note}
    text = canonical_json(fields)
    return line._replace(act=read_act(text, act_hash(text)))


def lines_of(city: City, key: str) -> list[Line]:
    body = city.bucket.read(key)
    assert body is not None
    return [decode(text) for text in body.splitlines()]


def batches(city: City) -> list[str]:
    return list(city.bucket.keys("acts/"))


def test_an_untouched_archive_is_clean_and_counted() -> None:
    findings, tally = verify(anchored(a_city(days=3, subjects=3, batches=2)))
    assert findings == []
    assert tally == Tally(days=3, anchors=3, batches=6, acts=18, subjects=3)


def test_an_archive_that_was_never_anchored_is_clean_and_says_so() -> None:
    findings, tally = verify(a_city(days=1))
    assert findings == []
    assert tally.batches_awaiting_anchor == 2


def test_an_empty_archive_is_clean() -> None:
    assert verify(City()) == ([], Tally())


def test_a_batch_that_was_archived_twice_with_equal_bytes_is_clean() -> None:
    city = anchored(a_city())
    key = batches(city)[0]
    city.bucket.put(key, city.bucket.read(key) or b"", "application/x-ndjson")
    assert found(city) == []


def test_an_act_archived_in_two_batches_with_equal_bytes_is_clean() -> None:
    city = a_city(days=1)
    lines = lines_of(city, batches(city)[1])
    city.bucket.put(f"acts/{FIRST_DAY}/{lines[0].sequence}-{lines[0].sequence}.jsonl", write(lines[:1]), "")
    assert found(city) == []


def test_fresh_acts_are_awaited_not_accused() -> None:
    city = a_city(days=1)
    city.record("case#0")
    findings, tally = verify(city)
    assert findings == []
    assert tally.acts_awaiting_archive == 1


def test_an_act_that_never_reached_the_archive_is_named() -> None:
    city = a_city(days=1)
    act = city.record("case#0")
    city.clock.move(timedelta(hours=1))
    assert found(city) == [Finding(Kind.ACT_REMOVED, "archive", "case#0", act.seq, act.act_id)]


Tampering = st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans(), st.booleans())


def tampered(is_anchored: bool) -> City:
    city = a_city()
    return anchored(city) if is_anchored else city


def overwrite(city: City, key: str, lines: list[Line], is_anchored: bool, raw: bytes | None = None) -> None:
    """An anchored batch is forged without a trace in its versions; one not anchored yet keeps its first version."""
    body = write(lines) if raw is None else raw
    city.bucket.forge(key, body) if is_anchored else city.bucket.put(key, body, "")


@given(Tampering)
def test_an_altered_act_in_the_archive_is_named(where: tuple[int, int, bool, bool]) -> None:
    batch, at, is_anchored, fits = where
    city = tampered(is_anchored)
    key, lines = batches(city)[batch], lines_of(city, batches(city)[batch])
    victim = lines[at].act
    forged = rehashed(lines[at], "改过")
    lines[at] = forged if fits else forged._replace(act=forged.act._replace(hash=victim.hash))
    overwrite(city, key, lines, is_anchored)
    findings = found(city)
    assert Finding(Kind.OBJECT_ALTERED, key) in findings
    about = {finding.kind for finding in findings if finding.subject == victim.subject and finding.seq == victim.seq}
    assert about & {Kind.ACT_ALTERED, Kind.ACT_DIFFERS}
    assert {finding.subject for finding in findings} <= {"", victim.subject}


@given(Tampering)
def test_a_removed_act_in_the_archive_is_named(where: tuple[int, int, bool, bool]) -> None:
    batch, at, is_anchored, _ = where
    city = tampered(is_anchored)
    key, lines = batches(city)[batch], lines_of(city, batches(city)[batch])
    victim = lines.pop(at).act
    overwrite(city, key, lines, is_anchored)
    findings = found(city)
    assert Finding(Kind.OBJECT_ALTERED, key) in findings
    named = {(finding.kind, finding.subject, finding.seq) for finding in findings if finding.subject}
    assert named == {(Kind.ACT_REMOVED, victim.subject, victim.seq)}


@given(Tampering)
def test_reordered_acts_are_named(where: tuple[int, int, bool, bool]) -> None:
    batch, at, is_anchored, _ = where
    city = tampered(is_anchored)
    key, lines = batches(city)[batch], lines_of(city, batches(city)[batch])
    swapped = [lines[(at + 1) % 3], lines[at]] if at < 2 else [lines[2], lines[0]]
    rest = [line for line in lines if line not in swapped]
    overwrite(city, key, swapped + rest, is_anchored)
    findings = found(city)
    assert Finding(Kind.OBJECT_ALTERED, key) in findings
    assert {finding.kind for finding in findings} == {Kind.OBJECT_ALTERED, Kind.ACT_REORDERED}


@given(st.integers(0, 5), st.booleans(), st.data())
@settings(max_examples=60)
def test_any_flipped_byte_is_found_in_its_batch(batch: int, is_anchored: bool, data: st.DataObject) -> None:
    city = tampered(is_anchored)
    key = batches(city)[batch]
    body = bytearray(city.bucket.read(key) or b"")
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))
    overwrite(city, key, [], is_anchored, bytes(body))
    findings = found(city)
    assert Finding(Kind.OBJECT_ALTERED, key) in findings
    assert any(finding.kind is not Kind.OBJECT_ALTERED for finding in findings)


@given(st.integers(0, 5), st.booleans())
def test_a_removed_batch_is_named_with_its_acts(batch: int, leaves_a_mark: bool) -> None:
    city = anchored(a_city())
    key = batches(city)[batch]
    lost = {(line.act.subject, line.act.seq) for line in lines_of(city, key)}
    city.bucket.remove(key) if leaves_a_mark else city.bucket.purge(key)
    findings = found(city)
    assert Finding(Kind.OBJECT_REMOVED, key) in findings
    named = {(finding.subject, finding.seq) for finding in findings if finding.kind is Kind.ACT_REMOVED}
    assert named == lost


def test_a_removed_batch_is_named_before_it_is_anchored() -> None:
    city = a_city(days=1, subjects=1, batches=1)
    city.bucket.remove(key := batches(city)[0])
    victim = city.lines[0].act
    assert found(city) == [
        Finding(Kind.OBJECT_REMOVED, key),
        Finding(Kind.ACT_REMOVED, key, victim.subject, victim.seq, victim.act_id),
    ]


def test_a_repeated_act_with_other_bytes_is_named() -> None:
    city = a_city(days=1, subjects=1, batches=1)
    line = rehashed(city.lines[0], "另一份")._replace(sequence="5000")
    city.bucket.put(key := f"acts/{FIRST_DAY}/5000-5000.jsonl", write([line]), "")
    assert Finding(Kind.ACT_REPEATED, key, line.act.subject, 1, line.act.act_id) in found(city)


def test_a_repeated_line_in_a_batch_is_named() -> None:
    city = a_city(days=1, subjects=1, batches=1)
    line, key = city.lines[0], batches(city)[0]
    city.bucket.forge(key, write([line, line]))
    assert found(city) == [Finding(Kind.ACT_REPEATED, key, line.act.subject, 1, line.act.act_id)]


def test_an_act_slipped_into_a_batch_is_named() -> None:
    city = a_city(days=1)
    stranger = City()
    stranger.record("case#stranger")
    line = stranger.lines[0]._replace(sequence="1001")
    key = batches(city)[0]
    city.bucket.put(key, write([*lines_of(city, key), line]), "")
    assert Finding(Kind.ACT_ADDED, key, "case#stranger", 1, line.act.act_id) in found(city)


def test_a_batch_slipped_in_behind_a_closed_anchor_is_named() -> None:
    city = anchored(a_city())
    stranger = City()
    stranger.record("case#stranger")
    city.bucket.put(key := f"acts/{FIRST_DAY}/1000-1000.jsonl", write(stranger.lines), "")
    assert Finding(Kind.OBJECT_NOT_ANCHORED, key) in found(city)


def test_a_key_that_nothing_here_writes_is_named() -> None:
    city = a_city(days=1)
    city.bucket.put("acts/notes.txt", b"", "")
    assert found(city) == [Finding(Kind.OBJECT_UNKNOWN, "acts/notes.txt")]


@pytest.mark.parametrize("day", range(3))
def test_a_removed_anchor_is_named(day: int) -> None:
    city = anchored(a_city())
    key = anchor_key(FIRST_DAY + timedelta(days=day))
    city.bucket.remove(key)
    assert found(city) == [Finding(Kind.ANCHOR_REMOVED, key)]


def test_a_removed_anchor_without_a_mark_is_named() -> None:
    city = anchored(a_city())
    city.bucket.purge(key := anchor_key(FIRST_DAY + timedelta(days=1)))
    assert Finding(Kind.ANCHOR_REMOVED, key) in found(city)


def test_an_anchor_whose_root_was_altered_is_named() -> None:
    city = anchored(a_city())
    key = anchor_key(FIRST_DAY)
    document = city.bucket.read(key) or b""
    city.bucket.put(key, document.replace(b'"acts":3', b'"acts":2', 1), "")
    assert found(city) == [Finding(Kind.ANCHOR_ALTERED, key)]


def test_an_anchor_forged_to_fit_an_altered_batch_does_not_follow() -> None:
    city = anchored(a_city())
    key = batches(city)[0]
    city.bucket.forge(key, write(lines_of(city, key)[:2]))
    entries = tuple(entry_of(each, city.bucket.read(each) or b"") for each in batches(city)[:2])
    city.bucket.forge(anchor_key(FIRST_DAY), Anchor(FIRST_DAY, entries, None).document())
    findings = found(city)
    assert Finding(Kind.ANCHOR_UNLINKED, anchor_key(FIRST_DAY + timedelta(days=1))) in findings
    assert Finding(Kind.ACT_REMOVED, "archive", "case#2", 1) in [replace(f, act_id="") for f in findings]


def test_an_anchor_that_forgets_what_it_named_is_named() -> None:
    city = anchored(a_city())
    key = anchor_key(FIRST_DAY)
    city.bucket.put(key, Anchor(FIRST_DAY, (), None).document(), "")
    assert Kind.ANCHOR_ALTERED in kinds(city)


@given(st.integers(0, 2), st.integers(1, 6))
def test_an_altered_act_in_the_table_is_named(subject: int, seq: int) -> None:
    city = anchored(a_city())
    row = city.acts.table[f"case#{subject}"][f"{seq:08d}"]
    city.acts.put(f"case#{subject}", row._replace(act=row.act.replace("办理", "改过")))
    act = read_act(row.act, row.hash)
    assert found(city) == [Finding(Kind.ACT_ALTERED, TABLE, act.subject, act.seq, act.act_id)]


@given(st.integers(0, 2), st.integers(1, 6))
def test_an_act_rewritten_with_a_fitting_hash_in_the_table_is_named(subject: int, seq: int) -> None:
    city = anchored(a_city())
    row = city.acts.table[f"case#{subject}"][f"{seq:08d}"]
    text = row.act.replace("办理", "改过")
    city.acts.put(f"case#{subject}", row._replace(act=text, hash=act_hash(text)))
    findings = found(city)
    assert Finding(Kind.ACT_DIFFERS, TABLE, f"case#{subject}", seq, read_act(text, "").act_id) in findings
    assert (Kind.ACT_UNLINKED in {finding.kind for finding in findings}) == (seq < 6)


@given(st.integers(0, 2), st.integers(1, 6))
def test_a_removed_act_in_the_table_is_named(subject: int, seq: int) -> None:
    city = anchored(a_city())
    row = city.acts.table[f"case#{subject}"].pop(f"{seq:08d}")
    act = read_act(row.act, row.hash)
    assert found(city) == [Finding(Kind.ACT_REMOVED, TABLE, act.subject, act.seq, act.act_id)]


@given(st.integers(1, 6), st.integers(1, 6))
def test_swapped_acts_in_the_table_are_named(one: int, other: int) -> None:
    city = anchored(a_city())
    table = city.acts.table["case#0"]
    first, second = table[f"{one:08d}"], table[f"{other:08d}"]
    table[first.sk], table[second.sk] = second._replace(sk=first.sk), first._replace(sk=second.sk)
    named = {finding.seq for finding in found(city) if finding.kind is Kind.ACT_ALTERED}
    assert named == (set() if one == other else {one, other})


def test_an_act_removed_everywhere_leaves_a_gap_that_is_named() -> None:
    city = a_city(days=1, subjects=1, batches=3)
    gone = batches(city)[1]
    city.bucket.purge(gone)
    del city.acts.table["case#0"]["00000002"]
    assert found(city) == [Finding(Kind.ACT_REMOVED, "archive and acts table", "case#0", 2)]


def test_a_row_that_is_no_act_is_named() -> None:
    city = a_city(days=1, subjects=1, batches=2)
    table = city.acts.table["case#0"]
    table["00000001"] = table["00000001"]._replace(act="nothing")
    table["x"] = table["00000002"]._replace(sk="x")
    assert [finding.kind for finding in found(city)] == [Kind.ACT_ALTERED, Kind.ACT_ADDED]


def test_acts_past_their_retention_may_leave_the_table() -> None:
    city = City()
    act = city.record("case#0")
    fields = {**json.loads(act.canonical), "retain_until": "2026-11-18"}
    text = canonical_json(fields)
    city.waiting = [Line(read_act(text, act_hash(text)), "1000")]
    city.relay()
    city.acts.table.clear()
    city.next_day()
    assert found(city) == []


def test_the_walk_streams() -> None:
    """Findings come while the archive is still being read."""
    city = a_city()
    city.bucket.put(first := batches(city)[0], b"", "")
    read: list[str] = []
    whole = city.bucket.read

    def reading(key: str, version_id: str | None = None) -> bytes | None:
        read.append(key)
        return whole(key, version_id)

    city.bucket.read = reading  # type: ignore[method-assign]
    walk: Iterator[Finding] = (
        ArchiveService(city.bucket).verification(city.acts, ActIndex(), city.clock.now()).findings()
    )
    assert next(walk) == Finding(Kind.OBJECT_ALTERED, first)
    assert set(read) == {first}
