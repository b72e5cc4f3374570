"""查看记录: one opening of a person's data by staff, as its act tells it, and the words that tell it to that person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Chain

WHY = {"case": "办理办件", "supervision": "电子监察"}
"""Why staff open a person's data: the kind of what they were at work on, and the words for it."""
WHAT = {
    "case": "姓名、证件号码、申请表、材料清单和办理情况",
    "materials": "材料清单",
    "worksheet": "审查工作单（姓名、证件号码、申请表、材料清单和办理情况）",
    "material": "材料文件",
    "offers": "以前提交过、可以再次使用的材料",
    "timeline": "办理过程中的告知和意见",
    "document": "文书",
    "card": "对监察牌的说明和撤销理由",
}
"""What of a person's data is opened at once."""
ALL_DEPARTMENTS = {"*": "全部部门"}


class Opening(NamedTuple):
    """Who opened what, when and why: nothing that the act does not say, and nothing of the data itself.

    `why` and `what` are a kind, or `<kind>:<id>`. `case_no` is the number by which the person knows the case.
    """

    act_id: str
    opened_at: str
    person_id: str
    staff_no: str
    on_behalf_of: str | None
    departments: tuple[str, ...]
    why: str
    what: str
    case_no: str | None = None

    @property
    def sort(self) -> str:
        """Its place among a person's and among a reader's: by the instant."""
        return f"{self.opened_at}#{self.act_id}"


class Reader(NamedTuple):
    """Staff as readers of personal data in one month (`<staff no>#<yyyy-mm>`): where their access acts stand."""

    name: str
    chain: Chain
    version: int | None = None


def facts(reader: Caller, person_id: str, why: str, what: str, case_no: str | None) -> dict[str, object]:
    """What the act says beyond who and when. A kind without words is a programming error: nobody could be told."""
    for said, words in ((why, WHY), (what, WHAT)):
        if _kind(said) not in words:
            raise ValueError(f"no words for an opening of {said!r}")
    found: dict[str, object] = {
        "person_id": person_id,
        "why": why,
        "what": what,
        "departments": departments(reader),
    }
    return {**found, "case_no": case_no} if case_no else found


def departments(reader: Caller) -> list[str]:
    """For whom the posts are by which somebody reads, at that moment: their own, or the colleague's they stand in for.

    They may move to another department tomorrow, so the record does not look them up.
    """
    posts = [post for post in reader.serving if _colleague(post.stands_in_for) == reader.on_behalf_of]
    return sorted({department for post in posts for department in post.departments})


def opening_of(act: Act) -> Opening:
    """The opening that an act `person.data_opened` records."""
    said: dict[str, Any] = act.changes
    return Opening(
        act_id=act.act_id,
        opened_at=act.instant,
        person_id=said["person_id"],
        staff_no=act.actor.id,
        on_behalf_of=act.on_behalf_of,
        departments=tuple(said["departments"]),
        why=said["why"],
        what=said["what"],
        case_no=said.get("case_no"),
    )


def shown(opening: Opening, names: Mapping[str, str]) -> dict[str, Any]:
    """The opening in plain words, beside what a machine reads. Staff are told by number, departments by name too."""
    number = f" {opening.case_no}" if opening.case_no else ""
    return {
        "act_id": opening.act_id,
        "opened_at": opening.opened_at,
        "who": {
            "staff_no": opening.staff_no,
            "departments": [{"code": code, "name": names.get(code)} for code in opening.departments],
            "stands_in_for": (opening.on_behalf_of or "").removeprefix("staff:") or None,
        },
        "why": {**_said(opening.why, WHY, number), "case_no": opening.case_no},
        "what": _said(opening.what, WHAT),
    }


def _said(text: str, words: dict[str, str], number: str = "") -> dict[str, str | None]:
    return {"kind": _kind(text), "id": text.partition(":")[2] or None, "wording": words[_kind(text)] + number}


def _kind(text: str) -> str:
    return text.partition(":")[0]


def _colleague(staff_no: str | None) -> str | None:
    return f"staff:{staff_no}" if staff_no else None
