"""Our tokens against PyJWT, and every forgery that we know of."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import ECAlgorithm

from chalicelib.identity.tokens import access_tokens
from chalicelib.identity.tokens.access_tokens import Bearer, TokenRefused, Verifier
from chalicelib.identity.tokens.base64url import base64url
from chalicelib.identity.tokens.keys import FRESH_FOR, KeyRing, KeyState, TokenSigner, thumbprint
from chalicelib.shared.access import Post, Role
from tests.fakes import FakeClock
from tests.identity.fakes import CommitterInMemory, IdentityInMemory, Plain, SigningServiceInMemory

ISSUER = "banshi/test"
ORDER = access_tokens.P256_ORDER
POST = Post(frozenset({Role.CLERK}), ("09",), ("530102000000",))
CLERK = Bearer("staff", "W0001", "window", "s1", posts=(POST,))


class City:
    """A deployment's signing and verifying ends."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ended: set[str] = set()
        self.store = IdentityInMemory()
        self.kms = SigningServiceInMemory()
        self.ring = KeyRing(self.store, self.clock)
        self.signer = self.signer_for("key-1")
        self.verifier = Verifier(
            self.ring.verifying, ISSUER, self.clock, lambda bearer: bearer.session_id in self.ended
        )

    def signer_for(self, key_id: str) -> TokenSigner:
        return TokenSigner(self.ring, self.store, self.kms, CommitterInMemory(), key_id, ISSUER)

    def issue(self, bearer: Bearer = CLERK) -> str:
        return access_tokens.issue(bearer, self.signer, self.clock.now())

    def header(self) -> dict[str, Any]:
        return {"alg": "ES256", "kid": self.signer.kid(), "typ": "at+jwt"}

    def claims(self, **changed: Any) -> dict[str, Any]:
        payload = self.issue().split(".")[1]
        return {**json.loads(decoded(payload)), **changed}

    def signed(self, header: bytes, claims: bytes) -> str:
        """A token with any header and payload, really signed by the city's key: only the form can be wrong."""
        signing_input = f"{base64url(header)}.{base64url(claims)}"
        return f"{signing_input}.{base64url(self.signer.sign(signing_input.encode()))}"

    def refuses(self, token: str) -> str:
        with pytest.raises(TokenRefused) as refused:
            self.verifier.verify(token)
        return str(refused.value)


@pytest.fixture
def city() -> City:
    return City()


def decoded(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def packed(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def test_what_is_issued_is_verified_with_everything_in_it(city: City) -> None:
    citizen = Bearer("citizen", "01P", "miniprogram", "s2", level=2)
    assert city.verifier.verify(city.issue(citizen))._replace(issued=0) == citizen
    assert city.verifier.verify(city.issue(CLERK))._replace(issued=0) == CLERK


def test_each_request_gets_a_caller_of_its_own(city: City) -> None:
    token = city.issue()
    first = city.verifier.verify(token).caller()
    first.reach_checked = True
    assert city.verifier.verify(token).caller().reach_checked is False


def test_pyjwt_verifies_our_tokens_with_the_published_key(city: City) -> None:
    city.clock.move(datetime.now(UTC) - city.clock.now())  # PyJWT looks at the machine's clock
    token = city.issue()
    jwk = city.ring.published()[0].jwk()
    read = jwt.decode(token, jwt.PyJWK(jwk), algorithms=["ES256"], audience=access_tokens.AUDIENCE, issuer=ISSUER)
    assert (read["sub"], read["psts"], read["exp"] - read["iat"]) == (
        "W0001",
        [[["clerk"], ["09"], ["530102000000"], None]],
        900,
    )
    assert jwt.get_unverified_header(token) == city.header()


def test_we_verify_what_pyjwt_signs_with_our_key(city: City) -> None:
    claims = city.claims()
    token = jwt.encode(claims, city.kms.private("key-1"), algorithm="ES256", headers=city.header())
    assert city.verifier.verify(token).id == CLERK.id


def test_the_kid_is_the_thumbprint_of_rfc_7638(city: City) -> None:
    city.issue()
    (key,) = city.ring.published()
    canonical = f'{{"crv":"P-256","kty":"EC","x":"{key.x}","y":"{key.y}"}}'
    digest = hashes.Hash(hashes.SHA256())
    digest.update(canonical.encode())
    assert key.kid == base64url(digest.finalize()) == thumbprint(key.x, key.y)


def test_a_token_ends_after_fifteen_minutes_remembered_or_not(city: City) -> None:
    remembered, fresh = city.issue(), city.issue()
    city.clock.move(timedelta(seconds=899))
    assert city.verifier.verify(remembered).id == CLERK.id
    city.clock.move(timedelta(seconds=1))
    assert city.refuses(remembered) == "expired"
    assert city.refuses(fresh) == "expired"


def test_a_token_from_the_future_is_refused_beyond_the_clocks_difference(city: City) -> None:
    city.clock.move(timedelta(seconds=60))
    near = city.issue()
    city.clock.move(timedelta(seconds=1))
    far = city.issue()
    city.clock.move(timedelta(seconds=-61))
    assert city.verifier.verify(near).id == CLERK.id
    assert city.refuses(far) == "times"


def test_remembered_tokens_are_bounded(city: City) -> None:
    city.verifier.verify(city.issue())
    for _ in range(access_tokens.REMEMBERED + 5):
        city.verifier._remember(city.issue(), CLERK, 2**40, 0)
    assert len(city.verifier._remembered) <= access_tokens.REMEMBERED


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", ""])
def test_no_signature_is_no_token(city: City, alg: str) -> None:
    header = packed({**city.header(), "alg": alg})
    for signature in ("", "AA", base64url(bytes(64))):
        assert city.refuses(f"{base64url(header)}.{base64url(packed(city.claims()))}.{signature}")


def test_our_public_key_is_not_an_hmac_secret(city: City) -> None:
    """Algorithm confusion: HS256 keyed with what everybody can read (made by hand: PyJWT refuses such keys)."""
    signed = f"{base64url(packed({**city.header(), 'alg': 'HS256'}))}.{base64url(packed(city.claims()))}"
    public = city.kms.private("key-1").public_key()
    for encoding in (Encoding.PEM, Encoding.DER):
        secret = public.public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
        forged = f"{signed}.{base64url(hmac.digest(secret, signed.encode(), 'sha256'))}"
        assert city.refuses(forged) == "header"


@pytest.mark.parametrize("alg", ["ES384", "ES512", "ES256K", "RS256", "PS256", "EdDSA", "HS256", "es256"])
def test_only_es256_is_accepted_whatever_the_header_says(city: City, alg: str) -> None:
    assert city.refuses(city.signed(packed({**city.header(), "alg": alg}), packed(city.claims()))) == "header"


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_another_key_behind_our_kid_is_refused(city: City, algorithm: str) -> None:
    theirs = (
        ec.generate_private_key(ec.SECP256R1())
        if algorithm == "ES256"
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    forged = jwt.encode(city.claims(), theirs, algorithm=algorithm, headers={"kid": city.signer.kid(), "typ": "at+jwt"})
    assert city.refuses(forged) in ("signature", "header")


@pytest.mark.parametrize(
    "kid",
    ["", "x" * 43, "../../dev/null", "' OR 1=1 --", "http://evil.example/key", None, 1, ["a"], {"k": 1}],
)
def test_only_a_kid_that_we_published_names_a_key(city: City, kid: object) -> None:
    assert city.refuses(city.signed(packed({**city.header(), "kid": kid}), packed(city.claims())))


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c", "x5t", "crit", "b64", "zip", "enc", "cty", "extra"])
def test_a_header_that_asks_for_more_is_refused_though_our_key_signed_it(city: City, name: str) -> None:
    theirs = ec.generate_private_key(ec.SECP256R1()).public_key()
    value: Any = {"jwk": json.loads(ECAlgorithm.to_jwk(theirs)), "crit": ["b64"], "b64": False}.get(name, "http://e")
    assert city.refuses(city.signed(packed({**city.header(), name: value}), packed(city.claims()))) == "header"


@pytest.mark.parametrize("typ", ["JWT", "jwt", "at+JWT", "application/at+jwt", "refresh", None])
def test_only_access_tokens_are_accepted(city: City, typ: str | None) -> None:
    assert city.refuses(city.signed(packed({**city.header(), "typ": typ}), packed(city.claims()))) == "header"


def signature_of(r: int, s: int) -> str:
    return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


@pytest.mark.parametrize(
    ("r", "s"),
    [(0, 0), (0, 1), (1, 0), (ORDER, 1), (1, ORDER), (ORDER, ORDER), (2**256 - 1, 2**256 - 1)],
)
def test_psychic_signatures_are_refused(city: City, r: int, s: int) -> None:
    """CVE-2022-21449: r and s must be within 1 and the order."""
    signed = city.issue().rpartition(".")[0]
    assert city.refuses(f"{signed}.{signature_of(r, s)}") == "signature range"


def test_a_der_signature_is_not_ours(city: City) -> None:
    signed = city.issue().rpartition(".")[0]
    der = city.kms.private("key-1").sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
    assert city.refuses(f"{signed}.{base64url(der)}") == "signature length"
    assert city.verifier.verify(f"{signed}.{signature_of(*decode_dss_signature(der))}").id == CLERK.id


@pytest.mark.parametrize("length", [0, 1, 63, 65, 96, 128])
def test_a_signature_of_another_curve_has_another_length(city: City, length: int) -> None:
    signed = city.issue().rpartition(".")[0]
    assert city.refuses(f"{signed}.{base64url(bytes([1]) * length)}")


def test_duplicate_claims_are_refused(city: City) -> None:
    claims = packed(city.claims())
    twice = claims[:-1] + b',"sub":"W0002"}'
    assert city.refuses(city.signed(packed(city.header()), twice)) == "body_duplicate_key"
    header = packed(city.header())[:-1] + b',"alg":"none"}'
    assert city.refuses(city.signed(header, claims)) == "body_duplicate_key"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "banshi/other"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["banshi"]},
        {"aud": ["banshi", "another"]},
        {"exp": "1795392900"},
        {"exp": 1795392900.5},
        {"exp": True},
        {"exp": None},
        {"exp": 2**52},
        {"exp": 0},
        {"iat": None},
        {"iat": 2**52},
        {"psts": [[["emperor"], [], [], None]]},
        {"psts": None},
        {"psts": [[["clerk"], [], 5, None]]},
        {"nbf": 0},
        {"admin": True},
    ],
)
def test_claims_that_we_would_not_write_are_refused_though_our_key_signed_them(
    city: City, changed: dict[str, object]
) -> None:
    assert city.refuses(city.signed(packed(city.header()), packed(city.claims(**changed))))


def test_a_missing_claim_is_refused(city: City) -> None:
    for name in city.claims():
        claims = {key: value for key, value in city.claims().items() if key != name}
        assert city.refuses(city.signed(packed(city.header()), packed(claims))) == "claims"


def test_a_token_has_one_spelling(city: City) -> None:
    token = city.issue()
    head, body, signature = token.split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = signature[:-1] + last[last.index(signature[-1]) + 1]  # differs in bits that decoding drops
    assert decoded(twin) == decoded(signature)
    spellings = (
        f"{head}.{body}.{twin}",
        f"{token}=",
        f"{token}==",
        f" {token}",
        f"{token}\n",
        f"{head}.{body}.{signature}.",
        f"{head}..{signature}",
        f"{head}.{body}",
        token.replace("-", "+").replace("_", "/") + "+",
    )
    for spelling in spellings:
        assert city.refuses(spelling)


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "null", "a" * 5000, "é.é.é", "{}.{}.{}", "\x00"])
def test_text_that_is_no_token_is_refused(city: City, text: str) -> None:
    assert city.refuses(text)


@pytest.mark.parametrize("payload", [b"[]", b"1", b"null", b'"a"', b"{", b"{}", b"\xff", b"[" * 2000, b"NaN"])
def test_a_signed_payload_that_is_no_object_is_refused(city: City, payload: bytes) -> None:
    assert city.refuses(city.signed(packed(city.header()), payload))
    assert city.refuses(city.signed(payload, packed(city.claims())))


@given(st.data())
def test_no_changed_character_passes(data: st.DataObject) -> None:
    city = City()
    token = city.issue()
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda c: c != token[at]))
    assert city.refuses(token[:at] + other + token[at + 1 :])


def test_the_payload_of_one_token_does_not_fit_the_signature_of_another(city: City) -> None:
    clerk = city.issue().split(".")
    chief = city.issue(CLERK._replace(posts=(POST._replace(roles=frozenset({Role.ADMINISTRATOR})),))).split(".")
    assert city.refuses(".".join((clerk[0], chief[1], clerk[2]))) == "signature"


def test_a_refused_token_is_not_remembered(city: City) -> None:
    city.refuses("a.b.c")
    assert city.verifier._remembered == {}


def test_an_unknown_kid_is_looked_up_once_in_ten_seconds(city: City) -> None:
    city.verifier.verify(city.issue())
    queries = city.store.queries
    forged = city.signed(packed({**city.header(), "kid": "x"}), packed(city.claims()))
    city.clock.move(timedelta(seconds=10))
    for _ in range(50):
        city.refuses(forged)
    assert city.store.queries == queries + 1


def test_a_new_key_is_found_by_a_container_that_has_read_the_old_ones(city: City) -> None:
    other = Verifier(KeyRing(city.store, city.clock).verifying, ISSUER, city.clock, lambda _: False)
    other.verify(city.issue())
    city.signer = city.signer_for("key-2")
    token = city.issue()
    city.clock.move(timedelta(seconds=10))
    assert other.verify(token).id == CLERK.id


def test_a_retired_key_verifies_nothing(city: City) -> None:
    token = city.issue()
    key = city.ring.published()[0]
    city.store.items["key", key.kid] = Plain(key._replace(state=KeyState.RETIRED))
    fresh = Verifier(KeyRing(city.store, city.clock).verifying, ISSUER, city.clock, lambda _: False)
    with pytest.raises(TokenRefused, match="unknown key"):
        fresh.verify(token)
    city.clock.move(FRESH_FOR)
    assert city.refuses(token) == "unknown key"


def test_two_containers_publish_one_key(city: City) -> None:
    other = TokenSigner(KeyRing(city.store, city.clock), city.store, city.kms, CommitterInMemory(), "key-1", ISSUER)
    assert city.signer.kid() == other.kid()
    assert len(city.store.signing_keys()) == 1


def test_issuing_is_dated_by_the_clock_handed_in(city: City) -> None:
    assert city.claims()["iat"] == int(city.clock.now().timestamp())
