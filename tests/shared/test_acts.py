"""Acts: canonical, chained, and unforgeable by any single change."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.acts import (
    GENESIS,
    Act,
    ActType,
    Chain,
    ChainBroken,
    Recorder,
    canonical_json,
    read_act,
    verify_chain,
    verify_link,
)
from tests.builders import a_clerk, but
from tests.fakes import FakeClock

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NOTED = ActType("thing.noted", "已记录", frozenset({"n", "words"}))


def a_recorder(release: int = 7) -> Recorder:
    wall, law = FakeClock(), FakeClock()
    law.move(timedelta(days=1))
    return Recorder(wall, law, lambda: release)


def a_chain(length: int) -> list[Act]:
    recorder, chain, acts = a_recorder(), Chain("thing#1"), []
    for n in range(length):
        act = recorder.next(chain, NOTED, a_clerk(), {"n": n})
        acts.append(act)
        chain = act.chain
    return acts


def test_an_act_carries_every_field_of_the_design() -> None:
    act = a_recorder().next(
        Chain("thing#1"), NOTED, a_clerk(), {"n": 1}, ground="Art. 32", on_behalf_of="p1", retain_until="2056-12-31"
    )
    fields = json.loads(act.canonical)
    assert sorted(fields) == sorted(
        [
            "act_id",
            "type",
            "schema_version",
            "subject",
            "seq",
            "actor",
            "on_behalf_of",
            "channel",
            "law_time",
            "instant",
            "ground",
            "config_version",
            "changes",
            "prev_hash",
            "retain_until",
        ]
    )
    assert fields["actor"] == {"id": "S001", "role": "clerk"}
    assert (fields["law_time"], fields["instant"]) == ("2026-11-22T01:00:00.000Z", "2026-11-21T01:00:00.000Z")
    assert (fields["seq"], fields["prev_hash"], fields["config_version"]) == (1, GENESIS, 7)


def test_the_hash_is_sha256_of_the_canonical_text() -> None:
    act = a_chain(1)[0]
    assert act.hash == hashlib.sha256(act.canonical.encode()).hexdigest()


def test_canonical_form_is_rfc_8785() -> None:
    # Worked example of RFC 8785 §3.2.2 and §3.2.3, as far as our values go (no fractions are ever written).
    value = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "1": "One", "\u00f6": "o", "literals": [None, True, False]}
    assert canonical_json(value) == (
        '{"\\r":"Carriage Return","1":"One","literals":[null,true,false],"\u00f6":"o","\u20ac":"Euro Sign"}'
    )


@pytest.mark.parametrize(("said", "recorded"), [(None, "staff:A0001"), ("person:p1", "person:p1")])
def test_whoever_acts_for_another_says_so_in_every_act(said: str | None, recorded: str) -> None:
    stand_in = but(a_clerk(), on_behalf_of="staff:A0001")
    act = Recorder(FakeClock(), FakeClock(), lambda: 0).next(Chain("thing#1"), NOTED, stand_in, {}, on_behalf_of=said)
    assert act.on_behalf_of == recorded


@given(JSON)
def test_canonical_form_is_what_the_reference_library_writes(value: object) -> None:
    assert canonical_json(value).encode() == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_a_change_that_the_type_does_not_declare_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not declare"):
        a_recorder().next(Chain("thing#1"), NOTED, a_clerk(), {"secret": 1})


def test_a_fraction_has_no_place_in_an_act() -> None:
    with pytest.raises(ValueError, match="fraction"):
        a_recorder().next(Chain("thing#1"), NOTED, a_clerk(), {"words": [{"n": 2.0**53}]})


def test_a_whole_chain_verifies_and_comes_back_from_its_stored_form() -> None:
    acts = a_chain(5)
    assert verify_chain("thing#1", [read_act(act.canonical, act.hash) for act in acts]) == acts[-1].chain


@given(st.data())
def test_any_alteration_removal_or_reordering_breaks_the_chain(data: st.DataObject) -> None:
    acts = a_chain(6)
    at = data.draw(st.integers(0, 4))
    harm = data.draw(st.sampled_from(["alter", "rehash", "remove", "swap", "repeat"]))
    if harm in ("alter", "rehash"):
        fields = {**json.loads(acts[at].canonical), "changes": {"n": 99}}
        text = canonical_json(fields)
        acts[at] = read_act(text, acts[at].hash if harm == "alter" else hashlib.sha256(text.encode()).hexdigest())
    elif harm == "remove":
        del acts[at]
    elif harm == "swap":
        acts[at], acts[at + 1] = acts[at + 1], acts[at]
    else:
        acts.insert(at, acts[at])
    with pytest.raises(ChainBroken):
        verify_chain("thing#1", acts)


def test_text_that_is_not_canonical_does_not_pass_by_its_own_hash() -> None:
    act = a_chain(1)[0]
    loose = json.dumps(json.loads(act.canonical))
    forged = read_act(loose, hashlib.sha256(loose.encode()).hexdigest())._replace()
    with pytest.raises(ChainBroken, match="not canonical"):
        verify_link(Chain("thing#1"), forged)
