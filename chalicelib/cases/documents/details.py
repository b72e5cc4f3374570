"""What a document tells, from its act, the terms that the case is handled under, and the words that were sealed.

Nothing comes from where the case stands now: a document says what was so when it was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chalicelib.cases.documents import words
from chalicelib.cases.grounds import DECLINING
from chalicelib.cases.terms import Terms
from chalicelib.shared.clocks import civil_date, from_rfc3339

Changes = Mapping[str, Any]
Opened = Mapping[str, Any]
"""The act's sealed words by their names: `notice`, `remedy`, `findings`, `proof`, `office`."""
Details = dict[str, Any]


def details(kind: str, changes: Changes, terms: Terms, opened: Opened) -> Details:
    """The fields of one kind of document."""
    said = _KINDS[kind](changes, terms, opened)
    return {**said, "provisional": True} if changes.get("provisional") and kind in _DATED else said


def _receipt(changes: Changes, terms: Terms, _opened: Opened) -> Details:
    handed_in = (material["slot"] for material in changes.get("materials", ()))
    return {"materials": names(terms, handed_in), "held": names(terms, changes.get("held", ()))}


def _acceptance(changes: Changes, terms: Terms, _opened: Opened) -> Details:
    """The day by its name: only where the item promises a limit is it a promise."""
    return {"due_name": words.DUE[terms.due_kind], "due_on": changes.get("due_on"), **_lacking(changes, terms)}


def _deemed_acceptance(changes: Changes, terms: Terms, opened: Opened) -> Details:
    accepted_on = civil_date(from_rfc3339(changes["accepted_at"])).isoformat()
    return {"accepted_on": accepted_on, **_acceptance(changes, terms, opened)}


def _tolerance_receipt(changes: Changes, terms: Terms, opened: Opened) -> Details:
    return {**_lacking(changes, terms), "reasons": opened.get("notice")}


def _refusal(changes: Changes, terms: Terms, opened: Opened) -> Details:
    """为什么不能办、怎样才能办, and where to object."""
    remedies = changes.get("remedies") or {}
    return {
        "reasons": opened.get("notice"),
        "how_to_qualify": opened.get("remedy"),
        "competent_office": opened.get("office"),
        "review_days": remedies.get("review_days"),
        "litigation_months": remedies.get("litigation_months"),
        "review_body": remedies.get("review_body") or terms.review_body,
        "court": remedies.get("court") or terms.court,
    }


def _declination(changes: Changes, terms: Terms, opened: Opened) -> Details:
    """The law's reason is told beside the clerk's words: item and article alone explain nothing."""
    grounds = [DECLINING[code][0] for code in changes.get("reason_codes", ()) if code in DECLINING]
    return {"grounds": grounds, **_refusal(changes, terms, opened)}


def _correction(changes: Changes, _terms: Terms, opened: Opened) -> Details:
    """What was written as a text alone, before findings were told one by one, is the one finding."""
    findings, notice = opened.get("findings"), opened.get("notice")
    listed = findings if findings is not None else [notice] if notice else None
    covering = notice if findings is not None else None
    return {"findings": listed, "covering": covering, "due_on": changes.get("due_on")}


def _extension(changes: Changes, _terms: Terms, opened: Opened) -> Details:
    extension = changes["extension"]
    return {
        "days": words.period(extension["value"], extension["unit"]),
        "due_on": changes.get("due_on"),
        "reasons": opened.get("notice"),
        "authority_no": changes.get("authority_no"),
    }


def _special_procedure(changes: Changes, terms: Terms, opened: Opened) -> Details:
    pause = changes["pause"]
    return {
        "procedure": procedure_name(terms, pause),
        "since": pause["since"],
        "days": words.period(pause["value"], pause["unit"]),
        "until_on": pause.get("until_on"),
        "reasons": opened.get("notice"),
    }


def _grant(changes: Changes, _terms: Terms, opened: Opened) -> Details:
    """Of a joint or collective decision only number and day are told: what was said there stays inside."""
    record = changes.get("record") or {}
    return {
        "reasons": opened.get("notice"),
        "authority_no": changes.get("authority_no"),
        "record_no": record.get("document_no"),
        "record_on": record.get("held_on"),
    }


def _decision_refuse(changes: Changes, terms: Terms, opened: Opened) -> Details:
    return {**_grant(changes, terms, opened), **_refusal(changes, terms, opened)}


def _reasons(_changes: Changes, _terms: Terms, opened: Opened) -> Details:
    return {"reasons": opened.get("notice")}


def _return_notice(changes: Changes, _terms: Terms, opened: Opened) -> Details:
    return {"reasons": opened.get("notice"), "due_on": changes.get("due_on")}


def _lapse_notice(changes: Changes, terms: Terms, _opened: Opened) -> Details:
    return _lacking(changes, terms)


def _service(changes: Changes, _terms: Terms, opened: Opened) -> Details:
    manner = changes.get("manner", "")
    proof, proof_told = changes.get("proof") or "", opened.get("proof") or {}
    return {
        "manner": words.MANNERS.get(manner, manner),
        "proof": words.PROOFS.get(proof, proof),
        "received_on": changes.get("received_on"),
        "signed_by": proof_told.get("signed_by"),
        "reference": proof_told.get("reference"),
    }


def _verification(changes: Changes, _terms: Terms, _opened: Opened) -> Details:
    return {"outcome": words.OUTCOMES.get(changes["outcome"], changes["outcome"])}


def _lacking(changes: Changes, terms: Terms) -> Details:
    tolerance = changes.get("tolerance") or {}
    return {"lacking": names(terms, tolerance.get("slots", ())), "supplement_by": tolerance.get("due_on")}


def procedure_name(terms: Terms, pause: Changes) -> str:
    """As the pause calls it, or else the item."""
    kind = str(pause["procedure"])
    return str(pause.get("name") or next((one.name for one in terms.procedures if one.kind == kind), kind))


def names(terms: Terms, slots: Iterable[str]) -> list[str]:
    """The item's names of those slots, each once."""
    return [slot.name if (slot := terms.slot(code)) else code for code in dict.fromkeys(slots)]


_DATED = frozenset({"acceptance", "deemed_acceptance", "correction", "extension", "special_procedure"})
"""What tells a day that may be an estimate."""
_KINDS: dict[str, Callable[[Changes, Terms, Opened], Details]] = {
    "receipt": _receipt,
    "acceptance": _acceptance,
    "deemed_acceptance": _deemed_acceptance,
    "declination": _declination,
    "correction": _correction,
    "return_notice": _return_notice,
    "lapse_notice": _lapse_notice,
    "extension": _extension,
    "special_procedure": _special_procedure,
    "decision_grant": _grant,
    "decision_refuse": _decision_refuse,
    "tolerance_receipt": _tolerance_receipt,
    "withdrawal": _reasons,
    "proof_of_service": _service,
    "commitment_verification": _verification,
}
