"""送达 is recorded by the clerks of the case's office."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import service_of_result
from chalicelib.shared.errors import Forbidden
from tests.cases import licences, scenes
from tests.cases.everybody import let_in
from tests.cases.fakes import FakeWindows, memory_parts


def test_the_offices_clerks_alone_do_it() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("service-of-result", parts, licences.STAGES["concluded"](parts)) == {"clerk"}


def test_where_windows_have_the_item_to_themselves_a_result_is_handed_over_there() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.STAGES["concluded"](parts)
    parts = parts._replace(windows=FakeWindows(exclusive=True))
    with pytest.raises(Forbidden) as refused:
        service_of_result.serve(parts, scenes.clerk(), case_id, "window", scenes.SIGNED, None)
    assert refused.value.code == "served_at_window_only"


def test_what_is_sent_needs_no_window() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.STAGES["concluded"](parts)
    parts = parts._replace(windows=FakeWindows(exclusive=True))
    read = {"kind": "read_online", "received_on": "2026-11-21"}
    assert service_of_result.serve(parts, scenes.clerk(), case_id, "online", read, None)["status"] == "served"
