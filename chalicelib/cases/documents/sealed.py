"""The sealed words of an act that a document tells, opened under the applicant's key."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.ports import Applicant
from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import Forbidden, NotFound

ERASED = "（个人信息已依法删除）"
_TOLD = ("notice", "remedy", "findings", "proof", "office")
_STRUCTURED = {"findings": [ERASED], "proof": {}}
"""What is sealed as JSON, and what stands for it once it is erased."""


class Addressee:
    """Whom a document is for: name and key, or that they were erased."""

    def __init__(self, parts: Parts, case: Case) -> None:
        self._parts, self._case = parts, case
        self._known: Applicant | None = None
        try:
            self._known = parts.people.applicant(case.owner)
        except (NotFound, Forbidden):  # erased, or never named
            return

    @property
    def erased(self) -> bool:
        """Whether nothing of them can be read any more."""
        return self._known is None

    @property
    def name(self) -> str | None:
        """In full: the document is theirs."""
        return self._known.name if self._known else None

    def opened(self, act: Act) -> dict[str, Any]:
        """The act's sealed words by name, those of erased people replaced by saying so."""
        return {name: self._open(name, str(sealed)) for name in _TOLD if (sealed := act.changes.get(f"{name}_sealed"))}

    def letter(self, act: Act, kind: str) -> str:
        """The letter of that kind that was signed with an act, word for word."""
        from chalicelib.cases.intake.letters import signed

        if self._known is None:
            return ERASED
        return next(str(one["text"]) for one in signed(self._parts, self._case, act) if one["kind"] == kind)

    def _open(self, name: str, sealed: str) -> Any:
        if self._known is None:
            return _STRUCTURED.get(name, ERASED)
        text = self._parts.sealer.open(self._known.salt, sealed, notice_context(self._case.case_id))
        return json.loads(text) if name in _STRUCTURED else text
