"""WeChat for one mini-program. Business errors are HTTP 200 with an errcode; the content type is text/plain."""

from infra.local.partners.wechat.mini_program import WeChat
from infra.local.partners.wechat.users import openid

__all__ = ["WeChat", "openid"]
