"""Anchors: repeatable, growing, never blessing what was altered."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.archive import merkle
from chalicelib.archive.anchors import Anchor, AnchorBroken, Entry, read_anchor
from chalicelib.archive.batches import write
from chalicelib.archive.layout import anchor_key, batch_key
from chalicelib.archive.service import ArchiveService
from tests.archive.city import FIRST_DAY, City, a_city

ENTRIES = st.builds(
    Entry, st.text("abc/0123", min_size=1, max_size=9), st.text("0123456789abcdef", max_size=64), st.integers(0, 100)
)


def anchor_keys(city: City) -> list[str]:
    return list(city.bucket.keys("anchors/"))


def versions(city: City, key: str) -> int:
    return next(len(history.versions) for history in city.bucket.histories(key))


def document(city: City, day: int) -> bytes:
    found = city.bucket.read(anchor_key(FIRST_DAY + timedelta(days=day)))
    assert found is not None
    return found


def test_an_anchor_names_each_batch_and_their_root() -> None:
    city = a_city(days=1, subjects=2, batches=2)
    anchor = ArchiveService(city.bucket).anchor(FIRST_DAY)
    assert [entry.key for entry in anchor.entries] == list(city.bucket.keys("acts/"))
    assert [entry.acts for entry in anchor.entries] == [2, 2]
    leaves = [
        f'{{"acts":{entry.acts},"key":"{entry.key}","sha256":"{entry.sha256}"}}'.encode() for entry in anchor.entries
    ]
    assert anchor.root == merkle.root(leaves).hex()
    assert read_anchor(document(city, 0)) == anchor


def test_anchoring_again_changes_nothing() -> None:
    city = a_city()
    service = ArchiveService(city.bucket)
    today = city.clock.now().date()
    first = service.anchor_due(today)
    assert service.anchor_due(today) == first[-2:]
    assert [versions(city, key) for key in anchor_keys(city)] == [1, 1, 1]


def test_every_day_since_the_first_batch_is_anchored_once_the_schedule_runs_again() -> None:
    city = a_city(days=1)
    city.clock.move(timedelta(days=4))
    ArchiveService(city.bucket).anchor_due(city.clock.now().date())
    assert anchor_keys(city) == [anchor_key(FIRST_DAY + timedelta(days=day)) for day in range(5)]
    assert read_anchor(document(city, 3)).entries == ()


def test_nothing_is_anchored_before_the_first_batch() -> None:
    city = City()
    assert ArchiveService(city.bucket).anchor_due(FIRST_DAY) == []


def test_a_late_batch_makes_a_new_version_of_its_day_and_of_what_follows() -> None:
    city = a_city()
    service = ArchiveService(city.bucket)
    service.anchor_due(city.clock.now().date())
    before = read_anchor(document(city, 1))
    city.record("case#late")
    late = batch_key(FIRST_DAY + timedelta(days=1), "9000", "9000")
    city.bucket.put(late, write(city.waiting), "")
    grown = service.anchor(FIRST_DAY + timedelta(days=1))
    assert set(grown.entries) > set(before.entries)
    assert [versions(city, key) for key in anchor_keys(city)] == [1, 2, 2]


def test_anchoring_anew_does_not_bless_an_altered_batch() -> None:
    city = a_city()
    service = ArchiveService(city.bucket)
    today = city.clock.now().date()
    service.anchor_due(today)
    city.bucket.put(next(city.bucket.keys("acts/")), b"forged\n", "")
    city.bucket.remove(list(city.bucket.keys("acts/"))[-1])
    service.anchor(FIRST_DAY)
    service.anchor_due(today)
    assert [versions(city, key) for key in anchor_keys(city)] == [1, 1, 1]


def test_each_anchor_follows_the_day_before() -> None:
    city = a_city()
    first, second, third = ArchiveService(city.bucket).anchor_due(city.clock.now().date())
    assert first.previous is None
    assert second.previous == sha256(document(city, 0)).hexdigest()
    assert third.previous == sha256(document(city, 1)).hexdigest()


def test_an_altered_anchor_is_not_built_upon() -> None:
    city = a_city()
    service = ArchiveService(city.bucket)
    service.anchor(FIRST_DAY)
    city.bucket.put(anchor_key(FIRST_DAY), document(city, 0).replace(b"acts/", b"acta/"), "")
    with pytest.raises(AnchorBroken):
        service.anchor(FIRST_DAY)


@given(st.lists(ENTRIES, max_size=6), st.data())
def test_an_anchor_with_any_byte_changed_cannot_be_read(entries: list[Entry], data: st.DataObject) -> None:
    whole = bytearray(Anchor(FIRST_DAY, tuple(entries), None).document())
    assert read_anchor(bytes(whole)).entries == tuple(entries)
    unlinked = range(whole.find(b'"previous"'), whole.find(b'"root"'))  # the next anchor holds this part
    dated = range(whole.find(b'"date"'), whole.find(b'"format"'))  # the key holds this part
    at = data.draw(st.integers(0, len(whole) - 1).filter(lambda i: i not in unlinked and i not in dated))
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AnchorBroken):
        read_anchor(bytes(whole))
