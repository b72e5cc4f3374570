"""Where a request comes from."""

from __future__ import annotations


def source(address: str) -> str:
    """Who sends, as far as an address says: of IPv6 the half that names a household or an office."""
    if ":" not in address:
        return address
    import ipaddress

    return str(ipaddress.ip_network(f"{address}/64", strict=False))
