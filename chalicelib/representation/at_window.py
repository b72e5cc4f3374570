"""窗口终止授权: what somebody cannot end online, or wants to end in person, a clerk ends upon what is shown to them."""

from __future__ import annotations

from typing import Any

from chalicelib.representation import acts
from chalicelib.representation.parts import Parts, principal_of
from chalicelib.representation.records import REASON_SEAL
from chalicelib.representation.rules import ARTICLES, EndingGround, Kind, State, standing
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation


def end(
    parts: Parts, by: Caller, authorisation_id: str, ground: EndingGround, reason: str, once: Once | None
) -> dict[str, Any]:
    """It gives nothing from now on; the act says which clerk ended it, on what ground and why.

    Raises NotFound, Invalid for a ground that is none for its kind, RuleViolation `authorisation_already_ended`.
    """

    def change() -> Change:
        found = parts.store.authorisation(authorisation_id)
        if found is None:
            raise NotFound("authorisation_not_found_at_window")
        if (found.kind is Kind.GUARDIAN) is (ground is EndingGround.CANCELLED):
            raise Invalid("body_invalid", faults=[Fault("/ground", "ground_of_another_kind")])
        if standing(found.state, found.ends_on, parts.law.today()) != State.ACTIVE:
            raise RuleViolation("authorisation_already_ended")
        sealed = parts.sealer.seal(principal_of(parts, found.principal).salt, reason, REASON_SEAL)
        said: dict[str, object] = {
            "authorisation_id": authorisation_id,
            "principal": found.principal,
            "ending_ground": str(ground),
            "reason": sealed,
        }
        act = parts.recorder.next(found.chain, acts.AUTHORISATION_WINDOW_ENDED, by, said, ground=ARTICLES[ground])
        after = found._replace(state=State.REVOKED, ended_at=rfc3339(parts.law.now()), chain=act.chain)
        answer = {
            "authorisation_id": authorisation_id,
            "kind": str(found.kind),
            "status": str(after.state),
            "ended_at": after.ended_at,
            "version": (found.version or 0) + 1,
        }
        return Change(parts.store.save_authorisation(after), (act,), answer)

    return parts.committer.commit(change, once)
