"""What the stand-ins and the city that calls them agree on. A real city's secrets are in its own account only."""

from __future__ import annotations

WECHAT_APPID = "wx0000000000000001"
WECHAT_PREFIX = "/wechat"
POPULATION_REGISTER_PREFIX = "/population-register"
BUSINESS_REGISTER_PREFIX = "/business-register"
CREDIT_PLATFORM_PREFIX = "/credit-platform"
PARTNER_SECRETS = {
    "wechat_secret": "local-wechat-secret",
    "population_register_key": "local-register-key",
    "business_register_key": "local-business-key",
    "credit_platform_key": "local-credit-key",
}
