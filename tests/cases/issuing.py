"""Acts that issue documents, as they stand on a case, and what each document must say."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.parts import Parts
from chalicelib.shared.acts import ActType
from chalicelib.shared.errors import NotFound
from tests.cases import scenes
from tests.cases.writing import documents, record

REMEDIES = {"review_days": 60, "litigation_months": 6, "review_body": "某市人民政府", "court": "区人民法院"}
FINDINGS = [{"material": "lease", "name": "居住地住址证明", "reason": "缺少签字页", "remedy": "请补充签字页"}]
TOLERANCE = {"slots": ["lease"], "letter_sha256": "a" * 64, "kind": "receipt", "due_on": "2026-12-18"}
RECORD = {"document_no": "会商2026-7", "held_on": "2026-11-20", "said_sealed": "内部意见"}
PAUSE = {"procedure": "hearing", "since": "2026-11-23", "value": 20, "unit": "WD", "until_on": "2026-12-21"}
EXTENSION = {"requested_by": "S002", "value": 10, "unit": "WD", "approved": True}
Row = tuple[ActType, dict[str, Any], str, tuple[str, ...]]
KINDS: list[Row] = [
    (
        acts.SUPPLEMENTED,
        {"materials": [{"material_id": "m", "slot": "lease", "sha256": "0" * 64}]},
        "receipt",
        ("居住地住址证明",),
    ),
    (acts.ACCEPTED, {"due_on": "2026-12-04"}, "acceptance", ("予以受理", "2026年12月4日")),
    (
        acts.ACCEPTED,
        {"due_on": "2026-12-24", "tolerance": TOLERANCE},
        "acceptance",
        ("居住地住址证明", "2026年12月18日"),
    ),
    (
        acts.DECLINED,
        {
            "reason_codes": ["not_within_office"],
            "notice_sealed": "不属于本机关",
            "remedy_sealed": "请向派出所申请",
            "office_sealed": "五华分局",
            "remedies": REMEDIES,
        },
        "declination",
        (
            "1. 申请事项依法不属于本机关职权范围",
            "理由：不属于本机关",
            "请向派出所申请",
            "五华分局",
            "60日内向行政复议机关申请行政复议",
            "6个月",
            "某市人民政府",
            "区人民法院",
        ),
    ),
    (
        acts.CORRECTION_REQUESTED,
        {"findings_sealed": FINDINGS, "notice_sealed": "请尽快", "due_on": "2026-12-11"},
        "correction",
        ("1. 居住地住址证明：缺少签字页（请补充签字页）", "请尽快", "2026年12月11日"),
    ),
    (acts.CORRECTION_REQUESTED, {"notice_sealed": "请补充签字页"}, "correction", ("1. 请补充签字页",)),
    (acts.RETURNED, {"notice_sealed": "逾期未补正"}, "return_notice", ("予以退回", "逾期未补正")),
    (
        acts.EXTENDED,
        {"extension": EXTENSION, "due_on": "2026-12-18", "notice_sealed": "需要复核", "authority_no": "A-7"},
        "extension",
        ("10个工作日", "2026年12月18日", "需要复核", "A-7"),
    ),
    (
        acts.SUSPENDED,
        {"pause": {**PAUSE, "name": "听证"}, "notice_sealed": "依申请听证"},
        "special_procedure",
        ("程序：听证", "20个工作日", "2026年11月23日", "2026年12月21日", "依申请听证"),
    ),
    (
        acts.DECIDED,
        {"result": "grant", "authority_no": "A-3", "manner": "joint", "record": RECORD},
        "decision_grant",
        ("准予", "A-3", "会商2026-7（2026年11月20日）"),
    ),
    (
        acts.DECIDED,
        {
            "result": "refuse",
            "notice_sealed": "居住不满半年",
            "remedy_sealed": "满半年后再申请",
            "remedies": REMEDIES,
            "authority_no": "A-3",
        },
        "decision_refuse",
        ("居住不满半年", "满半年后再申请", "60日内", "某市人民政府", "区人民法院", "A-3"),
    ),
    (
        acts.RECEIVED,
        {"tolerance": TOLERANCE, "notice_sealed": "签字页随后补交"},
        "tolerance_receipt",
        ("1. 居住地住址证明", "签字页随后补交", "2026年12月18日", "不计算办理期限"),
    ),
    (acts.WITHDRAWN, {"notice_sealed": "不办了"}, "withdrawal", ("撤回申请", "不办了")),
    (
        acts.SERVED,
        {
            "manner": "courier",
            "proof": "courier_receipt",
            "received_on": "2026-11-20",
            "proof_sealed": {"reference": "SF123", "signed_by": "李某"},
        },
        "proof_of_service",
        ("邮寄送达", "2026年11月20日", "SF123", "李某"),
    ),
    (acts.COMMITMENT_VERIFIED, {"outcome": "broken"}, "commitment_verification", ("不属实",)),
    (
        acts.DEEMED_ACCEPTED,
        {"accepted_at": "2026-11-19T16:00:00.000Z", "due_on": "2026-12-24", "tolerance": TOLERANCE},
        "deemed_acceptance",
        ("自本机关收到申请材料之日起即为受理", "受理日期：2026年11月20日", "2026年12月24日", "居住地住址证明"),
    ),
    (
        acts.TOLERANCE_LAPSED,
        {"tolerance": TOLERANCE},
        "lapse_notice",
        ("1. 居住地住址证明", "最后一日：2026年12月18日", "予以退回", "重新申请"),
    ),
]
BARE: list[tuple[ActType, dict[str, Any]]] = [
    (acts.SUPPLEMENTED, {"materials": []}),
    (acts.ACCEPTED, {}),
    (acts.DEEMED_ACCEPTED, {"accepted_at": "2026-11-19T16:00:00.000Z"}),
    (acts.TOLERANCE_LAPSED, {"tolerance": {**TOLERANCE, "due_on": None}}),
    (acts.DECLINED, {}),
    (acts.CORRECTION_REQUESTED, {}),
    (acts.RETURNED, {}),
    (acts.EXTENDED, {"extension": EXTENSION}),
    (acts.SUSPENDED, {"pause": PAUSE}),
    (acts.DECIDED, {"result": "grant"}),
    (acts.DECIDED, {"result": "refuse"}),
    (acts.RECEIVED, {"tolerance": {**TOLERANCE, "due_on": None}}),
    (acts.WITHDRAWN, {}),
    (acts.SERVED, {"manner": "window"}),
    (acts.COMMITMENT_VERIFIED, {"outcome": "kept"}),
]
"""The same with as little as an act may say."""


def issued(parts: Parts, row: Row, article: str | None = "行政许可法") -> tuple[str, str]:
    """A case with one more act, and the number of the document that it issued."""
    case_id = scenes.submitted(parts)
    record(parts, case_id, row[0], row[1], article=article)
    found = documents(parts).listed(scenes.applicant(), case_id)["documents"]
    return case_id, str(found[-1]["document_no"])


class Gone:
    """People of whom one was erased."""

    def __getattr__(self, name: str) -> Any:
        def nobody(*_: Any) -> Any:
            raise NotFound("person_not_found")

        return nobody if name != "opened" else lambda *_: None
