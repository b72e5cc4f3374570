"""养犬登记: a department writes an item, is told what is wrong with it, and a citizen finds, prints and uses it."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from infra.local.story.applying import handed_in, looked_up, proved
from infra.local.story.city import City, Refused, Visitor
from infra.local.story.dog_registration import ANSWERS, CODE, DIVISION, FORM, as_first_drafted, as_it_should_be
from infra.local.story.telling import Listener

WHO = "张三"
MISSPELT, PINYIN = "养全登记", "yqdj"
EDITOR, AUDITOR, PUBLISHER = "部门编制人员 · editor", "审核人员 · auditor", "发布人员 · publisher"
_ITEM = f"/v1/catalogue/items/{CODE}"
_NOT_FOUND, _UNPROCESSABLE = 404, 422
_PATIENCE_S, _PAUSE_S = 60.0, 0.5


class NotAsTold(RuntimeError):
    """The city did something else than the story says."""


def play(city: City, listener: Listener) -> dict[str, Any]:
    """Play the journey; returns the case as its submission leaves it. Played again, it makes the next version."""
    listener.chapter("四、事项库:从起草、审核到群众办理 · a new item, from its draft to its first application")
    number = _drafted(city, listener)
    _published(city, number, listener)
    who = proved(city, WHO, listener)
    _found(who, listener)
    _told(city, who, listener)
    begun = who.post("/v1/cases", {"item_code": CODE, "division_code": DIVISION, "answers": ANSWERS})
    case = handed_in(who, WHO, begun, FORM, {}, listener)
    looked_up(city, case, WHO, listener)
    listener.timeline(who.get(f"/v1/cases/{case['case_id']}/timeline"))
    return case


def _drafted(city: City, listener: Listener) -> int:
    """The number of a version with a fault that was found and mended."""
    editor, auditor = city.staff("catalogue_editor"), city.staff("catalogue_auditor")
    draft = editor.put(f"{_ITEM}/draft", {"content": as_first_drafted()}, _revision(editor))
    found = [finding["detail"] for finding in draft["findings"]]
    listener.step(EDITOR, "起草“养犬登记” · drafts an item", f"已保存;要素校验发现 {len(found)} 处:{'；'.join(found)}")
    listener.step(AUDITOR, "试图审核通过 · tries to pass it", _refused(auditor, draft["number"]))
    mended = editor.put(f"{_ITEM}/draft", {"content": as_it_should_be()}, draft["revision"])
    listener.step(EDITOR, "写明材料名称 · names the material", f"要素校验发现 {len(mended['findings'])} 处")
    return int(mended["number"])


def _revision(editor: Visitor) -> int:
    """That of the draft which an interrupted story left, or 0 for a new one."""
    try:
        return int(editor.get(f"{_ITEM}/draft")["revision"])
    except Refused as refused:
        if refused.status != _NOT_FOUND:
            raise
        return 0


def _refused(auditor: Visitor, number: int) -> str:
    try:
        auditor.post(f"{_ITEM}/versions/{number}/audit", {"passed": True})
    except Refused as refused:
        if refused.status != _UNPROCESSABLE:
            raise
        return f"{refused.status} {refused.problem['title']}"
    raise NotAsTold("a draft with a finding passed its audit")


def _published(city: City, number: int, listener: Listener) -> None:
    version = f"{_ITEM}/versions/{number}"
    city.staff("catalogue_auditor").post(f"{version}/audit", {"passed": True})
    listener.step(AUDITOR, "审核通过 · passes it", "起草的人不能审核自己的事项")
    edition = city.staff("catalogue_auditor", 1).post(f"{version}/publication")
    listener.step(PUBLISHER, "发布 · publishes", f"第 {edition['number']} 版生效,此前的办件仍按原来的版本办理")


def _found(who: Visitor, listener: Listener) -> None:
    listener.step(WHO, f"查找“{MISSPELT}”(写错一个字) · searches with a wrong character", _first(who, MISSPELT))
    listener.step(WHO, f"查找“{PINYIN}” · searches by initials of pinyin", _first(who, PINYIN))


def _first(who: Visitor, query: str) -> str:
    """How the item was found. Pinyin finds what is new once the index is built, some seconds after publication."""
    patient_until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < patient_until:
        items = who.get("/v1/items", query=query)["items"]
        if items and items[0]["item_code"] == CODE:
            return f"{items[0]['name']}({items[0]['department_name']}),方式 {items[0]['found_by']}"
        time.sleep(_PAUSE_S)
    raise NotAsTold(f"“{query}” did not find the item within {_PATIENCE_S:.0f} seconds")


def _told(city: City, who: Visitor, listener: Listener) -> None:
    """The notice, as data and on paper."""
    notice = who.post(f"/v1/items/{CODE}/guide", {"answers": ANSWERS, "division_code": DIVISION})
    names = {one["code"]: one["name"] for one in notice["materials"]}
    bring, held = ("、".join(names[code] for code in notice[part]) for part in ("to_bring", "already_held"))
    limit = notice["committed_limit"]
    told = f"需要带:{bring};本市已掌握:{held};今天申请并受理的,承诺{limit['text']}内办结,最迟 {limit['due_on']}"
    listener.step(WHO, "得到一次性告知单 · gets the one-time notice", told)
    asked = {"answers": json.dumps(ANSWERS), "division": DIVISION}
    page = who.page(f"/v1/items/{CODE}/guide-sheet", **asked)
    address = f"{city.base_url}/v1/items/{CODE}/guide-sheet?{urlencode(asked)}"
    listener.step(WHO, "打印 · prints it", f"{len(page.encode())} 字节,一页带二维码;在浏览器中打开 {address}")
