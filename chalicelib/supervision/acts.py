"""The acts of supervision. What people wrote is sealed (`*_sealed`), for it may name somebody."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_DAY = frozenset({"explanation_due_on", "provisional", "calendar"})
_OF = frozenset({"rule", "level", "case_id", "item_code", "division_code", "department", "staff_no"})
"""What every act of a card says of it, for whoever counts by acts."""

CARD_ISSUED = ActType(
    "card.issued",
    "已发出监察牌",
    _OF | _DAY | {"rule_version", "case_no", "owner", "channel", "issued_on", "evidence", "days"},
    public=False,
)
CARD_EXPLAINED = ActType("card.explained", "已说明理由", _OF | {"words_sealed"}, public=False)
CARD_EXPLANATION_OVERDUE = ActType(
    "card.explanation_overdue", "逾期未说明理由", _OF | {"explanation_due_on"}, public=False
)
CARD_RESCINDED = ActType("card.rescinded", "已撤销监察牌", _OF | {"words_sealed"}, public=False)
CARD_DAYS_RECOMPUTED = ActType(
    "card.days_recomputed", "因放假安排调整，说明期限重新计算", _OF | _DAY | {"moved"}, public=False
)
REPORT_ISSUED = ActType("report.issued", "已发布月报", frozenset({"month", "sha256", "sheets"}), public=False)

ACT_TYPES = (
    CARD_ISSUED,
    CARD_EXPLAINED,
    CARD_EXPLANATION_OVERDUE,
    CARD_RESCINDED,
    CARD_DAYS_RECOMPUTED,
    REPORT_ISSUED,
)
