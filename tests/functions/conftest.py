"""The functions' tests share the deployed city."""

from tests.city import city

__all__ = ["city"]
