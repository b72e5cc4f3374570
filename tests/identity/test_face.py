"""人脸核验, level 3: WeChat's server decides, the session holds it for minutes, and a window is the other way."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.identity.messages import MESSAGES
from chalicelib.identity.ports import FaceReason
from chalicelib.identity.proving.face import REASONS
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation, Throttled, UpstreamUnavailable
from tests.identity.api import Api
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import CHILD, Town

FACE = {"method": "face"}


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def zhang(town: Town) -> Caller:
    return town.verified("zhang", ZHANG)


def begun(town: Town, caller: Caller) -> str:
    return str(town.faces.begin(caller, None)["verification_id"])


def test_a_passed_face_raises_the_session_and_nothing_else(town: Town, zhang: Caller) -> None:
    other = town.citizen("zhang")
    answer = town.faces.begin(zhang, None)
    assert (answer["status"], answer["verify_id"], answer["expires_in"]) == ("pending", "verify-0", 600)
    passed = town.faces.result(zhang, answer["verification_id"], None)
    assert (passed["status"], passed["assurance_level"], passed["refresh_required"]) == ("confirmed", 3, True)
    assert (town.fresh(zhang).level, town.fresh(other).level) == (3, 2)
    town.later(minutes=11)
    assert town.fresh(zhang).level == 2


def test_who_was_confirmed_at_a_window_does_not_fall_by_a_face(town: Town, zhang: Caller) -> None:
    town.present(ZHANG, town.desk.begin(zhang, None)["confirmation_code"])
    town.faces.result(zhang, begun(town, zhang), None)
    assert town.fresh(zhang).level == 4


def test_name_and_number_are_those_that_were_verified(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    assert town.camera.begun["verify-0"] == (verification_id, *ZHANG, "o-zhang")


def test_the_act_is_on_the_persons_chain(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    town.faces.result(zhang, verification_id, None)
    act = town.committer.of(f"person#{zhang.id}")[-1]
    assert (act.type, act.changes["method"], act.changes["evidence"]) == ("person.verified", "face", verification_id)
    assert act.changes["assurance_level"] == 3
    assert town.whole()


def test_without_name_and_number_there_is_no_face(town: Town) -> None:
    with pytest.raises(Forbidden) as refused:
        town.faces.begin(town.citizen("zhang"), None)
    assert refused.value.code == "assurance_level_too_low"
    assert {way["method"] for way in refused.value.params["ways"]} >= {"name_number", "in_person"}  # type: ignore[attr-defined]


def test_without_separate_consent_there_is_no_face(town: Town, zhang: Caller) -> None:
    town.consenting = False
    with pytest.raises(RuleViolation, match="face_consent_needed"):
        town.faces.begin(zhang, None)
    assert town.camera.begun == {}


def test_consent_that_was_withdrawn_meanwhile_ends_it(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    town.consenting = False
    with pytest.raises(RuleViolation, match="face_consent_needed"):
        town.faces.result(zhang, verification_id, None)
    assert (town.camera.asked, town.fresh(zhang).level) == (0, 2)


def test_a_child_is_sent_to_the_guardian(town: Town) -> None:
    code = town.desk.begin(town.citizen("xiaoman"), None)["confirmation_code"]
    town.present(CHILD, code, guardian_present=True)
    with pytest.raises(RuleViolation, match="guardian_needed"):
        town.faces.begin(town.citizen("xiaoman"), None)


@pytest.mark.parametrize("reason", [reason for reason in FaceReason if reason is not FaceReason.PASSED])
def test_a_face_that_did_not_pass_is_told_why_once_and_for_all(town: Town, zhang: Caller, reason: FaceReason) -> None:
    verification_id = begun(town, zhang)
    town.camera.ends = reason
    for _ in range(2):
        with pytest.raises(RuleViolation, match="face_not_passed") as refused:
            town.faces.result(zhang, verification_id, None)
        assert refused.value.params["reason"] == REASONS[reason]
        town.camera.ends = FaceReason.PASSED
    assert (town.camera.asked, town.fresh(zhang).level) == (1, 2)
    assert "窗口" in MESSAGES["face_not_passed"][1]


def test_it_is_used_once(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    town.faces.result(zhang, verification_id, None)
    with pytest.raises(RuleViolation, match="verification_used"):
        town.faces.result(zhang, verification_id, None)
    assert town.camera.asked == 1


def test_of_two_results_at_once_one_wins(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    won: list[dict[str, Any]] = []
    town.committer.meanwhile = lambda: won.append(town.faces.result(zhang, verification_id, None))
    with pytest.raises(RuleViolation, match="verification_used"):
        town.faces.result(zhang, verification_id, None)
    assert [answer["status"] for answer in won] == ["confirmed"]
    assert [act.type for act in town.committer.of(f"person#{zhang.id}")] == ["person.verified"] * 2


def test_it_lives_for_minutes_and_no_longer_than_wechat_says(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    town.later(minutes=10)
    with pytest.raises(RuleViolation, match="verification_expired"):
        town.faces.result(zhang, verification_id, None)
    town.camera.lasts = 30
    assert town.faces.begin(zhang, None)["expires_in"] == 30
    assert town.camera.asked == 0


def test_another_session_cannot_use_it(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    for stranger in (town.citizen("zhang"), town.verified("li", LI)):
        with pytest.raises(NotFound, match="verification_not_found"):
            town.faces.result(stranger, verification_id, None)
    with pytest.raises(NotFound, match="verification_not_found"):
        town.faces.result(zhang, "never begun", None)


def test_while_wechat_is_down_nothing_is_used_up(town: Town, zhang: Caller) -> None:
    verification_id = begun(town, zhang)
    town.camera.down = True
    with pytest.raises(UpstreamUnavailable):
        town.faces.result(zhang, verification_id, None)
    for _ in range(20):
        with pytest.raises(UpstreamUnavailable):
            town.faces.begin(zhang, None)
    town.camera.down = False
    assert town.faces.result(zhang, verification_id, None)["status"] == "confirmed"


def test_faces_are_not_tried_for_ever(town: Town, zhang: Caller) -> None:
    for _ in range(10):
        begun(town, zhang)
    with pytest.raises(Throttled, match="too_many_attempts"):
        begun(town, zhang)
    assert len(town.camera.begun) == 10


def test_from_consent_to_level_3_over_http(api: Api) -> None:
    tokens = api.log_in()
    body = {"method": "name_number", "name": ZHANG[0], "resident_id": ZHANG[1]}
    assert api.send("POST", "/v1/me/verifications", body, token=tokens["access_token"]).status == 201
    tokens = api.send("POST", "/v1/sessions/refresh", {"refresh_token": tokens["refresh_token"]}).body
    token = tokens["access_token"]
    refused = api.send("POST", "/v1/me/verifications", FACE, token=token)
    assert (refused.status, refused.code) == (409, "face_consent_needed")
    consents = api.send("GET", "/v1/me/consents", token=token).body["consents"]
    (wording,) = (entry["wording"] for entry in consents if entry["purpose"] == "face_verification")
    said = {"purpose": "face_verification", "wording_version": wording["version"], "wording_sha256": wording["sha256"]}
    assert api.send("POST", "/v1/me/consents", said, token=token).status == 201
    pending = api.send("POST", "/v1/me/verifications", FACE, token=token)
    assert (pending.status, pending.body["status"]) == (201, "pending")
    result = f"/v1/me/verifications/{pending.body['verification_id']}/result"
    api.stand_ins.control("wechat/faces", verify_id=pending.body["verify_id"], person=ZHANG[0])
    confirmed = api.send("POST", result, {}, token=token)
    assert (confirmed.status, confirmed.body["assurance_level"]) == (201, 3)
    tokens = api.send("POST", "/v1/sessions/refresh", {"refresh_token": tokens["refresh_token"]}).body
    me = api.send("GET", "/v1/me", token=tokens["access_token"]).body
    assert (me["assurance_level"], me["refresh_required"]) == (3, False)


def test_another_face_over_http_is_refused_with_the_window_as_the_other_way(api: Api) -> None:
    token = api.citizen()
    body = {"method": "name_number", "name": ZHANG[0], "resident_id": ZHANG[1]}
    api.send("POST", "/v1/me/verifications", body, token=token)
    consents = api.send("GET", "/v1/me/consents", token=token).body["consents"]
    (wording,) = (entry["wording"] for entry in consents if entry["purpose"] == "face_verification")
    said = {"purpose": "face_verification", "wording_version": wording["version"], "wording_sha256": wording["sha256"]}
    api.send("POST", "/v1/me/consents", said, token=token)
    pending = api.send("POST", "/v1/me/verifications", FACE, token=token).body
    api.stand_ins.control("wechat/faces", verify_id=pending["verify_id"], person="李四")
    answer = api.send("POST", f"/v1/me/verifications/{pending['verification_id']}/result", {}, token=token)
    assert (answer.status, answer.code) == (409, "face_not_passed")
    assert "窗口" in answer.body["detail"]
    assert REASONS["not_the_same"] in answer.body["detail"]
