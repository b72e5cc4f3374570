"""What a deployment gives the code, in process: settings, keys, secrets, and the partners' stand-ins behind them."""

from __future__ import annotations

import json
import sys
from functools import _lru_cache_wrapper

import boto3

from chalicelib import wiring
from chalicelib.shared import partner_secrets
from infra.local.partners import accounts


def settings(partners: str) -> dict[str, str]:
    """The environment of a new city whose partners are at `partners`. Needs moto."""
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
        "CREDIT_PLATFORM_BASE_URL": partners + accounts.CREDIT_PLATFORM_PREFIX,
    }


def forget() -> None:
    """What a container remembers."""
    partner_secrets.partner_secrets.cache_clear()
    loaded = [module for name, module in sys.modules.items() if name.startswith(wiring.__name__)]
    for made in (made for module in loaded for made in vars(module).values()):
        if isinstance(made, _lru_cache_wrapper):
            made.cache_clear()
