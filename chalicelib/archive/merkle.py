"""Merkle tree hash of RFC 6962, section 2.1 (the same in RFC 9162): SHA-256, leaves and nodes told apart by a prefix.

MTH({}) = SHA-256(); MTH({d}) = SHA-256(0x00 || d); MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])),
k being the largest power of two smaller than n.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf, 32 bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node, 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the tree's root, 32 bytes; holds one hash per level, so `leaves` may be a stream."""
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        height, top = 0, leaf_hash(leaf)
        while peaks and peaks[-1][0] == height:
            height, top = height + 1, node_hash(peaks.pop()[1], top)
        peaks.append((height, top))
    return _joined([top for _, top in peaks])


def _joined(peaks: list[bytes]) -> bytes:
    """Fold the complete subtrees from the right: an incomplete level is carried up unchanged."""
    if not peaks:
        return EMPTY
    top = peaks.pop()
    while peaks:
        top = node_hash(peaks.pop(), top)
    return top
