"""Tokens that were forged, are foreign or have run out: one answer for all, at the deployed API."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import Person, refused

pytestmark = pytest.mark.deployed

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
FOREIGN = ec.generate_private_key(ec.SECP256R1())
Sign = Callable[[bytes], bytes]


class Forger:
    """Somebody with a good token of theirs, the published keys, and (`own`) what nobody has: our signing key."""

    def __init__(self, city: City, token: str) -> None:
        self.city = city
        self.token = token
        head, claims, self.signature = token.split(".")
        self.head = json.loads(decoded(head))
        self.claims = json.loads(decoded(claims))

    def forged(self, sign: Sign, head: dict[str, Any] | None = None, **claims: Any) -> str:
        """The token with other fields; None removes one."""
        parts = ({**self.head, **(head or {})}, {**self.claims, **claims})
        kept = ({name: value for name, value in part.items() if value is not None} for part in parts)
        signed = ".".join(encoded(json.dumps(part, separators=(",", ":")).encode()) for part in kept)
        return f"{signed}.{encoded(sign(signed.encode()))}"

    def own(self, signed: bytes) -> bytes:
        """Sign with the city's own key, as only its functions may."""
        answer = self.city.client("kms").sign(
            KeyId=self.city.resources["SigningKeyId"], Message=signed, SigningAlgorithm="ECDSA_SHA_256"
        )
        return raw(answer["Signature"])

    def stolen(self, _signed: bytes) -> bytes:
        """The signature of the good token."""
        return decoded(self.signature)

    def jwk(self) -> dict[str, str]:
        """The published key."""
        answer = requests.get(self.city.base_url + "/.well-known/jwks.json", timeout=30)
        keys: list[dict[str, str]] = answer.json()["keys"]
        return next(key for key in keys if key["kid"] == self.head["kid"])

    def pem(self) -> bytes:
        """The published key as some libraries would take it for a secret."""
        point = (int.from_bytes(decoded(self.jwk()[name]), "big") for name in ("x", "y"))
        key = ec.EllipticCurvePublicNumbers(*point, ec.SECP256R1()).public_key()
        return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def raw(der: bytes) -> bytes:
    r, s = decode_dss_signature(der)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def foreign(signed: bytes) -> bytes:
    return raw(FOREIGN.sign(signed, ec.ECDSA(hashes.SHA256())))


def foreign_jwk() -> dict[str, str]:
    numbers = FOREIGN.public_key().public_numbers()
    x, y = (encoded(value.to_bytes(32, "big")) for value in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def with_secret(secret: bytes) -> Sign:
    return lambda signed: hmac.new(secret, signed, hashlib.sha256).digest()


def as_der(signature: bytes) -> bytes:
    return encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))


def mirrored(signature: bytes) -> bytes:
    """The other valid signature that everybody can compute from one."""
    return signature[:32] + (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


FORGERIES: dict[str, Callable[[Forger], str]] = {
    "no algorithm": lambda f: f.forged(lambda _: b"", {"alg": "none"}),
    "no algorithm, shouted": lambda f: f.forged(lambda _: b"x", {"alg": "NONE"}),
    "the public key as secret, PEM": lambda f: f.forged(with_secret(f.pem()), {"alg": "HS256"}),
    "the public key as secret, JWK": lambda f: f.forged(with_secret(json.dumps(f.jwk()).encode()), {"alg": "HS256"}),
    "the public point as secret": lambda f: f.forged(with_secret(decoded(f.jwk()["x"])), {"alg": "HS256"}),
    "an empty secret": lambda f: f.forged(with_secret(b""), {"alg": "HS256"}),
    "another curve's algorithm": lambda f: f.forged(f.own, {"alg": "ES384"}),
    "a foreign key": lambda f: f.forged(foreign),
    "a foreign key that the header brings": lambda f: f.forged(foreign, {"jwk": foreign_jwk()}),
    "a foreign key at an address": lambda f: f.forged(foreign, {"jku": "http://127.0.0.1/jwks.json"}),
    "a critical extension": lambda f: f.forged(f.own, {"crit": ["b64"], "b64": False}),
    "an unknown key id": lambda f: f.forged(f.own, {"kid": "0" * 43}),
    "a key id that is a path": lambda f: f.forged(f.own, {"kid": "../../dev/null"}),
    "a key id that is a query": lambda f: f.forged(f.own, {"kid": "' OR '1'='1"}),
    "no key id": lambda f: f.forged(f.own, {"kid": None}),
    "another type": lambda f: f.forged(f.own, {"typ": "JWT"}),
    "more roles": lambda f: f.forged(f.stolen, psts=[[["administrator"], ["*"], ["*"], None]]),
    "another person": lambda f: f.forged(f.stolen, sub="someone-else"),
    "a higher level": lambda f: f.forged(f.stolen, lvl=4),
    "a longer life": lambda f: f.forged(f.stolen, exp=int(time.time()) + 10**6),
    "expired, by a foreign key": lambda f: f.forged(foreign, iat=1, exp=2),
    "expired": lambda f: f.forged(f.own, iat=int(time.time()) - 901, exp=int(time.time()) - 1),
    "issued tomorrow": lambda f: f.forged(f.own, iat=int(time.time()) + 86_400, exp=int(time.time()) + 86_460),
    "a life of a year": lambda f: f.forged(f.own, exp=int(time.time()) + 365 * 86_400),
    "another issuer": lambda f: f.forged(f.own, iss="banshi-prod"),
    "another audience": lambda f: f.forged(f.own, aud="elsewhere"),
    "a claim too many": lambda f: f.forged(f.own, admin=True),
    "a claim too few": lambda f: f.forged(f.own, sid=None),
    "a role that does not exist": lambda f: f.forged(f.own, psts=[[["root"], [], [], None]]),
    "a signature in DER": lambda f: f.forged(lambda signed: as_der(f.own(signed))),
    "a signature of zeros": lambda f: f.forged(lambda _: bytes(64)),
    "half a signature": lambda f: f.token[:-43],
    "no signature": lambda f: f.token.rpartition(".")[0] + ".",
    "a padded signature": lambda f: f.token + "==",
    "a fourth part": lambda f: f.token + ".e30",
    "two parts": lambda f: f.token.rpartition(".")[0],
    "not a token": lambda f: "null",
    "a refresh token": lambda f: "0" * 22 + "." + "1" * 43,
    "a token of 9 KB": lambda f: f.token + "A" * 9000,
}


@pytest.fixture(scope="module")
def forger(city: City, applicant: Person) -> Forger:
    return Forger(city, applicant.token)


def presented(city: City, token: str) -> requests.Response:
    return requests.get(city.base_url + "/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=30)


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_is_refused_and_nobody_learns_why(
    city: City, forger: Forger, forge: Callable[[Forger], str]
) -> None:
    answer = presented(city, forge(forger))
    assert refused(answer) == (401, "token_invalid")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    plain = presented(city, "nonsense").json()
    assert {**answer.json(), "request_id": ""} == {**plain, "request_id": ""}


def test_the_forger_could_have_made_a_good_one(city: City, forger: Forger) -> None:
    """So it is the change that is refused, not the forger's hand."""
    assert presented(city, forger.forged(forger.own)).status_code == 200
    key = load_der_public_key(city.client("kms").get_public_key(KeyId=city.resources["SigningKeyId"])["PublicKey"])
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.public_numbers().x == int.from_bytes(decoded(forger.jwk()["x"]), "big")


def test_a_mirrored_signature_makes_no_other_person(city: City, forger: Forger) -> None:
    """ECDSA signatures come in pairs; both speak for the same claims only."""
    signed, _, signature = forger.token.rpartition(".")
    answer = presented(city, f"{signed}.{encoded(mirrored(decoded(signature)))}")
    assert answer.status_code == 401 or answer.json()["person_id"] == forger.claims["sub"]


def test_a_session_that_ended_gives_no_more_tokens(city: City) -> None:
    body = {name: city.staff("clerk")[name] for name in ("staff_no", "password")}  # a clerk has no second factor
    pair = requests.post(city.base_url + "/v1/sessions/staff", json=body, timeout=30).json()
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert requests.delete(city.base_url + "/v1/sessions/current", headers=bearer, timeout=30).status_code == 204
    for token in (pair["refresh_token"], "0" * 22 + "." + "1" * 43, "nonsense"):
        again = requests.post(city.base_url + "/v1/sessions/refresh", json={"refresh_token": token}, timeout=30)
        assert refused(again) == (401, "refresh_token_invalid")


def test_a_wrong_password_and_an_unknown_number_are_the_same(city: City) -> None:
    staff_no = driving.registered(city, "clerk").get("/v1/me")["staff_no"]
    somebody = driving.nobody(city)
    known = somebody.ask("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": "x"})
    unknown = somebody.ask("POST", "/v1/sessions/staff", {"staff_no": "NOBODY1", "password": "x"})
    assert refused(known) == refused(unknown) == (401, "credentials_wrong")
    assert {**known.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
