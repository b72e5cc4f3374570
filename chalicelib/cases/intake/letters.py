"""承诺书: letters that an applicant signs with the application, word for word, by their digest.

国办发〔2020〕42号: the authority tells conditions and consequences, the applicant signs, no proof is asked for. A
letter names no person: what it says is the item's, and the same for everybody who lacks the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from chalicelib.cases.intake.drafts import editable
from chalicelib.cases.intake.materials import lacking
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import DECLARATION, TOLERANCE, Signature
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import Fault, RuleViolation, ServiceError
from chalicelib.shared.sealing import same, sha256

TITLES = {TOLERANCE: "容缺受理承诺书", DECLARATION: "告知承诺书"}
_REFUSED = {TOLERANCE: "slot_may_not_follow", DECLARATION: "slot_may_not_be_declared"}
_TOO_LATE = (
    "补齐以前不作出准予的决定。逾期没有补齐的，已经受理的，行政机关可以作出不予办理的决定；"
    "只收件、尚未受理的，按照材料不齐全依法处理。"
)
_NO_PROMISE = "可以不签署本承诺书，按照材料清单提交证明材料，不影响办理。"


class Letter(NamedTuple):
    """A letter as it stands for these slots, in the order of the item's list."""

    kind: str
    slots: tuple[str, ...]
    text: str

    @property
    def sha256(self) -> str:
        """What is signed: the digest of the text in UTF-8."""
        return sha256(self.text.encode())

    @property
    def body(self) -> dict[str, Any]:
        """As it is shown."""
        told = {"kind": self.kind, "title": TITLES[self.kind], "text": self.text}
        return {**told, "slots": list(self.slots), "sha256": self.sha256}


def offered(parts: Parts, by: Caller, case_id: str, slots: Sequence[str] | None = None) -> dict[str, Any]:
    """The letters that may be signed for what is lacking now; with `slots`, for those among them alone."""
    file = editable(parts, by, case_id)
    terms = parts.items.terms(file.case.item_code, file.case.item_version)
    open_ = [code for code in lacking(file) if slots is None or code in slots]
    chosen = {kind: [code for code in open_ if may(terms, kind, code)] for kind in TITLES}
    found = [letter(parts, terms, kind, codes) for kind, codes in chosen.items() if codes]
    return {"case_id": case_id, "letters": [one.body for one in found]}


def may(terms: Terms, kind: str, code: str) -> bool:
    """Whether the item lets a letter of that kind stand for the slot."""
    slot = terms.slot(code)
    if slot is None:
        return False
    return slot.may_follow if kind == TOLERANCE else slot.may_declare and terms.commitment is not None


def letter(parts: Parts, terms: Terms, kind: str, codes: Iterable[str]) -> Letter:
    """The letter of that kind for these slots, by the item's version and what the city's configuration says now."""
    slots = tuple(slot.code for slot in terms.slots if slot.code in set(codes))
    chapters = _follow(parts, terms, slots) if kind == TOLERANCE else _declare(parts, terms, slots)
    head = f"{TITLES[kind]}\n\n事项：{terms.name}（{terms.item_code}，第 {terms.version} 版）"
    return Letter(kind, slots, "\n\n".join([head, *(f"{title}\n{text}" for title, text in chapters)]) + "\n")


def judged(
    parts: Parts, terms: Terms, open_: Sequence[str], signatures: Sequence[Signature]
) -> tuple[tuple[Letter, ...], list[ServiceError], list[Fault]]:
    """The letters that were signed, RuleViolation `letter_changed` for another text than was read, and the faults."""
    found: list[Letter] = []
    changed: list[ServiceError] = []
    faults: list[Fault] = []
    for at, signature in enumerate(signatures):
        wrong = list(_faults(terms, open_, found, signature, f"/commitments/{at}"))
        found.append(letter(parts, terms, signature["kind"], signature["slots"]))
        if not wrong and not same(found[-1].sha256, signature["sha256"]):
            changed.append(RuleViolation("letter_changed", title=TITLES[signature["kind"]]))
        faults += wrong
    return tuple(found), changed, faults


def sealed(parts: Parts, case: Case, salt: str, letters: Iterable[Letter]) -> str:
    """What was signed, word for word, under the applicant's key: the configuration may change, the letter may not."""
    text = json.dumps([one.body for one in letters], ensure_ascii=False, separators=(",", ":"))
    return parts.sealer.seal(salt, text, _context(case))


def signed(parts: Parts, case: Case, act: Act) -> list[dict[str, Any]]:
    """The letters that were signed with a submission, each as it was shown then."""
    if "letters_sealed" not in act.changes:
        return []
    salt = parts.people.salt_of(case.owner)
    found: list[dict[str, Any]] = json.loads(
        parts.sealer.open(salt, str(act.changes["letters_sealed"]), _context(case))
    )
    return found


def _context(case: Case) -> str:
    return f"letters:{case.case_id}"


def _faults(
    terms: Terms, open_: Sequence[str], before: Sequence[Letter], signature: Signature, at: str
) -> Iterator[Fault]:
    if signature["kind"] in {letter.kind for letter in before}:
        yield Fault(f"{at}/kind", "letter_signed_twice")
    taken = {code for letter in before for code in letter.slots}
    for index, code in enumerate(signature["slots"]):
        slot = terms.slot(code)
        named = {"name": slot.name if slot else code}
        if not may(terms, signature["kind"], code):
            yield Fault(f"{at}/slots/{index}", _REFUSED[signature["kind"]], named)
        elif code not in open_:
            yield Fault(f"{at}/slots/{index}", "slot_not_lacking", named)
        elif code in taken:
            yield Fault(f"{at}/slots/{index}", "slot_signed_twice", named)
        taken.add(code)


def _follow(parts: Parts, terms: Terms, slots: Sequence[str]) -> list[tuple[str, str]]:
    said = parts.commitments()
    until = (
        f"已经受理的，自受理之日起 {said.tolerance_days} 个工作日内，并且不迟于办结期限届满前"
        f" {said.tolerance_margin_days} 个工作日；只收件、尚未受理的，自收件之日起 {said.tolerance_days} 个工作日内。"
        "最后一日以书面通知载明的日期为准。"
    )
    return [
        ("一、以后补交的材料", _named(terms, slots)),
        ("二、补交期限", until),
        ("三、逾期没有补齐的处理", _TOO_LATE),
        ("四、承诺", said.tolerance_promise),
    ]


def _declare(parts: Parts, terms: Terms, slots: Sequence[str]) -> list[tuple[str, str]]:
    told, said = terms.commitment, parts.commitments()
    check = f"作出准予决定后，行政机关在 {said.verification_days} 日内核查承诺的内容，并告知核查结果。"
    return [
        ("一、以承诺代替的材料", _named(terms, slots)),
        ("二、应当符合的条件", told.conditions if told else ""),
        ("三、承诺不实的后果", told.consequences if told else ""),
        ("四、行政机关的核查", check),
        ("五、不愿意承诺的", _NO_PROMISE),
        ("六、承诺", said.declaration_promise),
    ]


def _named(terms: Terms, slots: Sequence[str]) -> str:
    """What the letter is for, each with the provision that asks for it (设定依据), where the item names one."""
    chosen = [slot for slot in terms.slots if slot.code in slots]
    names = [f"{slot.name}（依据：{slot.basis}）" if slot.basis else slot.name for slot in chosen]
    return "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
