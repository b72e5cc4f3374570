"""A round through what persons do about themselves: each time through WeChat users who were not there before."""

from __future__ import annotations

from typing import Any

from infra.bench.city import City, number_of
from infra.bench.meter import Meter
from infra.bench.people import Person

WHO, WHO_LEAVES = "张三", "周八"
"""Who proves themselves in every way, and who asks for an end. Each has the same past in every round but the first."""


class Persons:
    """What one round does with them."""

    def __init__(self, city: City, meter: Meter, number: int) -> None:
        self._city = city
        self._meter = meter
        self._number = number

    def proved(self) -> Person:
        """Somebody whose phone is known and whose face was seen."""
        user = f"{WHO} {self._number}"
        who = self._city.citizen(WHO, user)
        who.post("/v1/me/phone", self._city.phone_code_of(user))
        self._consented(who)
        with self._meter.told_apart("by face"):
            begun = who.post("/v1/me/verifications", {"method": "face"})
            self._city.look_into_camera(begun["verify_id"])
            who.post(f"/v1/me/verifications/{begun['verification_id']}/result")
        who.refresh()
        who.post("/v1/me/consents/face_verification/withdrawal")
        return who

    def seen_at_the_window(self, who: Person) -> None:
        """Confirmed in person; then the account is taken from them, so that the next round finds them as this one."""
        with self._meter.told_apart("in person"):
            begun = who.post("/v1/me/verifications", {"method": "in_person"})
        presented = {"name": WHO, "resident_id": number_of(WHO), "certificate": "resident_id"}
        code = {"confirmation_code": begun["confirmation_code"]}
        confirmed = self._city.staff["100001"].post("/v1/desk/identity-confirmations", {**presented, **code})
        with self._meter.told_apart("in person"):
            who.post(f"/v1/me/verifications/{begun['verification_id']}/result")
        who.refresh()
        who.get("/v1/me/accounts")
        taken = {"person_id": confirmed["person_id"], "account_id": confirmed["account_id"], "reason": "登记有误"}
        self._city.staff["300001"].post("/v1/desk/account-splits", taken)

    def leaving(self) -> None:
        """Somebody who wants to be closed, thinks better of it, and lets their account go."""
        who = self._city.citizen(WHO_LEAVES, f"{WHO_LEAVES} {self._number}")
        who.post("/v1/me/closure")
        who.post("/v1/me/closure/withdrawal")
        (account,) = who.get("/v1/me/accounts")["accounts"]
        who.post(f"/v1/me/accounts/{account['account_id']}/unbinding")

    def at_a_kiosk(self) -> None:
        """A kiosk, and somebody who puts their card into it."""
        administrator, kiosk_no = self._city.staff["900001"], f"K000{self._number}"
        kiosk = administrator.post("/v1/kiosks", {"kiosk_no": kiosk_no, "place": "一楼大厅"})
        card = {"name": WHO, "resident_id": number_of(WHO)}
        proof = {"kiosk_no": kiosk_no, "secret": kiosk["secret"]}
        Person(self._city.handler).log_in("/v1/sessions/kiosk", {**proof, **card})
        administrator.post(f"/v1/kiosks/{kiosk_no}/deregistration")

    def _consented(self, who: Person) -> None:
        offered: list[dict[str, Any]] = who.get("/v1/me/consents")["consents"]
        wording = next(one["wording"] for one in offered if one["purpose"] == "face_verification")
        said = {"wording_version": wording["version"], "wording_sha256": wording["sha256"]}
        who.post("/v1/me/consents", {"purpose": "face_verification", **said})
