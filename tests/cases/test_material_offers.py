"""一次提交,多次复用: what was handed in before is offered by its digest, and taken over without being given again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.cases.intake import drafts, materials, offers, shelving, store, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading
from chalicelib.shared.change import Change
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import digest

ME = scenes.applicant()


def offered(parts: Parts, case_id: str) -> dict[str, list[str]]:
    told = offers.offers(parts, ME, case_id)
    return {slot["slot"]: [one["sha256"] for one in slot["offers"]] for slot in told["slots"]}


def handed_in(parts: Parts, lease: bytes) -> str:
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, ME, case_id, scenes.FORM, 0)
    scenes.uploaded(parts, case_id, "id_card")
    scenes.uploaded(parts, case_id, "lease", lease)
    submission.submit(parts, ME, case_id, None)
    return case_id


def test_what_was_handed_in_is_offered_where_it_fits(parts: Parts) -> None:
    lease = scenes.a_paper()
    first = handed_in(parts, lease)
    case_id = scenes.drafted(parts)
    told = offers.offers(parts, ME, case_id)["slots"]
    assert [slot["slot"] for slot in told] == ["id_card", "lease"]
    (offer,) = told[1]["offers"]
    assert (offer["sha256"], offer["name"], offer["case_id"]) == (digest(lease), "lease.pdf", first)


def test_it_is_taken_over_and_says_where_it_came_from(parts: Parts) -> None:
    lease = scenes.a_paper()
    first = handed_in(parts, lease)
    case_id = scenes.drafted(parts)
    taken = offers.reuse(parts, ME, case_id, "lease", digest(lease), None)
    assert (taken["state"], taken["reused_from"], taken["name"]) == ("stored", first, "lease.pdf")
    assert parts.uploads.objects[f"cases/{case_id}/{taken['material_id']}"] == lease  # type: ignore[attr-defined]
    drafts.save_form(parts, ME, case_id, scenes.FORM, 0)
    scenes.uploaded(parts, case_id, "id_card")
    submission.submit(parts, ME, case_id, None)
    handed = {one.slot: one.sha256 for one in parts.cases.case(case_id).materials}  # type: ignore[union-attr]
    assert handed["lease"] == digest(lease)
    shown = reading.full(parts, scenes.clerk(), case_id)["materials"]
    assert [one["reused_from"] for one in shown if one["slot"] == "lease"] == [first]


def test_twice_the_same_is_one_file(parts: Parts) -> None:
    lease = scenes.a_paper()
    handed_in(parts, lease)
    case_id = scenes.drafted(parts)
    taken = [offers.reuse(parts, ME, case_id, "lease", digest(lease), None) for _ in range(2)]
    assert taken[0] == taken[1]
    assert scenes.uploaded(parts, case_id, "lease", lease) == taken[0]["material_id"]
    assert "lease" not in offered(parts, case_id)


def test_the_same_upload_twice_is_one_file_and_the_second_needs_no_upload(parts: Parts) -> None:
    case_id, paper = scenes.drafted(parts), scenes.a_paper()
    said = {"slot": "lease", "name": "合同", "content_type": "application/pdf", "size": len(paper)}
    said["sha256"] = digest(paper)
    begun = [materials.announce(parts, ME, case_id, said, None) for _ in range(2)]
    assert begun[0]["material_id"] == begun[1]["material_id"]
    assert begun[1]["upload"]
    scenes.uploaded(parts, case_id, "lease", paper)
    assert materials.announce(parts, ME, case_id, said, None)["upload"] is None
    assert materials.announce(parts, ME, case_id, {**said, "slot": "id_card"}, None)["upload"]
    assert len(parts.cases.file(case_id).materials) == 2  # type: ignore[union-attr]


def test_what_was_only_announced_is_still_offered_and_becomes_the_file_that_is_taken_over(parts: Parts) -> None:
    lease = scenes.a_paper()
    handed_in(parts, lease)
    case_id = scenes.drafted(parts)
    announced = scenes.announced(parts, case_id, "lease", lease)
    assert offered(parts, case_id)["lease"] == [digest(lease)]
    taken = [offers.reuse(parts, ME, case_id, "lease", digest(lease), None)["material_id"] for _ in range(2)]
    assert taken == [announced, announced]
    assert materials.complete(parts, ME, case_id, announced, None)["state"] == "stored"
    assert len(parts.cases.file(case_id).materials) == 1  # type: ignore[union-attr]


def test_of_what_the_city_holds_nothing_is_offered(parts: Parts) -> None:
    handed_in(parts, scenes.a_paper())
    case = parts.cases.case(scenes.drafted(parts))
    assert case
    held = case._replace(held={"lease": "resident_identity"})
    parts.committer.commit(lambda: Change(parts.cases.save(case, held, expires_at=None)), None)
    assert [*offered(parts, case.case_id)] == ["id_card"]


def test_of_many_that_fit_the_latest_are_offered(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "OFFERED", 2)
    papers = [scenes.a_paper() for _ in range(3)]
    for paper in papers:
        parts.wall.move(timedelta(minutes=1))  # type: ignore[attr-defined]
        handed_in(parts, paper)
    assert offered(parts, scenes.drafted(parts))["lease"] == [digest(papers[2]), digest(papers[1])]


def test_the_newest_is_first_and_what_is_gone_is_not_offered(parts: Parts) -> None:
    papers = [scenes.a_paper() for _ in range(3)]
    for number, paper in enumerate(papers):
        parts.wall.move(timedelta(minutes=1))  # type: ignore[attr-defined]
        case_id = handed_in(parts, paper)
        if number == 1:
            lost = case_id
    objects = parts.uploads.objects  # type: ignore[attr-defined]
    for key in [key for key in objects if lost in key]:
        del objects[key]
    again = scenes.drafted(parts)
    assert offered(parts, again)["lease"] == [digest(papers[2]), digest(papers[0])]
    with pytest.raises(RuleViolation, match="file_no_longer_kept"):
        offers.reuse(parts, ME, again, "lease", digest(papers[1]), None)


def test_what_does_not_fit_is_not_offered_and_a_type_that_is_not_taken_is_refused(parts: Parts) -> None:
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, ME, case_id, scenes.FORM, 0)
    photo = b"\xff\xd8\xff" + b"0" * 64 + b"\xff\xd9"
    said = {"slot": "id_card", "name": "card.jpg", "content_type": "image/jpeg", "size": len(photo)}
    told = materials.announce(parts, ME, case_id, {**said, "sha256": digest(photo)}, None)
    parts.uploads.objects[told["upload"]["fields"]["key"]] = photo  # type: ignore[attr-defined]
    materials.complete(parts, ME, case_id, told["material_id"], None)
    scenes.uploaded(parts, case_id, "lease")
    submission.submit(parts, ME, case_id, None)
    fresh = scenes.drafted(parts)
    assert offered(parts, fresh)["id_card"] == [digest(photo)]
    with pytest.raises(RuleViolation, match="material_type_refused"):
        offers.reuse(parts, ME, fresh, "lease", digest(photo), None)
    with pytest.raises(RuleViolation, match="slot_unknown"):
        offers.reuse(parts, ME, fresh, "none", digest(photo), None)


def test_what_was_only_uploaded_was_given_to_nobody(parts: Parts) -> None:
    paper = scenes.a_paper()
    scenes.uploaded(parts, scenes.drafted(parts), "lease", paper)
    with pytest.raises(NotFound, match="file_not_on_shelf"):
        offers.reuse(parts, ME, scenes.drafted(parts), "lease", digest(paper), None)


def test_ones_store_in_pages_and_taking_a_file_off_it(parts: Parts) -> None:
    papers = []
    for _ in range(2):
        parts.wall.move(timedelta(minutes=1))  # type: ignore[attr-defined]
        papers.append(scenes.a_paper())
        first = handed_in(parts, papers[-1])
    page = store.files(parts, ME, None, 3, None)
    rest = store.files(parts, ME, None, 3, page["next_cursor"])
    listed = [one["sha256"] for one in (*page["files"], *rest["files"])]
    assert len(set(listed)) == 4
    store.take_off(parts, ME, None, digest(papers[1]))
    assert digest(papers[1]) not in [one["sha256"] for one in store.files(parts, ME, None, 9, None)["files"]]
    assert any(one.sha256 == digest(papers[1]) for one in parts.cases.file(first).materials)  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        store.take_off(parts, ME, None, digest(papers[1]))


def test_one_file_for_two_slots_is_one_entry_and_a_full_case_leaves_room(parts: Parts) -> None:
    case_id, paper = scenes.drafted(parts), scenes.a_paper()
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot, paper)
    for _ in range(shelving.MOST):
        scenes.uploaded(parts, case_id, "work")
    drafts.save_form(parts, ME, case_id, scenes.FORM, 0)
    submission.submit(parts, ME, case_id, None)
    listed = store.files(parts, ME, None, 100, None)["files"]
    assert len(listed) == shelving.MOST
    assert len([one for one in listed if one["sha256"] == digest(paper)]) == 1
