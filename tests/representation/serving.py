"""The API in process over real tables and the registers' stand-ins, with the sample people known to the city."""

from __future__ import annotations

from typing import Any

from chalicelib.representation import schemas
from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import CITY_TIME
from chalicelib.wiring import representation as wiring
from tests.builders import a_clerk, but
from tests.catalogue.samples import content
from tests.configuration.cloud import Answer, Client
from tests.configuration.people import PEOPLE

NUMBERS = {
    "张三": "11010519491231002X",
    "李四": "110101199003074514",
    "王五": "110101199003074506",
    "赵六": "440305198512240021",
    "赵小二": "110101201804010035",
}
COMPANY = "91440300MA5FAKE01G"  # 李四 is its legal representative
DIVISION = "530102000000"
WANG = {"name": "王五", "resident_id": NUMBERS["王五"]}


class Served:
    """Sends requests as a sample person of some assurance level."""

    def __init__(self) -> None:
        self.ids = {name: wiring.person_for(name, number, "test") for name, number in NUMBERS.items()}

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        by: str = "张三",
        level: int = 2,
        account: str = "first",
        **headers: str,
    ) -> Answer:
        """By one of a person's accounts."""
        own = self.ids[by]
        caller = Caller("citizen", own, level, account_id=f"{own}-{account}", session_id="s", channel="miniprogram")
        staff = {name: but(one) for name, one in PEOPLE.items()}
        return Client({"me": caller, **staff})(method, f"/v1{path}", body, "me", **headers)

    def at_desk(self, staff_no: str, path: str, body: Any) -> Answer:
        """As staff; S001 is a clerk."""
        staff = {**{name: but(one) for name, one in PEOPLE.items()}, "S001": a_clerk()}
        return Client(staff)("POST", f"/v1{path}", body, staff_no)

    def publish(self, **changes: Any) -> str:
        """An item without form or materials, in force."""
        nothing: dict[str, Any] = {"materials": [], "examination": [], "form_schema": None}
        plain = {**nothing, "guide": {"questions": [], "tables": []}, **changes}
        body = content(**plain)
        client, at = Client(PEOPLE), f"/v1/catalogue/items/{body['item_code']}"
        number = client("PUT", f"{at}/draft", {"content": body}, "S-1", if_match='"0"').body["number"]
        client("POST", f"{at}/versions/{number}/audit", {"passed": True}, "S-3")
        published = client("POST", f"{at}/versions/{number}/publication", None, "S-4")
        assert published.status == 201, published.body
        return str(body["item_code"])


def next_year() -> str:
    today = CITY_TIME.today()
    return f"{today.year + 1}-06-30"


def authorisation(**asked: Any) -> dict[str, Any]:
    usual = {
        "kind": "family",
        "grantee": WANG,
        "scope": ["apply", "view"],
        "ends_on": next_year(),
        "reason": "行动不便",
    }
    return {**usual, **asked}


def joined(served: Served) -> str:
    answer = served.send("POST", "/me/organisations", {"uscc": COMPANY}, "李四", 3)
    assert answer.status == 201, answer.body
    schemas.OrganisationBody.model_validate(answer.body)
    return str(answer.body["organisation_id"])


def given(served: Served, by: str, **asked: Any) -> str:
    level = 3 if asked.get("kind") == "agent" else 2
    answer = served.send("POST", "/authorisations", authorisation(**asked), by, level)
    assert answer.status == 201, answer.body
    schemas.AuthorisationBody.model_validate(answer.body)
    return str(answer.body["authorisation_id"])
