"""What acting for another costs in reads, and that one's own requests cost nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.representation.rules import Scope
from chalicelib.shared import dynamodb
from chalicelib.shared.access import Caller
from chalicelib.wiring import representation as wiring
from tests.representation.serving import DIVISION, Served, given, joined

Reads = list[tuple[str, str]]


@contextmanager
def reading() -> Iterator[Reads]:
    """The reads of what is done meanwhile: operation, and what kind of key."""
    reads: Reads = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        if model.name in ("GetItem", "Query"):
            body = params["body"]
            body = body if isinstance(body, str) else body.decode()
            kinds = ("ORG#", "GRANTEE#", "AUTH#", "PERSON#", "CASE#")
            reads.append((model.name, next((kind for kind in kinds if f'"{kind}' in body), "other")))

    events = dynamodb.client().meta.events
    events.register("before-call.dynamodb", note, unique_id="reading")
    try:
        yield reads
    finally:
        events.unregister("before-call.dynamodb", unique_id="reading")


def citizen(served: Served, name: str) -> Caller:
    own = served.ids[name]
    return Caller("citizen", own, level=2, account_id=f"{own}-first")


class TestAuthority:
    def test_of_a_person_s_grantee_three_reads(self, served: Served) -> None:
        given(served, "张三")
        with reading() as reads:
            authority = wiring.representation_service().authority(
                citizen(served, "王五"), served.ids["张三"], "any", Scope.APPLY
            )
        assert authority is not None
        assert reads == [("GetItem", "PERSON#"), ("Query", "GRANTEE#"), ("GetItem", "PERSON#")]

    def test_of_a_legal_representative_two_of_an_agent_four(self, served: Served) -> None:
        company = joined(served)
        given(served, "李四", kind="agent", principal=company)
        service = wiring.representation_service()
        with reading() as reads:
            assert service.authority(citizen(served, "李四"), company, "any", Scope.APPLY)
        assert reads == [("GetItem", "PERSON#"), ("GetItem", "ORG#")]
        with reading() as reads:
            assert service.authority(citizen(served, "王五"), company, "any", Scope.APPLY)
        assert reads == [("GetItem", "PERSON#"), ("GetItem", "ORG#"), ("Query", "GRANTEE#"), ("GetItem", "PERSON#")]


def test_one_s_own_case_is_read_as_if_nobody_ever_acted_for_another(served: Served) -> None:
    body = {"item_code": served.publish(), "division_code": DIVISION}
    case_id = served.send("POST", "/cases", body).body["case_id"]
    served.send("GET", f"/cases/{case_id}")
    with reading() as reads:  # the case, and the salt of its owner
        assert served.send("GET", f"/cases/{case_id}").status == 200
    assert reads == [("Query", "CASE#"), ("GetItem", "PERSON#")]
