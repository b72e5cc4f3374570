"""The configuration document `documents`: the wording of written documents (文书), by kind."""

from __future__ import annotations

from typing import Any, ClassVar

from chalicelib.configuration import document_wording as written
from chalicelib.configuration.rules import Document, template

_ANY_DOCUMENT = (
    *("addressee", "item_name", "item_code", "case_no", "public_no", "department_name", "basis"),
    *("document_no", "issued_on"),
)
_REMEDIES = ("review_days", "litigation_months")
_BODIES = ("review_body", "court")
_SIGNED = ("authority_no", "record_no", "record_on")
_LONGEST_LETTER = 800


def _letter(default: str, title: str, source: str, *places: str, needed: tuple[str, ...] = ()) -> Any:
    known = (*_ANY_DOCUMENT, *places)
    return template(default, title, source, longest=_LONGEST_LETTER, places=known, needed=needed)


class WrittenDocuments(Document):
    """文书: what is written to applicants, by kind; the words are ours, what must be told is the law's."""

    apart: ClassVar[bool] = True

    receipt: str = _letter(
        written.RECEIPT, "申请材料接收凭证", "GB/T 39046-2020 收件; product default", "materials", "held"
    )
    acceptance: str = _letter(
        written.ACCEPTANCE,
        "受理通知书",
        "行政许可法第三十二条第二款",
        *("due_name", "due_on", "lacking", "supplement_by"),
    )
    deemed_acceptance: str = _letter(
        written.DEEMED_ACCEPTANCE,
        "受理通知书（视为受理）",
        "行政许可法第三十二条第一款第四项、第二款",
        *("accepted_on", "due_name", "due_on", "lacking", "supplement_by"),
        needed=("accepted_on",),
    )
    declination: str = _letter(
        written.DECLINATION,
        "不予受理决定书",
        "行政许可法第三十二条第二款、第七条；书面双告知",
        *("grounds", "reasons", "how_to_qualify", "competent_office", *_REMEDIES, *_BODIES),
        needed=("reasons", *_REMEDIES),
    )
    correction: str = _letter(
        written.CORRECTION,
        "补正材料一次告知书",
        "行政许可法第三十二条第一款第四项",
        *("findings", "covering", "due_on"),
        needed=("findings",),
    )
    return_notice: str = _letter(written.RETURN_NOTICE, "退件告知书", "product default", "reasons", "due_on")
    lapse_notice: str = _letter(
        written.LAPSE_NOTICE,
        "容缺材料逾期退件告知书",
        "product default",
        *("lacking", "supplement_by"),
        needed=("lacking",),
    )
    extension: str = _letter(
        written.EXTENSION,
        "延期告知书",
        "行政许可法第四十二条",
        *("days", "due_on", "reasons", "authority_no"),
        needed=("reasons",),
    )
    special_procedure: str = _letter(
        written.SPECIAL_PROCEDURE,
        "特别程序告知书",
        "行政许可法第四十五条",
        *("procedure", "since", "days", "until_on", "reasons"),
        needed=("procedure", "days"),
    )
    decision_grant: str = _letter(
        written.DECISION_GRANT, "准予办理决定书", "行政许可法第三十八条第一款", "reasons", *_SIGNED
    )
    decision_refuse: str = _letter(
        written.DECISION_REFUSE,
        "不予办理决定书",
        "行政许可法第三十八条第二款；书面双告知",
        *("reasons", "how_to_qualify", *_REMEDIES, *_BODIES, *_SIGNED),
        needed=("reasons", *_REMEDIES),
    )
    tolerance_receipt: str = _letter(
        written.TOLERANCE_RECEIPT,
        "容缺收件通知书",
        "product default",
        *("lacking", "supplement_by", "reasons"),
        needed=("lacking",),
    )
    withdrawal: str = _letter(written.WITHDRAWAL, "撤回申请确认书", "product default", "reasons")
    proof_of_service: str = _letter(
        written.PROOF_OF_SERVICE,
        "送达回证",
        "行政许可法第四十四条",
        *("manner", "proof", "received_on", "signed_by", "reference"),
        needed=("manner",),
    )
    commitment_verification: str = _letter(
        written.COMMITMENT_VERIFICATION, "承诺核查结果告知书", "国办发〔2020〕42号", "outcome", needed=("outcome",)
    )
