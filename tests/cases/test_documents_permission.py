"""Who may read documents, and what is left of staff who do."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.errors import NotFound
from tests.cases import scenes
from tests.cases.fakes import memory_parts
from tests.cases.writing import documents

OWNER, FRIEND = "person-zhang", "person-wang"


def elsewhere(**office: Any) -> Caller:
    post = Post(frozenset({Role.CLERK}), **{"departments": ("*",), "divisions": ("*",), **office})
    return Caller(kind="staff", id="S009", posts=(post,), session_id="s9", channel="window", reach=Reach.OFFICE)


def first(parts: Parts, case_id: str) -> str:
    return str(documents(parts).listed(scenes.applicant(), case_id)["documents"][0]["document_no"])


def refused(parts: Parts, by: Caller, case_id: str, number: str) -> None:
    told = documents(parts)
    for attempt in (
        lambda: told.listed(by, case_id),
        lambda: told.told(by, case_id, number),
        lambda: told.page(by, case_id, number, large=False),
    ):
        with pytest.raises(NotFound, match="case_not_found"):
            attempt()


def test_nobody_else_s_documents_are_there_for_a_stranger_or_another_office() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    number = first(parts, case_id)
    refused(parts, scenes.applicant("person-li"), case_id, number)
    for office in ({"departments": ("33",)}, {"divisions": ("440300000000",)}):
        refused(parts, elsewhere(**office), case_id, number)
    assert parts.people.reads == []  # type: ignore[attr-defined]


def test_whoever_may_view_for_the_owner_reads_them_until_it_is_revoked() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    number = first(parts, case_id)
    parts.representation.give(FRIEND, OWNER, "family", Scope.VIEW)  # type: ignore[attr-defined]
    assert documents(parts).told(scenes.applicant(FRIEND), case_id, number)["addressee"] == "张三"
    parts.representation.revoke(FRIEND, OWNER)  # type: ignore[attr-defined]
    refused(parts, scenes.applicant(FRIEND), case_id, number)


@pytest.mark.parametrize("who", [scenes.clerk, scenes.examiner, scenes.chief])
def test_staff_who_open_one_leave_an_access_act_and_those_who_list_them_none(who: Any) -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    number = first(parts, case_id)
    reads = parts.people.reads  # type: ignore[attr-defined]
    documents(parts).listed(who(), case_id)
    with pytest.raises(NotFound):
        documents(parts).told(who(), case_id, "receipt-20261121-00000000")
    assert reads == []
    documents(parts).told(who(), case_id, number)
    documents(parts).page(who(), case_id, number, large=True)
    assert reads == [(who().id, OWNER, f"document:{number}")] * 2


def test_the_owner_leaves_none() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    documents(parts).told(scenes.applicant(), case_id, first(parts, case_id))
    assert parts.people.reads == []  # type: ignore[attr-defined]
