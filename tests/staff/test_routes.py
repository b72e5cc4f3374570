"""The directory over the real entry point: what is answered fits the document, and takes effect at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.shared.access import Post, Role
from chalicelib.shared.clocks import LawClock, WallClock
from chalicelib.staff.authority import SigningPower
from chalicelib.staff.second_factor import code_at
from chalicelib.wiring import staff as wiring
from infra.local import first_log_in
from tests.builders import a_clerk, a_letter
from tests.identity.api import Answer, Api
from tests.identity.test_routes import answer_fits

DIVISION = "530102000000"
CLERK: dict[str, Any] = {"roles": ["clerk"], "departments": ["09"], "divisions": [DIVISION]}
POSTS = [{"post_code": "CK", "name": "窗口岗", "roles": ["clerk"]}]


def post(api: Api, path: str, body: dict[str, Any], documented: str = "") -> Any:
    answer = api.send("POST", path, body, token=api.staff())
    assert answer.status == 201, answer
    assert answer_fits("POST", documented or path, answer.body)
    return answer.body


def register(api: Api, staff_no: str, **more: Any) -> str:
    post(api, "/v1/staff", {"staff_no": staff_no, "name": "孙二", "password": Api.PASSWORD, **(more or CLERK)})
    return staff_no


def posts_of(staff_no: str) -> tuple[Post, ...]:
    """What a refresh would bring them now."""
    member = wiring.staff_service().member(staff_no)
    assert member
    return member.posts


def log_in(api: Api, staff_no: str, **more: str) -> Answer:
    return api.send("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": Api.OWN_PASSWORD, **more})


def test_an_account_is_read_and_edited_by_its_version(api: Api) -> None:
    register(api, "W0002")
    shown = api.send("GET", "/v1/staff/W0002", token=api.staff())
    assert answer_fits("GET", "/v1/staff/{staff_no}", shown.body)
    assert shown.headers["etag"] == '"1"'
    wanted = {**CLERK, "roles": ["examiner"]}
    edited = api.send("PUT", "/v1/staff/W0002", wanted, token=api.staff(), headers={"if-match": '"1"'})
    assert (edited.status, edited.body["roles"], edited.headers["etag"]) == (200, ["examiner"], '"2"')
    assert answer_fits("PUT", "/v1/staff/{staff_no}", edited.body)
    stale = api.send("PUT", "/v1/staff/W0002", wanted, token=api.staff(), headers={"if-match": '"1"'})
    assert (stale.status, stale.code) == (412, "version_stale")


def test_a_leaver_is_refused_with_the_next_request(api: Api) -> None:
    token = api.staff(register(api, "W0002"))
    assert api.send("GET", "/v1/me", token=token).status == 200
    left = post(api, "/v1/staff/W0002/departure", {}, "/v1/staff/{staff_no}/departure")
    assert left["state"] == "left"
    refused = api.send("GET", "/v1/me", token=token)
    assert (refused.status, refused.code) == (401, "token_invalid")
    assert log_in(api, "W0002").code == "credentials_wrong"


def test_staff_are_listed_for_a_department(api: Api) -> None:
    for staff_no in ("W0002", "W0003"):
        register(api, staff_no)
    everybody = api.send("GET", "/v1/staff", token=api.staff())
    assert answer_fits("GET", "/v1/staff", everybody.body)
    assert [one["staff_no"] for one in everybody.body["staff"]] == ["W0001", "W0002", "W0003"]
    query = {"department": ["09"], "limit": ["1"]}
    page = api.send("GET", "/v1/staff", token=api.staff(), query=query).body
    assert [one["staff_no"] for one in page["staff"]] == ["W0002"]
    query["cursor"] = [page["next_cursor"]]
    rest = api.send("GET", "/v1/staff", token=api.staff(), query=query).body
    assert ([one["staff_no"] for one in rest["staff"]], rest["next_cursor"]) == (["W0003"], None)


def test_a_department_gives_its_posts_to_who_holds_them(api: Api) -> None:
    made = post(api, "/v1/departments", {"code": "31", "name": "市场监督管理局", "posts": POSTS})
    held = {"department": "31", "post_code": "CK", "divisions": [DIVISION]}
    token = api.staff(register(api, "W0002", posts=[held]))
    me = api.send("GET", "/v1/me", token=token).body
    assert (me["roles"], me["departments"], me["divisions"]) == (["clerk"], ["31"], [DIVISION])
    listed = api.send("GET", "/v1/departments", token=token)
    assert answer_fits("GET", "/v1/departments", listed.body)
    assert listed.body["departments"] == [made]
    changed = {"name": "市场监督管理局", "posts": [{**POSTS[0], "roles": ["examiner"]}]}
    edited = api.send("PUT", "/v1/departments/31", changed, token=api.staff(), headers={"if-match": '"1"'})
    assert answer_fits("PUT", "/v1/departments/{code}", edited.body)
    assert edited.body == api.send("GET", "/v1/departments/31", token=api.staff()).body
    assert api.send("GET", "/v1/me", token=token).code == "token_invalid"


def test_a_stand_in_holds_the_colleagues_post_until_it_is_revoked(api: Api) -> None:
    for staff_no, role in (("W0002", "examiner"), ("W0003", "clerk")):
        register(api, staff_no, roles=[role], departments=["09"], divisions=[DIVISION])
    token = api.staff("W0003")
    today = LawClock(WallClock()).today()
    days = {"from_on": str(today), "until_on": str(today + timedelta(days=1))}
    body = {"stand_in": "W0003", "reason": "年休假", **days}
    path = "/v1/staff/{staff_no}/stand-ins"
    made = post(api, "/v1/staff/W0002/stand-ins", body, path)
    assert (made["staff_no"], made["stand_in"], made["revoked"]) == ("W0002", "W0003", False)
    assert api.send("GET", "/v1/me", token=token).code == "token_invalid"
    listed = api.send("GET", "/v1/staff/W0002/stand-ins", token=api.staff())
    assert answer_fits("GET", path, listed.body)
    assert listed.body["stand_ins"] == [made]
    assert [post.stands_in_for for post in posts_of("W0003")] == [None, "W0002"]
    over = f"/v1/staff/W0002/stand-ins/{made['stand_in_id']}/revocation"
    assert post(api, over, {}, path + "/{stand_in_id}/revocation")["revoked"]
    assert [post.stands_in_for for post in posts_of("W0003")] == [None]


class TestOneNumberWhateverTheLetterCase:
    """Somebody who types `w0002` is W0002, and nobody else can be."""

    def test_it_is_given_once(self, api: Api) -> None:
        made = post(api, "/v1/staff", {"staff_no": "w0002", "name": "孙二", "password": Api.PASSWORD, **CLERK})
        assert made["staff_no"] == "W0002"
        new = {"staff_no": "W0002", "name": "孙二", "password": Api.PASSWORD, **CLERK}
        assert api.send("POST", "/v1/staff", new, token=api.staff()).code == "staff_no_in_use"

    def test_it_logs_in_and_is_kept_either_way(self, api: Api) -> None:
        api.staff(register(api, "w0002"))
        assert [log_in(api, typed).status for typed in ("w0002", "W0002")] == [201, 201]
        shown = api.send("GET", "/v1/staff/w0002", token=api.staff())
        assert shown.body["staff_no"] == "W0002"
        changed = api.send("PUT", "/v1/staff/w0002", CLERK, token=api.staff(), headers={"if-match": '"2"'})
        assert changed.body["staff_no"] == "W0002"
        for act, body in (("password-reset", {"password": Api.PASSWORD}), ("unlocking", {}), ("departure", {})):
            assert post(api, f"/v1/staff/w0002/{act}", body, f"/v1/staff/{{staff_no}}/{act}")["staff_no"] == "W0002"

    def test_its_failures_are_counted_together(self, api: Api) -> None:
        api.staff(register(api, "W0002"))
        wrong = [{"staff_no": typed, "password": "wrong"} for typed in ("W0002", "w0002") * 3]
        assert [api.send("POST", "/v1/sessions/staff", body).status for body in wrong] == [401] * 5 + [429]
        post(api, "/v1/staff/w0002/unlocking", {}, "/v1/staff/{staff_no}/unlocking")
        assert log_in(api, "W0002").status == 201

    def test_nobody_acts_on_their_own_account_by_writing_it_otherwise(self, api: Api) -> None:
        for act, body in (("departure", {}), ("unlocking", {}), ("password-reset", {"password": Api.PASSWORD})):
            answer = api.send("POST", f"/v1/staff/w0001/{act}", body, token=api.staff())
            assert answer.code == "not_on_oneself"

    def test_a_stand_in_is_found_by_it(self, api: Api) -> None:
        for staff_no in ("W0002", "W0003"):
            register(api, staff_no)
        today = str(LawClock(WallClock()).today())
        body = {"stand_in": "w0003", "reason": "年休假", "from_on": today, "until_on": today}
        made = post(api, "/v1/staff/w0002/stand-ins", body, "/v1/staff/{staff_no}/stand-ins")
        assert (made["staff_no"], made["stand_in"]) == ("W0002", "W0003")
        listed = api.send("GET", "/v1/staff/w0002/stand-ins", token=api.staff())
        assert listed.body["stand_ins"] == [made]
        over = f"/v1/staff/w0002/stand-ins/{made['stand_in_id']}/revocation"
        assert post(api, over, {}, "/v1/staff/{staff_no}/stand-ins/{stand_in_id}/revocation")["revoked"]

    def test_the_first_administrators_too(self, api: Api) -> None:
        api.staff()
        wrong = {"staff_no": "w0001", "password": Api.OWN_PASSWORD, "totp_code": "000000"}
        assert [api.send("POST", "/v1/sessions/staff", wrong).status for _ in range(6)][-1] == 429
        right = {**wrong, "staff_no": "W0001"}
        assert api.send("POST", "/v1/sessions/staff", right).code == "too_many_attempts"


def test_a_code_that_was_used_and_a_wrong_password_get_one_answer(api: Api) -> None:
    api.staff(register(api, "W0002", roles=["supervisor"]))
    seed = api.seeds["W0002"]
    assert seed
    used = code_at(seed, first_log_in.step_now())
    answers = [
        log_in(api, "W0002", totp_code=used),
        log_in(api, "W0002"),
        api.send("POST", "/v1/sessions/staff", {"staff_no": "W0002", "password": "wrong", "totp_code": used}),
        log_in(api, "W9999", totp_code=used),
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0].code == "credentials_wrong"
    assert log_in(api, "W0002", totp_code=code_at(seed, first_log_in.step_now() + 1)).status == 201


def test_a_reset_password_ends_sessions_and_has_to_be_changed(api: Api) -> None:
    token = api.staff(register(api, "W0002"))
    path = "/v1/staff/{staff_no}/password-reset"
    post(api, "/v1/staff/W0002/password-reset", {"password": "A temporary one 3"}, path)
    assert api.send("GET", "/v1/me", token=token).code == "token_invalid"
    body = {"staff_no": "W0002", "password": "A temporary one 3"}
    again = api.send("POST", "/v1/sessions/staff", body)
    assert (again.status, again.body["duties"]) == (201, ["change_password"])


def test_an_unlocked_number_is_let_in(api: Api) -> None:
    api.staff(register(api, "W0002"))
    wrong = {"staff_no": "W0002", "password": "wrong"}
    assert [api.send("POST", "/v1/sessions/staff", wrong).status for _ in range(6)][-1] == 429
    assert log_in(api, "W0002").code == "too_many_attempts"
    post(api, "/v1/staff/W0002/unlocking", {}, "/v1/staff/{staff_no}/unlocking")
    assert log_in(api, "W0002").status == 201


def test_a_wrong_password_is_refused_in_the_same_words_whatever_it_is_asked_for(api: Api) -> None:
    token = api.staff(register(api, "W0002"))
    begun = api.send("POST", "/v1/me/second-factor", {"password": "wrong"}, token=token)
    changed = api.send("POST", "/v1/me/password", {"old": "wrong", "new": Api.PASSWORD}, token=token)
    (one,), (other,) = begun.body.pop("errors"), changed.body.pop("errors")
    assert (one.pop("pointer"), other.pop("pointer")) == ("/password", "/old")
    assert (begun.status, one) == (changed.status, other) == (422, one)
    assert api.send("POST", "/v1/me/second-factor", {}, token=token).status == 422


def test_a_repeated_seed_is_the_same_one(api: Api) -> None:
    """An answer may get lost; who repeats the request has to see the seed that will be confirmed."""
    token, own = api.staff(register(api, "W0002")), {"password": Api.OWN_PASSWORD}
    first, second = (
        api.send("POST", "/v1/me/second-factor", own, token=token, headers={"idempotency-key": "same"}) for _ in "12"
    )
    assert first.body == second.body
    assert answer_fits("POST", "/v1/me/second-factor", first.body)
    code = code_at(first.body["seed"], first_log_in.step_now())
    done = api.send("POST", "/v1/me/second-factor/confirmation", {"totp_code": code}, token=token)
    assert answer_fits("POST", "/v1/me/second-factor/confirmation", done.body)
    assert done.body == {"duties": [], "refresh_required": True}


def test_a_letter_of_authorisation_is_entered_shown_and_revoked(api: Api) -> None:
    register(api, "W0002", **{**CLERK, "roles": ["chief_representative"]})
    path = "/v1/staff/W0002/signing-authorities"
    documented = "/v1/staff/{staff_no}/signing-authorities"
    letter = a_letter(divisions=[DIVISION])
    made = post(api, path, letter, documented)
    assert made == {**letter, "staff_no": "W0002", "authority_no": "W0002-1", "revoked_on": None}
    listed = api.send("GET", path, token=api.staff())
    assert answer_fits("GET", documented, listed.body)
    assert listed.body["signing_authorities"] == [made]
    asked = {"department": "09", "division": DIVISION, "item_code": "item-1"}
    today, service = LawClock(WallClock()).today(), wiring.staff_service()
    signer = a_clerk(Role.CHIEF_REPRESENTATIVE, staff_no="W0002")
    signed = service.signing_authority(signer, today, power=SigningPower.DECIDE, **asked)
    assert signed
    assert signed.authority_no == "W0002-1"
    over = post(api, f"{path}/w0002-1/revocation", {}, documented + "/{authority_no}/revocation")
    assert over["revoked_on"] == str(today)
    assert service.signing_authority(signer, today, power=SigningPower.DECIDE, **asked) is None


def test_what_is_wrong_with_a_letter_is_told_at_once(api: Api) -> None:
    register(api, "W0002", **{**CLERK, "roles": ["chief_representative"]})
    wrong = a_letter(divisions=[DIVISION, "530103000000"], until_on="2026-06-30")
    answer = api.send("POST", "/v1/staff/W0002/signing-authorities", wrong, token=api.staff())
    assert (answer.status, [(one["pointer"], one["code"]) for one in answer.body["errors"]]) == (
        422,
        [("/until_on", "authority_too_short"), ("/divisions/1", "not_chief_representative_there")],
    )


def test_a_letter_for_the_end_of_the_calendar_is_answered(api: Api) -> None:
    register(api, "W0002", **{**CLERK, "roles": ["chief_representative"]})
    path, days = "/v1/staff/W0002/signing-authorities", {"from_on": "9999-06-01", "until_on": "9999-12-30"}
    answer = api.send("POST", path, a_letter(divisions=[DIVISION], **days), token=api.staff())
    assert (answer.status, answer.body["errors"][0]["code"]) == (422, "authority_too_short")
