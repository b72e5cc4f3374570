"""Certificates that a material may name and of which the city may hold the contents, by the kind of holding.

What can be had by sharing data must not be demanded again, and electronic certificates are valid (国务院令第716号
Arts. 7, 10).
"""

from __future__ import annotations

RESIDENT_IDENTITY = "resident_identity"
BUSINESS_LICENCE = "business_licence"
KINDS = {
    "居民身份证": RESIDENT_IDENTITY,
    "中华人民共和国居民身份证": RESIDENT_IDENTITY,
    "身份证": RESIDENT_IDENTITY,
    "营业执照": BUSINESS_LICENCE,
    "企业法人营业执照": BUSINESS_LICENCE,
    "个体工商户营业执照": BUSINESS_LICENCE,
}
"""The certificate that a material names, and the kind of holding that does instead of it."""
