"""Attacks through the entry point. Each has one outcome, the same for every variant, and one line in the log."""

from __future__ import annotations

import hmac
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.identity.tokens.access_tokens import P256_ORDER
from chalicelib.identity.tokens.base64url import base64url, from_base64url
from chalicelib.staff.second_factor import STEP_S, code_at
from chalicelib.wiring import identity as wiring
from tests.identity.api import Answer, Api

Forge = Callable[["Forger"], str]


class Forger:
    """Somebody who has a good token, everything that is public, and for some attacks even our signature."""

    def __init__(self, token: str) -> None:
        self.token = token
        head, body, self.signature = token.split(".")
        self.header: dict[str, Any] = json.loads(from_base64url(head))
        self.claims: dict[str, Any] = json.loads(from_base64url(body))

    def unsigned(self, claims: dict[str, Any] | None = None, **header: Any) -> str:
        return f"{_part({**self.header, **header})}.{_part(claims or self.claims)}"

    def by_our_key(self, claims: dict[str, Any] | bytes | None = None, **header: Any) -> str:
        body = base64url(claims) if isinstance(claims, bytes) else _part(claims or self.claims)
        signed = f"{_part({**self.header, **header})}.{body}"
        return f"{signed}.{base64url(wiring.token_signer().sign(signed.encode()))}"

    def with_claims(self, **claims: Any) -> str:
        return self.by_our_key({**self.claims, **claims})

    def by_public_key_as_secret(self) -> str:
        signed = self.unsigned(alg="HS256")
        jwk = jwt.PyJWK(wiring.key_ring().published()[0].jwk())
        public = jwk.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return f"{signed}.{base64url(hmac.digest(public, signed.encode(), 'sha256'))}"

    def by_own_key(self, curve: ec.EllipticCurve, algorithm: str, **header: Any) -> str:
        key = ec.generate_private_key(curve)
        return jwt.encode(self.claims, key, algorithm=algorithm, headers={**self.header, "alg": algorithm, **header})


def _part(value: dict[str, Any]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())


def _scalars(r: int, s: int) -> str:
    return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def _embedded(forger: Forger) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    return jwt.encode(forger.claims, key, algorithm="ES256", headers={**forger.header, "jwk": jwk})


NOW = int(time.time())
FORGERIES: dict[str, Forge] = {
    "alg none": lambda of: of.unsigned(alg="none") + ".",
    "alg none with a signature": lambda of: f"{of.unsigned(alg='none')}.{of.signature}",
    "public key as HMAC secret": Forger.by_public_key_as_secret,
    "another curve": lambda of: of.by_own_key(ec.SECP384R1(), "ES384"),
    "the right curve and another key": lambda of: of.by_own_key(ec.SECP256R1(), "ES256"),
    "kid as a path": lambda of: of.by_our_key(kid="../../../../dev/null"),
    "kid as a query": lambda of: of.by_our_key(kid="x' UNION SELECT 'key"),
    "kid as an address": lambda of: of.by_own_key(ec.SECP256R1(), "ES256", kid="https://evil.example/key"),
    "key embedded": _embedded,
    "jku": lambda of: of.by_our_key(jku="https://evil.example/jwks.json"),
    "x5u": lambda of: of.by_our_key(x5u="https://evil.example/chain.pem"),
    "b64 false": lambda of: of.by_our_key(b64=False, crit=["b64"]),
    "crit": lambda of: of.by_our_key(crit=["exp"]),
    "psychic zeros": lambda of: f"{of.unsigned()}.{_scalars(0, 0)}",
    "psychic order": lambda of: f"{of.unsigned()}.{_scalars(P256_ORDER, P256_ORDER)}",
    "signature cut": lambda of: of.token[:-4],
    "signature of another payload": lambda of: f"{of.unsigned({**of.claims, 'sub': 'W0001'})}.{of.signature}",
    "claims twice": lambda of: of.by_our_key(json.dumps(of.claims).encode()[:-1] + b',"lvl":4}'),
    "a claim more": lambda of: of.with_claims(admin=True),
    "another audience": lambda of: of.with_claims(aud="elsewhere"),
    "our audience among others": lambda of: of.with_claims(aud=["banshi", "elsewhere"]),
    "another stage": lambda of: of.with_claims(iss="banshi/other"),
    "ended": lambda of: of.with_claims(iat=NOW - 901, exp=NOW - 1),
    "from the future": lambda of: of.with_claims(iat=NOW + 600, exp=NOW + 700),
    "good for a day": lambda of: of.with_claims(exp=of.claims["iat"] + 86400),
    "an id token": lambda of: of.by_our_key(typ="JWT"),
    "a refresh token": lambda of: "a" * 22 + "." + "b" * 43,
    "nothing of ours": lambda of: "x",
}


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of the log since the last look, but for those about calls to partners."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if line["message"] != "partner call"]


def said(answer: Answer) -> tuple[int, dict[str, Any]]:
    """Everything that an answer tells but for whose it is."""
    return answer.status, {name: value for name, value in answer.body.items() if name != "request_id"}


def test_every_forgery_gets_one_answer_and_one_line(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    forger = Forger(api.citizen())
    assert api.send("GET", "/v1/me", token=forger.by_our_key()).status == 200, "who can sign is believed"
    told, reasons = [], {}
    for name, forge in FORGERIES.items():
        token = forge(forger)
        capsys.readouterr()
        told.append(said(api.send("GET", "/v1/me", token=token)))
        reason, request = logged(capsys)
        assert (reason["message"], request["message"]) == ("token refused", "request"), name
        assert (request["status"], request["outcome"], request["caller"]) == (401, "token_invalid", "public"), name
        reasons[name] = reason["reason"]
    assert all(answer == told[0] for answer in told)
    assert told[0][0] == 401
    assert all(reasons.values())


def test_a_token_that_has_ended_is_refused_like_a_forged_one(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    token = api.staff()
    assert api.send("DELETE", "/v1/sessions/current", token=token).status == 204
    ended, forged = (api.send("GET", "/v1/me", token=one) for one in (token, "x"))
    assert said(ended) == said(forged)
    assert [line["reason"] for line in logged(capsys) if line["message"] == "token refused"] == ["ended", "form"]


def attempt(api: Api, staff_no: str, password: str, **more: str) -> Answer:
    return api.send("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": password, **more})


def test_whatever_is_wrong_with_a_log_in_nobody_can_tell_what(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    api.staff()
    capsys.readouterr()
    attempts = {
        "unknown number": ("W9999", Api.OWN_PASSWORD, {}),
        "wrong password": ("W0001", "wrong", {}),
        "wrong password and code": ("W0001", "wrong", {"totp_code": "000000"}),
        "no code": ("W0001", Api.OWN_PASSWORD, {}),
        "wrong code": ("W0001", Api.OWN_PASSWORD, {"totp_code": "000000"}),
    }
    told = [said(attempt(api, staff_no, password, **more)) for staff_no, password, more in attempts.values()]
    assert all(answer == told[0] for answer in told)
    assert (told[0][0], told[0][1]["code"]) == (401, "credentials_wrong")
    lines = logged(capsys)
    assert [line["message"] for line in lines] == ["log-in refused", "request"] * len(attempts)
    assert {line["outcome"] for line in lines if line["message"] == "request"} == {"credentials_wrong"}


def test_a_locked_number_tells_nobody_whether_somebody_has_it(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    for staff_no in ("W0001", "W9999"):
        assert [attempt(api, staff_no, "wrong").status for _ in range(5)] == [401] * 5
    capsys.readouterr()
    known, unknown = (attempt(api, staff_no, Api.PASSWORD) for staff_no in ("W0001", "W9999"))
    assert (known.status, known.code) == (429, "too_many_attempts")
    for answer in (known, unknown):
        assert 1790 <= int(answer.headers.pop("retry-after")) <= 1800
        assert "后再试" in answer.body.pop("detail")
    assert said(known) == said(unknown)
    assert [line["message"] for line in logged(capsys)] == ["log-in refused", "request"] * 2


def test_no_time_tells_whether_somebody_has_a_number(api: Api) -> None:
    def seconds(number: int) -> tuple[float, float]:
        """Of a number that somebody has, and of one that nobody has; each is tried fewer times than locks it."""
        taken = []
        for staff_no in ("W0001", f"X{number:04}"):
            began = time.process_time()
            assert attempt(api, staff_no, "wrong").status == 401
            taken.append(time.process_time() - began)
        return taken[0], taken[1]

    seconds(0)
    known, unknown = zip(*(seconds(number) for number in range(1, 5)), strict=True)
    assert 0.5 < statistics.median(unknown) / statistics.median(known) < 2


def test_a_one_time_code_is_good_once(api: Api) -> None:
    api.staff()
    seed = api.seeds["W0001"]
    assert seed
    code = code_at(seed, int(time.time()) // STEP_S + 1)
    assert attempt(api, "W0001", Api.OWN_PASSWORD, totp_code=code).status == 201
    replayed = attempt(api, "W0001", Api.OWN_PASSWORD, totp_code=code)
    assert (replayed.status, replayed.code) == (401, "credentials_wrong")


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "１２３４５６", " 12345", 123456])
def test_what_is_no_one_time_code_is_never_looked_at(api: Api, code: object) -> None:
    answer = api.send("POST", "/v1/sessions/staff", {"staff_no": "W0001", "password": "wrong", "totp_code": code})
    assert (answer.status, answer.code) == (422, "body_invalid")


def test_a_code_of_wechat_is_good_once(api: Api) -> None:
    code = {"code": api.stand_ins.code("张三")}
    assert api.send("POST", "/v1/sessions/wechat", code).status == 201
    assert api.send("POST", "/v1/sessions/wechat", code).status == 401


def test_no_client_chooses_its_session(api: Api) -> None:
    """Session fixation: what is brought along opens nothing and changes nothing."""
    planted = Forger(api.citizen("李四")).claims["sid"]
    body = {"code": api.stand_ins.code("张三")}
    refused = api.send("POST", "/v1/sessions/wechat", {**body, "session_id": planted})
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "unknown_field")
    brought = {"cookie": f"session={planted}", "x-session-id": planted, "authorization": f"Bearer {planted}"}
    opened = api.send("POST", "/v1/sessions/wechat", body, headers=brought)
    assert Forger(opened.body["access_token"]).claims["sid"] != planted


def test_each_log_in_is_a_session_of_its_own(api: Api) -> None:
    claims = [Forger(api.citizen()).claims for _ in range(5)]
    assert len({one["sid"] for one in claims}) == 5
    assert len({one["jti"] for one in claims}) == 5
    assert len({one["sub"] for one in claims}) == 1


def test_a_refresh_token_that_somebody_made_up_tells_nothing(api: Api) -> None:
    pair = api.log_in()
    handle, _, secret = pair["refresh_token"].partition(".")
    made_up = ("a" * 22 + "." + secret, "b" * 22 + "." + "c" * 43, secret, "")
    for text in filter(None, made_up):
        answer = api.send("POST", "/v1/sessions/refresh", {"refresh_token": text})
        assert (answer.status, answer.code) == (401, "refresh_token_invalid")
    assert api.send("POST", "/v1/sessions/refresh", {"refresh_token": pair["refresh_token"]}).status == 201
    assert handle
