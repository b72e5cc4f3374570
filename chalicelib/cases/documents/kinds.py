"""Which acts issue which documents, under which numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chalicelib.cases import numbers
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

TOLERANCE, DECLARATION = "deficiency_tolerance", "notification_commitment"
"""承诺书, of which the text that was signed is kept word for word: no template makes it."""
TITLES = {
    "receipt": "申请材料接收凭证",
    "acceptance": "受理通知书",
    "deemed_acceptance": "受理通知书（视为受理）",
    "declination": "不予受理决定书",
    "correction": "补正材料一次告知书",
    "return_notice": "退件告知书",
    "lapse_notice": "容缺材料逾期退件告知书",
    "extension": "延期告知书",
    "special_procedure": "特别程序告知书",
    "decision_grant": "准予办理决定书",
    "decision_refuse": "不予办理决定书",
    "tolerance_receipt": "容缺收件通知书",
    "withdrawal": "撤回申请确认书",
    "proof_of_service": "送达回证",
    "commitment_verification": "承诺核查结果告知书",
    TOLERANCE: "容缺受理承诺书",
    DECLARATION: "告知承诺书",
}
_LICENSING_LAW = "行政许可法"
_ON_LICENCES = {"decision_grant": "准予行政许可决定书", "decision_refuse": "不予行政许可决定书"}
"""What that law calls them (Art. 38); they stand above no decision that another law is the ground of."""
_BY_ACT = {
    "case.submitted": "receipt",
    "case.resubmitted": "receipt",
    "case.supplemented": "receipt",
    "case.received": "tolerance_receipt",
    "case.correction_requested": "correction",
    "case.returned": "return_notice",
    "case.declined": "declination",
    "case.accepted": "acceptance",
    "case.deemed_accepted": "deemed_acceptance",
    "case.tolerance_lapsed": "lapse_notice",
    "case.suspended": "special_procedure",
    "case.extended": "extension",
    "case.served": "proof_of_service",
    "case.commitment_verified": "commitment_verification",
    "case.withdrawn": "withdrawal",
}


class Issued(NamedTuple):
    """A document that an act issued."""

    document_no: str
    kind: str
    act: Act

    @property
    def title(self) -> str:
        """What stands above it."""
        licensed = (self.act.ground or "").startswith(_LICENSING_LAW)
        return TITLES[self.kind] if not licensed else _ON_LICENCES.get(self.kind, TITLES[self.kind])

    @property
    def issued_on(self) -> date:
        """The civil date of law time."""
        return civil_date(from_rfc3339(self.act.law_time))

    def listed(self, case_id: str) -> dict[str, str]:
        """As it stands in lists, with where to read it."""
        return {
            "document_no": self.document_no,
            "kind": self.kind,
            "title": self.title,
            "issued_on": self.issued_on.isoformat(),
            "url": f"/v1/cases/{case_id}/documents/{self.document_no}",
        }


def issued_by(act: Act) -> Iterator[Issued]:
    """The documents of one act; an act that gave its document no number has one made of the act's own hash."""
    kind = f"decision_{act.changes.get('result')}" if act.type == "case.decided" else _BY_ACT.get(act.type)
    if kind in TITLES:
        yield Issued(str(act.changes.get("document_no") or _number(kind, act)), kind, act)
    signed = act.changes.get("letters")
    for letter in signed if isinstance(signed, list) else ():
        yield Issued(_number(letter, act), letter, act)


def _number(kind: str, act: Act) -> str:
    return numbers.number_of_act(kind, civil_date(from_rfc3339(act.law_time)), act.hash)
