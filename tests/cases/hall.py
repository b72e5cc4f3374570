"""A city with two counties, their clerks and windows, and an item in force: everything over the real entry point."""

from __future__ import annotations

import hashlib
from typing import Any

import boto3

from chalicelib.catalogue.records import Children, Division
from chalicelib.shared.change import Change
from chalicelib.shared.http import use_authenticator
from chalicelib.wiring import committer, identity
from chalicelib.wiring.catalogue import catalogue_table
from tests.catalogue.samples import content
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE
from tests.identity.api import Answer, Api

HERE, THERE, DEPARTMENT = "530102000000", "530103000000", "09"
PEOPLE_PRESENT = {
    "张三": "11010519491231002X",
    "李四": "110101199003074514",
    "赵小二": "110101201804010035",
}
PAPER = b"%PDF-1.7\n" + b"0" * 200 + b"\n%%EOF\n"
_WEEK = [{"weekday": day, "from": "09:00", "until": "17:00"} for day in range(1, 8)]
_PAPER_SLOT = {"code": "M01", "name": "租赁合同", "originals": 1, "form": "paper", "certificate": None}


class Hall:
    """W0001 is the administrator; W0002 keeps the windows."""

    def __init__(self, api: Api) -> None:
        self.api = api
        boto3.client("s3").create_bucket(
            Bucket="materials", CreateBucketConfiguration={"LocationConstraint": "cn-north-1"}
        )
        known = Children("530100000000", (Division(HERE, "五华区", 3), Division(THERE, "盘龙区", 3)))
        committer().commit(lambda: Change(catalogue_table().save_children(known)), None)
        self.staff("W0002", "hall_manager", division="530100000000")

    def staff(self, staff_no: str, role: str, division: str = HERE, department: str = DEPARTMENT) -> str:
        """Somebody at work there, and their token."""
        scope = {"roles": [role], "departments": [department], "divisions": [division]}
        body = {"staff_no": staff_no, "name": "孙二", "password": Api.PASSWORD, **scope}
        assert self.api.send("POST", "/v1/staff", body, token=self.api.staff()).status == 201
        return self.api.staff(staff_no)

    def window(self, *staff_nos: str, division: str = HERE, **more: Any) -> str:
        """A window that serves everything; its id."""
        said = {
            "window_no": f"A{len(staff_nos):02d}",
            "name": "综合窗口",
            "hall": "政务服务大厅",
            "kind": "comprehensive",
            "departments": ["*"],
            "staff": [*staff_nos],
            "hours": _WEEK,
            "powers": ["accept", "serve"],
            "division_code": division,
            **more,
        }
        answer = self.api.send("POST", "/v1/windows", said, token=self.api.staff("W0002"))
        assert answer.status == 201, answer
        return str(answer.body["window_id"])

    def item(self, *, papers: bool = False, **changes: Any) -> str:
        """An item in force, without a form; with `papers`, one material of which the original is needed."""
        plain = content()
        slots = [{**plain["materials"][0], **_PAPER_SLOT}] if papers else []
        nothing: dict[str, Any] = {"materials": slots, "examination": [], "form_schema": None}
        body = content(**{**nothing, "guide": {"questions": [], "tables": []}, **changes})
        client, at = Client(PEOPLE), f"/v1/catalogue/items/{body['item_code']}"
        number = client("PUT", f"{at}/draft", {"content": body}, "S-1", if_match='"0"').body["number"]
        client("POST", f"{at}/versions/{number}/audit", {"passed": True}, "S-3")
        published = client("POST", f"{at}/versions/{number}/publication", None, "S-4")
        assert published.status == 201, published.body
        use_authenticator(lambda token: identity.identity_service().authenticate(token))
        return str(body["item_code"])

    def seen(self, clerk: str, name: str, **more: Any) -> str:
        """Somebody stands before a clerk with their identity card; the confirmation's id."""
        body = {"name": name, "resident_id": PEOPLE_PRESENT[name], "certificate": "resident_id", **more}
        confirmed = self.api.send("POST", "/v1/desk/identity-confirmations", body, token=clerk)
        assert confirmed.status == 201, confirmed
        return str(confirmed.body["verification_id"])

    def apply(self, clerk: str, item: str, name: str = "张三", division: str = HERE, **more: Any) -> Answer:
        """What the clerk sends for somebody whom they have just confirmed."""
        known = {"guardian_present": True} if name == "赵小二" else {}
        said = {"verification_id": self.seen(clerk, name, **known), "item_code": item, "division_code": division}
        return self.api.send("POST", "/v1/desk/cases", {**said, **more}, token=clerk)

    def scan(self, token: str, case_id: str, slot: str = "M01") -> Answer:
        """A file, announced, laid into the bucket and completed."""
        digest = hashlib.sha256(PAPER).hexdigest()
        said = {
            "slot": slot,
            "name": "合同.pdf",
            "content_type": "application/pdf",
            "size": len(PAPER),
            "sha256": digest,
        }
        told = self.api.send("POST", f"/v1/cases/{case_id}/materials", said, token=token)
        assert told.status == 201, told
        if told.body["upload"]:
            boto3.client("s3").put_object(Bucket="materials", Key=told.body["upload"]["fields"]["key"], Body=PAPER)
        path = f"/v1/cases/{case_id}/materials/{told.body['material_id']}/completion"
        return self.api.send("POST", path, {}, token=token)

    def act(self, token: str, case_id: str, act: str, body: Any = None) -> Answer:
        """One act on a case."""
        return self.api.send("POST", f"/v1/cases/{case_id}/{act}", body or {}, token=token)

    def phone(self, name: str) -> str:
        """Somebody who logs in for the first time, and verifies who they are."""
        said = {"method": "name_number", "name": name, "resident_id": PEOPLE_PRESENT[name]}
        pair = self.api.log_in(name)
        assert self.api.send("POST", "/v1/me/verifications", said, token=pair["access_token"]).status == 201
        refreshed = self.api.send("POST", "/v1/sessions/refresh", {"refresh_token": pair["refresh_token"]})
        return str(refreshed.body["access_token"])
