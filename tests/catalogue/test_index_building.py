"""The index is built from what is pending, whoever dies in between, and searches are right at every moment."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.search.building import IndexBuilder
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.ports import Objects, State, key_of
from chalicelib.catalogue.search.reading import ItemSearch
from chalicelib.catalogue.search.table import IndexTable, entry_listed, entry_unlisted
from chalicelib.shared.change import Change
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.objects import Bucket
from tests.catalogue.entries import entry

BUCKET = "catalogue"


class Died(Exception):
    """The function was stopped."""


class Shaky:
    """A bucket that stops the function at one of its operations."""

    def __init__(self, within: Objects, at: str) -> None:
        self._within = within
        self._at = at

    def read(self, key: str) -> bytes | None:
        return self._within.read(key)

    def write(self, key: str, data: bytes, content_type: str) -> None:
        self._within.write(key, data, content_type)
        self._die("write")

    def remove(self, key: str) -> None:
        self._within.remove(key)
        self._die("remove")

    def _die(self, here: str) -> None:
        if here == self._at:
            raise Died


class Interrupted(IndexTable):
    """A table where something happens between a reading and the writing that follows it."""

    def __init__(self, meanwhile: Any, *, before: str) -> None:
        self._meanwhile = meanwhile
        self._before = before

    def point(self, *args: Any) -> Writes:
        return self._after("point", super().point(*args))

    def settle(self, *args: Any) -> Writes:
        return self._after("settle", super().settle(*args))

    def _after(self, name: str, writes: Writes) -> Writes:
        if name == self._before:
            self._before = ""
            self._meanwhile()
        return writes


class City:
    """The list and its index on moto's table and bucket."""

    def __init__(self) -> None:
        self.store = IndexTable()
        self.objects = Bucket("CATALOGUE_BUCKET")
        self.search = ItemSearch(self.store, self.objects)

    def builder(self, store: IndexTable | None = None, objects: Any = None) -> IndexBuilder:
        return IndexBuilder(store or self.store, objects or self.objects, wiring.committer())

    def write(self, *writes: Writes) -> None:
        wiring.committer().commit(lambda: Change(tuple(one for some in writes for one in some)), None)

    def publish(self, *entries: Entry) -> None:
        for one in entries:
            self.write(entry_listed(one))

    def withdraw(self, code: str) -> None:
        self.write(entry_unlisted(code))

    def found(self, query: str | None = None) -> list[str]:
        """What a container that was there before, and a new one, find."""
        warm, cold = (
            [hit.entry.item_code for hit in search.find(query, Filters(), 10_000).hits]
            for search in (self.search, ItemSearch(self.store, self.objects))
        )
        assert warm == cold
        return warm

    @property
    def state(self) -> State:
        return self.store.state(fresh=True)

    def stored(self) -> set[str]:
        listed = boto3.client("s3").list_objects_v2(Bucket=BUCKET)
        return {one["Key"] for one in listed.get("Contents", ())}


@pytest.fixture
def city(cloud: None, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setenv("CATALOGUE_BUCKET", BUCKET)
    boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    return City()


def test_a_publication_is_found_before_there_is_any_index(city: City) -> None:
    assert city.found() == []
    city.publish(entry("B"), entry("A"))
    assert city.found("居住证") == ["A", "B"]
    city.withdraw("A")
    assert city.found() == ["B"]


def test_a_list_from_before_there_were_indexes_is_searched_and_indexed(city: City) -> None:
    city.write(entry_listed(entry("A"))[:1])
    assert city.found("居住证") == ["A"]
    city.builder().fold()
    assert city.found("jzz") == ["A"]


def test_what_is_pending_goes_into_one_object(city: City) -> None:
    city.publish(entry("B"), entry("A"), entry("C"))
    city.withdraw("C")
    folded = city.builder().fold()
    state = city.state
    assert (state.pending, state.pointer) == ({}, folded.pointer)
    assert (folded.pending, folded.pointer.entries) == (3, 2)
    assert city.stored() == {key_of(folded.pointer.sha256)}
    assert city.found("jzzsl") == ["A", "B"]


def test_what_changes_later_is_found_at_once_and_folded_next(city: City) -> None:
    city.publish(entry("A"), entry("B"))
    city.builder().fold()
    city.publish(entry("A", "护照签发", aliases=(), themes=()))
    city.withdraw("B")
    assert city.found("居住证") == []
    assert city.found("护照") == ["A"]
    city.builder().fold()
    assert city.found() == ["A"]
    assert city.found("hzqf") == ["A"]


def test_twice_is_once(city: City) -> None:
    city.publish(entry("A"))
    once, twice = city.builder().fold(), city.builder().fold()
    assert once.pointer == twice.pointer
    assert twice.pending == 0


def test_superseded_objects_go_but_for_the_last(city: City) -> None:
    for name in ("甲证", "乙证", "丙证", "丁证"):
        city.publish(entry("A", name))
        city.builder().fold()
    pointer = city.state.pointer
    assert pointer
    assert pointer.superseded
    assert city.stored() == {key_of(pointer.sha256), key_of(pointer.superseded)}


def test_what_comes_back_as_it_was_is_kept_all_the_same(city: City) -> None:
    for _ in range(3):
        city.publish(entry("A"))
        city.builder().fold()
        city.withdraw("A")
        city.builder().fold()
    assert city.found() == []
    assert len(city.stored()) == 2


@pytest.mark.parametrize("at", ["write", "remove"])
def test_dying_anywhere_changes_no_answer_and_the_next_run_finishes(city: City, at: str) -> None:
    for name in ("甲证", "乙证"):
        city.publish(entry("A", name))
        city.builder().fold()
    city.publish(entry("A", "丙证"), entry("B", "丁证"))
    with pytest.raises(Died):
        city.builder(objects=Shaky(city.objects, at)).fold()
    assert city.found("证") == ["A", "B"]
    city.builder().fold()
    assert city.state.pending == {}
    assert city.found("证") == ["A", "B"]
    assert len(city.stored()) <= 3  # what was written in vain has no name to be found by


def test_dying_before_what_was_folded_is_taken_away(city: City) -> None:
    city.publish(entry("A"), entry("B"))

    def die() -> None:
        raise Died

    with pytest.raises(Died):
        city.builder(Interrupted(die, before="settle")).fold()
    assert len(city.state.pending) == 2
    assert city.found() == ["A", "B"]
    before = city.state.pointer
    city.builder().fold()
    assert (city.state.pointer, city.state.pending) == (before, {})


@pytest.mark.parametrize("before", ["point", "settle"])
def test_what_is_published_meanwhile_stays_pending_or_is_folded_too(city: City, before: str) -> None:
    city.publish(entry("A", "甲证", number=1), entry("B", "乙证"))
    meanwhile = Interrupted(lambda: city.publish(entry("A", "丙证", number=2)), before=before)
    city.builder(meanwhile).fold()
    assert set(city.state.pending) == {"A"}
    assert city.found("丙证") == ["A"]
    city.builder().fold()
    assert city.state.pending == {}
    assert [one.name for one in city.search.entries()] == ["丙证", "乙证"]


def test_what_another_left_pending_when_it_died_is_for_the_next_run(city: City) -> None:
    city.publish(entry("A"))

    def die() -> None:
        raise Died

    def other() -> None:
        city.publish(entry("B"))
        with pytest.raises(Died):
            city.builder(Interrupted(die, before="settle")).fold()

    city.builder(Interrupted(other, before="settle")).fold()
    assert set(city.state.pending) == {"A", "B"}
    city.builder().fold()
    assert city.state.pending == {}
    assert city.found() == ["A", "B"]


@pytest.mark.parametrize("before", ["point", "settle"])
def test_of_two_that_build_at_once_none_undoes_the_other(city: City, before: str) -> None:
    city.publish(entry("A", "甲证"))

    def other() -> None:
        city.withdraw("A")
        city.builder().fold()
        city.publish(entry("A", "甲证"))
        city.builder().fold()
        city.withdraw("A")

    city.builder(Interrupted(other, before=before)).fold()
    assert city.found() == []
    city.builder().fold()
    assert city.found() == []
    assert city.state.pending == {}


def test_more_than_one_transaction_takes_goes_in_rounds(city: City) -> None:
    made = [entry(f"{number:04d}", number=number + 1) for number in range(200)]
    for start in range(0, 200, 40):
        city.write(*(entry_listed(one) for one in made[start : start + 40]))
    changed = Interrupted(lambda: city.withdraw("0150"), before="settle")
    folded = city.builder(changed).fold()
    assert (folded.pending, folded.pointer.entries) == (200, 200)
    assert set(city.state.pending) == {"0150"}
    assert len(city.found()) == 199


@pytest.mark.parametrize("harm", [b"", b"nothing", None])
def test_an_index_that_is_lost_or_altered_is_made_anew_from_the_list(city: City, harm: bytes | None) -> None:
    city.publish(entry("A"), entry("B"))
    city.builder().fold()
    city.withdraw("B")
    pointer = city.state.pointer
    assert pointer
    key = key_of(pointer.sha256)
    city.objects.remove(key) if harm is None else city.objects.write(key, harm, "text/plain")
    assert city.found("居住证") == ["A"]
    city.builder().fold()
    assert city.state.pointer != pointer
    assert city.found("jzz") == ["A"]
    assert city.state.pending == {}


class Refusing:
    """A bucket that does not answer as it should."""

    def read(self, key: str) -> bytes | None:
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject")

    def write(self, key: str, data: bytes, content_type: str) -> None:
        raise NotImplementedError

    def remove(self, key: str) -> None:
        raise NotImplementedError


def test_people_find_what_there_is_while_no_object_can_be_read(city: City, caplog: pytest.LogCaptureFixture) -> None:
    city.publish(entry("A"), entry("B"))
    city.builder().fold()
    city.withdraw("B")
    search = ItemSearch(city.store, Refusing())
    assert [hit.entry.item_code for hit in search.find("居住证", Filters(), 9).hits] == ["A"]
    assert "search index not read" in caplog.messages
    with pytest.raises(ClientError):  # whoever builds must not take the list for an index that was lost
        city.builder(objects=Refusing()).fold()


def test_a_container_asks_for_the_index_once(city: City) -> None:
    city.publish(entry("A"))
    city.builder().fold()
    city.found()
    city.objects.remove(key_of(city.state.pointer.sha256))  # type: ignore[union-attr]
    city.publish(entry("B"))
    assert [hit.entry.item_code for hit in city.search.find("jzz", Filters(), 9).hits] == ["A"]


def test_the_pointer_moves_only_from_where_it_was(city: City) -> None:
    city.publish(entry("A"))
    pointer = city.builder().fold().pointer
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        city.write(city.store.point(None, pointer))
