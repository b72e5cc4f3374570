"""The legal life: only what the law knows, nothing reopens a closed case, and the log alone tells the state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.rules import CLOSED, NEXT, Case, CaseAct, CaseStatus, status_after
from chalicelib.shared.errors import RuleViolation

S, A = CaseStatus, CaseAct
ALLOWED = {
    S.DRAFT: {A.SUBMIT: S.SUBMITTED},
    S.SUBMITTED: {
        **dict.fromkeys((A.RECEIVE, A.PRE_REVIEW, A.SUPPLEMENT, A.MAKE_URGENT, A.HAND_OVER), S.SUBMITTED),
        A.REQUEST_CORRECTION: S.CORRECTION_REQUESTED,
        A.DECLINE: S.DECLINED,
        A.ACCEPT: S.ACCEPTED,
        A.DEEM_ACCEPTED: S.ACCEPTED,
        A.LAPSE: S.RETURNED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.CORRECTION_REQUESTED: {
        A.RESUBMIT: S.SUBMITTED,
        A.RETURN: S.RETURNED,
        A.HAND_OVER: S.CORRECTION_REQUESTED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.ACCEPTED: {
        **dict.fromkeys((A.SUPPLEMENT, A.MAKE_URGENT, A.REQUEST_EXTENSION, A.DECIDE_EXTENSION), S.ACCEPTED),
        A.HAND_OVER: S.ACCEPTED,
        A.EXAMINE: S.EXAMINING,
        A.LAPSE: S.RETURNED,
        A.DECIDE: S.DECIDED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.EXAMINING: {
        **dict.fromkeys((A.SUPPLEMENT, A.MAKE_URGENT, A.REQUEST_EXTENSION, A.DECIDE_EXTENSION), S.EXAMINING),
        A.HAND_OVER: S.EXAMINING,
        A.EXAMINE: S.EXAMINING,
        A.LAPSE: S.RETURNED,
        A.SUSPEND: S.SUSPENDED,
        A.DECIDE: S.DECIDED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.SUSPENDED: {
        **dict.fromkeys((A.SUPPLEMENT, A.MAKE_URGENT, A.HAND_OVER), S.SUSPENDED),
        A.RESUME: S.EXAMINING,
        A.LAPSE: S.RETURNED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.DECIDED: {A.CONCLUDE: S.CONCLUDED, A.VERIFY_COMMITMENT: S.DECIDED},
    S.CONCLUDED: {A.SERVE: S.SERVED, A.VERIFY_COMMITMENT: S.CONCLUDED},
    S.SERVED: {A.VERIFY_COMMITMENT: S.SERVED},
}


def a_case(status: CaseStatus, corrections: int = 0) -> Case:
    return Case("c", "p", "i", 1, "n", "d", "5301", "h5", status=status, corrections=corrections)


@pytest.mark.parametrize("status", list(CaseStatus))
@pytest.mark.parametrize("act", list(CaseAct))
def test_every_act_from_every_status(status: CaseStatus, act: CaseAct) -> None:
    expected = ALLOWED.get(status, {}).get(act)
    if expected:
        assert status_after(a_case(status), act) is expected
    else:
        with pytest.raises(RuleViolation, match=f"cannot_{act}"):
            status_after(a_case(status), act)


def test_correction_is_asked_for_once() -> None:
    with pytest.raises(RuleViolation, match="correction_already_requested"):
        status_after(a_case(CaseStatus.SUBMITTED, corrections=1), CaseAct.REQUEST_CORRECTION)


@given(st.lists(st.sampled_from(list(CaseAct)), max_size=40))
def test_nothing_reopens_a_closed_case(tried: list[CaseAct]) -> None:
    status, closed = CaseStatus.DRAFT, None
    for act in tried:
        status = NEXT.get((status, act), status)
        closed = closed or (status if status in CLOSED else None)
    assert closed is None or status is closed


def test_from_every_status_a_case_can_end() -> None:
    ends = set(CLOSED)
    for _ in CaseStatus:
        ends |= {before for (before, _act), after in NEXT.items() if after in ends}
    assert ends == set(CaseStatus)
