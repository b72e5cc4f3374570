"""信用: what a city's credit platform says of an applicant, as far as cases need it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class CreditStanding(NamedTuple):
    """Where somebody stands: on a bad-faith list (失信名单), on the red list (守信红名单), or on neither.

    Nobody is on both. `serial_no` is the platform's, up to 64 characters, for the act that relied on it.
    """

    bad_faith: bool
    red_list: bool
    serial_no: str


class CreditPort(Protocol):
    """信用平台 (docs/partners/credit_platform.md)."""

    def standing(self, enquiry_id: str, name: str, number: str) -> CreditStanding:
        """Where a person (resident number) or an organisation (统一社会信用代码) stands today.

        `enquiry_id` is ours, fresh for each enquiry. Raises UpstreamUnavailable `credit_unavailable` for whatever is no
        clear answer: it never counts as a good or a bad one.
        """
