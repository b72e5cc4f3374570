"""The real entry point over in-process AWS and the partners' stand-ins."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.shared import partner_secrets
from chalicelib.staff import bootstrap
from infra.local.partners import accounts
from infra.local.partners.server import make_app
from tests.identity.api import Api
from tests.partners.stand_ins import StandIns, serving


@pytest.fixture(scope="session")
def served() -> Iterator[StandIns]:
    with serving(make_app()) as stand_ins:
        yield stand_ins


@pytest.fixture
def api(served: StandIns, tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The API of a new city whose first administrator is W0001."""
    served.control("reset")
    for name, value in _settings(served.url).items():
        monkeypatch.setenv(name, value)
    _forget()
    bootstrap.first_administrator("W0001", "钱一", Api.PASSWORD)
    yield Api(served)
    _forget()


def _settings(partners: str) -> dict[str, str]:
    kms = boto3.client("kms")

    def key(spec: str, usage: str) -> str:
        key_id: str = kms.create_key(KeySpec=spec, KeyUsage=usage)["KeyMetadata"]["KeyId"]
        return key_id

    boto3.client("secretsmanager").create_secret(Name="partners", SecretString=json.dumps(accounts.PARTNER_SECRETS))
    return {
        "SIGNING_KEY_ID": key("ECC_NIST_P256", "SIGN_VERIFY"),
        "CITY_SECRET_KEY_ID": key("HMAC_256", "GENERATE_VERIFY_MAC"),
        "PARTNER_SECRETS_ID": "partners",
        "WECHAT_BASE_URL": partners + accounts.WECHAT_PREFIX,
        "WECHAT_APPID": accounts.WECHAT_APPID,
        "POPULATION_REGISTER_BASE_URL": partners + accounts.POPULATION_REGISTER_PREFIX,
        "BUSINESS_REGISTER_BASE_URL": partners + accounts.BUSINESS_REGISTER_PREFIX,
    }


def _forget() -> None:
    """What a container remembers."""
    partner_secrets.partner_secrets.cache_clear()
    loaded = [module for name, module in sys.modules.items() if name.startswith(wiring.__name__)]
    for made in (made for module in loaded for made in vars(module).values()):
        if isinstance(made, _lru_cache_wrapper):
            made.cache_clear()
