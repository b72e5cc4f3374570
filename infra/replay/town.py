"""A city in this process, as empty as can be: real services and the real committer over moto's tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import _lru_cache_wrapper
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws

from chalicelib import wiring
from chalicelib.shared.access import Caller, Post, Role
from infra.local.seed.people import sample_people
from infra.replay import items, tables
from infra.replay.items import DEPARTMENT, DIVISION, Limit
from infra.replay.log import YEARS

if TYPE_CHECKING:
    from chalicelib.cases.parts import Parts
    from chalicelib.identity.numbers import ResidentId
    from chalicelib.identity.ports import PersonCheck

REGION = "cn-north-1"
_SETTINGS = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "STAGE": "replay",
    "LOG_LEVEL": "ERROR",
    "POWERTOOLS_SERVICE_NAME": "banshi-replay",
}
_CHIEF, _KEEPERS = "300001", ("800001", "800002", "800003")
_PASSWORD = "Replayed 2026 for nobody"  # noqa: S105
_UNTIL = date(YEARS.stop + 10, 12, 31)


def at_work(staff_no: str, role: Role) -> Caller:
    """Somebody with that one post in the office."""
    post = Post(frozenset({role}), (DEPARTMENT,), (DIVISION,))
    return Caller(kind="staff", id=staff_no, posts=(post,), session_id="replay", channel="window")


class _Stopped:
    """A clock that stands still."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant at which it was stopped."""
        return self.instant


class Town:
    """Law time, the office's people, one applicant, and items as they are needed."""

    def __init__(self, opened: datetime) -> None:
        self._clock = _Stopped(opened)
        wiring.law_clock()._wall = self._clock  # nothing else could keep it from going on while acts are carried out
        self.applicant = Caller(kind="citizen", id=_known_person(), level=4, session_id="replay", channel="h5")
        self.chief = at_work(_CHIEF, Role.CHIEF_REPRESENTATIVE)
        _letter(self.chief, opened.date())
        self._codes: dict[Limit, str] = {}

    @property
    def parts(self) -> Parts:
        """What the cases domain is made of."""
        from chalicelib.wiring.cases import cases

        return cases()

    def at(self, instant: datetime) -> None:
        """It is `instant` by law, until told otherwise: what comes of it bears the very instants of the log."""
        self._clock.instant = instant.astimezone(UTC)

    def item(self, limit: Limit) -> str:
        """The code of the published item with that limit."""
        if limit not in self._codes:
            self._codes[limit] = _published(items.draft(len(self._codes), limit))
        return self._codes[limit]


@contextmanager
def town(opened: datetime) -> Iterator[Town]:
    """A new city; nothing of it is left afterwards."""
    before = dict(os.environ)
    os.environ.pop("AWS_ENDPOINT_URL", None)
    os.environ.update(_SETTINGS)
    try:
        with mock_aws():
            tables.create(REGION)
            os.environ["CITY_SECRET_KEY_ID"] = _key()
            _forget()
            yield Town(opened)
    finally:
        os.environ.clear()
        os.environ.update(before)
        _forget()


def _key() -> str:
    made = boto3.client("kms", region_name=REGION).create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    return str(made["KeyMetadata"]["KeyId"])


def _forget() -> None:
    """What a container remembers."""
    loaded = [module for name, module in sys.modules.items() if name.startswith(wiring.__name__)]
    for made in (made for module in loaded for made in vars(module).values()):
        if isinstance(made, _lru_cache_wrapper):
            made.cache_clear()


class _Register:
    """人口库: knows everybody who is brought before a clerk here."""

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        from chalicelib.identity.ports import Match, PersonCheck

        return PersonCheck(Match.MATCH, request_no)


def _known_person() -> str:
    """The id of the one applicant: a sample person, confirmed at a window. A log names nobody who applies."""
    from chalicelib.identity.proving.in_person import InPerson, Presented
    from chalicelib.wiring.persons import persons

    who = sample_people()[0]
    presented = Presented(who["name"], who["resident_id"], "resident_id")
    told = InPerson(persons(), _Register()).confirm(at_work("100001", Role.CLERK), presented, None)
    return str(told["person_id"])


def _letter(chief: Caller, today: date) -> None:
    """The chief representative decides and extends under a letter of authorisation."""
    from chalicelib.staff.authority import SigningPower
    from chalicelib.staff.registering import NewStaff
    from chalicelib.staff.scopes import Scope
    from chalicelib.staff.signing import Letter
    from chalicelib.wiring.staff import registering, signing_letters

    administrator = at_work("900001", Role.ADMINISTRATOR)
    scope = Scope(chief.roles, (DEPARTMENT,), (DIVISION,))
    registering().register(NewStaff(chief.id, "首席代表", _PASSWORD, scope), administrator, None)
    powers = frozenset({SigningPower("decide"), SigningPower("approve_extension")})
    letter = Letter(DEPARTMENT, (DIVISION,), ("*",), "回放授权", powers, today, _UNTIL)
    signing_letters().give(chief.id, letter, administrator, None)


def _published(content: dict[str, Any]) -> str:
    """Drafted, audited and published, each by another."""
    from chalicelib.wiring.catalogue import catalogue_desk

    code = str(content["item_code"])
    editor, *auditors = (at_work(number, Role.CATALOGUE_EDITOR) for number in _KEEPERS)
    desk = catalogue_desk()
    number = desk.save_draft(code, content, 0, editor)["number"]
    desk.audit(code, number, None, auditors[0], None)
    desk.publish(code, number, auditors[1], None)
    return code
