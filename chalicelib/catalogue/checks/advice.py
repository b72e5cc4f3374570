"""What a good item has too: told to the editor and to the auditor, and in nobody's way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chalicelib.shared.errors import Fault

_AT = "/content"
_ONLINE = frozenset({"miniprogram", "h5"})
_ALL_OF_IT = 4

Content = Mapping[str, Any]


def _visits(item: Content) -> int:
    return int(item["visits"]["most"] or 0)


def _said_online(item: Content) -> bool:
    return "online" in item["handling_modes"]


def _no_rates_no_basis(item: Content) -> bool:
    return not item["fee"]["rates"] and item["fee"]["basis"] is None


def _could_commit(item: Content) -> bool:
    return item["committed_limit"] is None and (item["statutory_limit"]["value"] or 0) > 1


def _replaces_nothing(item: Content) -> bool:
    return item["commitment"] is not None and not any(one["may_declare"] for one in item["materials"])


_ADVICE: tuple[tuple[str, str, Callable[[Content], bool]], ...] = (
    ("results", "results_advised", lambda item: not item["results"]),
    ("consultation_line", "consultation_line_advised", lambda item: item["consultation_line"] is None),
    ("complaint_line", "complaint_line_advised", lambda item: item["complaint_line"] is None),
    ("channels", "channels_advised", lambda item: not item["channels"]),
    ("places", "places_advised", lambda item: "window" in item["channels"] and not item["places"]),
    ("visits/most", "visits_advised", lambda item: item["visits"]["most"] is None),
    ("visits/most", "visits_though_online", lambda item: _visits(item) > 0 and item["online_depth"] == _ALL_OF_IT),
    ("visits/most", "visits_beyond_one", lambda item: _visits(item) > 1 and "one_visit" in item["handling_modes"]),
    ("channels", "online_without_channel", lambda item: _said_online(item) and not _ONLINE & set(item["channels"])),
    ("remedies", "remedies_advised", lambda item: not any(item["remedies"].values())),
    ("fee/basis", "fee_basis_advised", lambda item: bool(item["fee"]["charged"]) and _no_rates_no_basis(item)),
    ("examination", "examination_advised", lambda item: not item["examination"]),
    ("committed_limit", "commitment_advised", _could_commit),
    ("commitment", "commitment_replaces_nothing", _replaces_nothing),
)


def advice_on(content: Content) -> Iterator[Fault]:
    """What is worth adding or looking at."""
    yield from (Fault(f"{_AT}/{at}", code) for at, code, applies in _ADVICE if applies(content))
