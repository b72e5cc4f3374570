"""Items that let something follow or be promised, and cases that were handed in so."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.desk import acceptance
from chalicelib.cases.intake import drafts, letters, submission, tolerance
from chalicelib.cases.parts import Parts
from chalicelib.cases.terms import Commitment, Period
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeCredit, FakeItems, memory_parts

FOLLOW, DECLARE = "deficiency_tolerance", "notification_commitment"
TOLD = Commitment("在所填写的地址连续居住半年以上", "承诺不实的,撤销决定,并记入信用记录")


def following(limit: Period | None = Period(20, "WD"), **more: Any) -> FakeItems:  # noqa: B008
    """The lease may follow."""
    return FakeItems(may_follow=frozenset({"lease"}), committed_limit=limit, **more)


def declaring(**more: Any) -> FakeItems:
    """A promise does instead of the lease."""
    return FakeItems(may_declare=frozenset({"lease"}), commitment=TOLD, committed_limit=Period(20, "WD"), **more)


def lacking(parts: Parts, who: Caller | None = None) -> str:
    """A draft with everything but the lease."""
    case_id = scenes.drafted(parts, who)
    drafts.save_form(parts, who or scenes.applicant(), case_id, scenes.FORM, 0)
    scenes.uploaded(parts, case_id, "id_card", who=who)
    return case_id


def signatures(parts: Parts, case_id: str, who: Caller | None = None) -> list[dict[str, Any]]:
    """Of every letter that is offered."""
    offered = letters.offered(parts, who or scenes.applicant(), case_id)["letters"]
    return [{name: letter[name] for name in ("kind", "sha256", "slots")} for letter in offered]


def signed(parts: Parts, who: Caller | None = None) -> str:
    """Handed in without the lease, on a letter."""
    case_id = lacking(parts, who)
    submission.submit(parts, who or scenes.applicant(), case_id, None, signatures(parts, case_id, who))
    return case_id


def followed(parts: Parts) -> str:
    """The same, and the lease is there to be handed in."""
    case_id = signed(parts)
    scenes.uploaded(parts, case_id, "lease")
    return case_id


def received(parts: Parts) -> str:
    """The same, taken in on its letter."""
    case_id = followed(parts)
    tolerance.receive(parts, scenes.clerk(), case_id, None, None)
    return case_id


def granted(parts: Parts) -> str:
    """Granted on a promise that is to be checked."""
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
    scenes.uploaded(parts, case_id, "lease")
    submission.submit(parts, scenes.applicant(), case_id, None, signatures(parts, case_id))
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    examined(parts, case_id)
    scenes.granted(parts, case_id)
    return case_id


def examined(parts: Parts, case_id: str) -> None:
    """The one step of the process is done."""
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner(), task, None)
    tasks.complete(parts, scenes.examiner(), task, "approve", None, None)


def credit(parts: Parts) -> FakeCredit:
    """The platform behind the port."""
    found = parts.credit()
    assert isinstance(found, FakeCredit)
    return found


def claimed(parts: Parts, case_id: str, step: str, who: Caller) -> None:
    """Somebody has taken a task of the case's first round."""
    tasks.claim(parts, who, f"{case_id}-{step}-1", None)


def at_once() -> Parts:
    """A rule table grants the aged."""
    return memory_parts(FakeItems(at_once=True))


def for_organisation(parts: Parts, who: Caller, form: dict[str, Any]) -> str:
    """A complete draft of the company that they represent."""
    company = "org-1"
    parts.representation.give(who.id, company, "legal_representative")  # type: ignore[attr-defined]
    begun = drafts.begin(parts, who, ITEM, DIVISION, {}, None, company)
    case_id = str(begun["case_id"])
    drafts.save_form(parts, who, case_id, form, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot, who=who)
    return case_id
