"""Acts put on a case's record as they are, and documents told from them."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.documents.telling import Documents
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import recorded, sealed_notice
from chalicelib.cases.rules import Case, facts
from chalicelib.configuration.written_documents import WrittenDocuments
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import ActType
from chalicelib.shared.change import Change
from tests.cases import scenes

SHIPPED = WrittenDocuments()


def documents(parts: Parts, **wording: str) -> Documents:
    """Documents in the shipped wording, or in `wording` by kind."""
    return Documents(parts, lambda _release: (WrittenDocuments(**wording), int(bool(wording))))


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def record(
    parts: Parts,
    case_id: str,
    type_: ActType,
    said: dict[str, Any],
    by: Caller | None = None,
    article: str | None = "行政许可法",
) -> None:
    """One more act on the case; what ends in `_sealed` is given in clear and sealed here, what is no text as JSON."""

    def change() -> Change:
        before = stored(parts, case_id)
        changes = {
            name: _sealed(parts, before, value) if name.endswith("_sealed") else value for name, value in said.items()
        }
        told = {**facts(before, before.status), **changes}
        after, act = recorded(parts, before, type_, by or scenes.clerk(), told, article)
        return Change(parts.cases.save(before, after), (act,))

    parts.committer.commit(change, None)


def _sealed(parts: Parts, case: Case, value: Any) -> str:
    return sealed_notice(parts, case, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
