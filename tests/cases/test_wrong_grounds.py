"""Empty words, and grounds that are none of the law's: every act that needs any refuses them, and leaves nothing."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import (
    correction,
    decision,
    declination,
    extension,
    extension_approval,
    service_of_result,
    suspension,
    urgency,
)
from chalicelib.cases.desk.declination import Declined
from chalicelib.cases.desk.extension import Wanted
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.desk.words import require_words, says_nothing
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import scenes
from tests.cases.everybody import entering
from tests.cases.table_of_acts import URGENT, Deed, begun, left, permitted

BLANK = "  \n"
WRONG: dict[str, tuple[str, str, Deed]] = {
    "a correction without findings' words": (
        "correction-request",
        "submitted",
        lambda p, by, c, once: correction.request_correction(
            p, by, c, [{"material": "lease", "reason": BLANK, "remedy": BLANK}], None, once
        ),
    ),
    "a correction of what is in no list": (
        "correction-request",
        "submitted",
        lambda p, by, c, once: correction.request_correction(
            p, by, c, [{"material": "marriage", "reason": "缺少", "remedy": "请提交"}], None, once
        ),
    ),
    "a declination without words": (
        "declination",
        "submitted",
        lambda p, by, c, once: declination.decline(p, by, c, Declined(("not_required",), BLANK, BLANK), once),
    ),
    "a declination on no ground of the law's": (
        "declination",
        "submitted",
        lambda p, by, c, once: declination.decline(p, by, c, Declined(("busy",), "太忙", "请下次再来"), once),
    ),
    "a suspension for what the law does not know": (
        "suspension",
        "examining",
        lambda p, by, c, once: suspension.suspend(p, by, c, Announced("public_notice", 5, "WD"), once),
    ),
    "a suspension for what the item does not know": (
        "suspension",
        "examining",
        lambda p, by, c, once: suspension.suspend(p, by, c, Announced("auction", 5, "WD"), once),
    ),
    "an extension without a reason": (
        "extension",
        "examining",
        lambda p, by, c, once: extension.request_extension(p, by, c, Wanted(BLANK), once),
    ),
    "an extension refused without a word": (
        "extension-approval",
        "wanting time",
        lambda p, by, c, once: extension_approval.decide_extension(p, by, c, Answered(False, BLANK), once),
    ),
    "urgency without a reason": (
        "urgency",
        "submitted",
        lambda p, by, c, once: urgency.make_urgent(p, by, c, {**URGENT, "reason": BLANK}, once),
    ),
    "a refusal without reasons": (
        "decision",
        "examined",
        lambda p, by, c, once: decision.decide(p, by, c, scenes.REFUSE._replace(reasons=BLANK), once),
    ),
    "a refusal that tells no way": (
        "decision",
        "examined",
        lambda p, by, c, once: decision.decide(p, by, c, scenes.REFUSE._replace(how_to_qualify=None), once),
    ),
    "a service without proof": (
        "service-of-result",
        "concluded",
        lambda p, by, c, once: service_of_result.serve(p, by, c, "courier", scenes.SIGNED, once),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_empty_words_and_grounds_that_are_not_the_laws_leave_nothing(name: str) -> None:
    act_name, stage, deed = WRONG[name]
    parts, case_id = begun(stage)
    before = left(parts, case_id)
    with pytest.raises((Invalid, RuleViolation)):
        deed(parts, entering(act_name, permitted(act_name)), case_id, None)
    assert left(parts, case_id) == before


@pytest.mark.parametrize(
    "text", [None, "", BLANK, "\u3000", "\u200b\u200d\u2060\ufeff", "\u202e\u0301", "……", "—", "!!!"]
)
def test_what_nobody_can_read_says_nothing(text: str | None) -> None:
    assert says_nothing(text)
    with pytest.raises(Invalid):
        require_words(reasons=text)


@pytest.mark.parametrize("text", ["不", "1", "ཀ", "ꆈ", "\ue000", " 㐂。"])
def test_whatever_script_it_is_in_words_are_words(text: str) -> None:
    assert not says_nothing(text)
    require_words(reasons=text)
