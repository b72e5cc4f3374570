"""How acts are packed for SQS, and whose fault a refusal is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.archive.lines import encode
from functions.relay_acts.routes import QUEUES, ROUTES, takes
from functions.relay_acts.sending import MAX_BYTES, MAX_ENTRIES, for_good, packed
from tests.archive.city import City


@given(st.lists(st.sampled_from([1, 100, 200_000, 340_000]), max_size=40))
def test_batches_keep_the_order_and_the_limits(sizes: list[int]) -> None:
    city = City()
    for size in sizes:
        city.record("case#1", "长" * size)
    batches = list(packed(city.lines))
    assert [line for batch in batches for line in batch] == city.lines
    assert all(1 <= len(batch) <= MAX_ENTRIES for batch in batches)
    assert all(sum(len(encode(line)) for line in batch) <= MAX_BYTES for batch in batches)


@pytest.mark.parametrize(
    ("code", "sender", "expected"),
    [
        ("InvalidMessageContents", True, True),
        ("InvalidParameterValue", True, True),
        ("UnknownCode", True, True),
        ("UnknownCode", False, False),
        ("InternalError", False, False),
        ("ServiceUnavailable", False, False),
        ("RequestThrottled", True, False),
        ("KmsThrottled", True, False),
        ("KMS.DisabledException", True, False),
        ("AccessDenied", True, False),
    ],
)
def test_only_the_acts_own_faults_are_for_good(code: str, sender: bool, expected: bool) -> None:
    assert for_good({"Id": "0", "Code": code, "SenderFault": sender}) is expected


def test_an_act_goes_to_the_queues_that_want_it_and_to_no_other() -> None:
    assert takes("ITEMS_QUEUE_URL", "item.published")
    assert not takes("ITEMS_QUEUE_URL", "item.drafted")
    assert takes("STATISTICS_QUEUE_URL", "case.accepted")
    assert takes("STATISTICS_QUEUE_URL", "item.published")
    assert not takes("STATISTICS_QUEUE_URL", "item.audited")
    assert takes("ASSIGNMENTS_QUEUE_URL", "case.task_completed")
    assert not takes("ASSIGNMENTS_QUEUE_URL", "case.task_released")
    assert takes("ASSIGNMENTS_QUEUE_URL", "case.deemed_accepted")
    assert takes("IMPORTS_QUEUE_URL", "catalogue.import_requested")
    assert not takes("IMPORTS_QUEUE_URL", "catalogue.import_failed")
    assert not takes("IMPORTS_QUEUE_URL", "catalogue.imported")
    assert not takes("STATISTICS_QUEUE_URL", "casework.noted")
    assert all(takes("DEADLINES_QUEUE_URL", act) for act in ("case.accepted", "card.issued", "configuration.published"))
    assert not takes("DEADLINES_QUEUE_URL", "configuration.drafted")


def test_every_route_leads_to_a_queue_that_the_function_knows() -> None:
    assert {queue for _, queue in ROUTES} == set(QUEUES)
