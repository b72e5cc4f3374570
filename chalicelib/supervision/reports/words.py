"""What codes of a report are called where people read it."""

from __future__ import annotations

from chalicelib.supervision.cards.records import CardStatus
from chalicelib.supervision.cards.rules import RULES, Level

TITLES = {code: rule.title for code, rule in RULES.items()}
LEVELS = {str(Level.YELLOW): "黄牌", str(Level.RED): "红牌", str(Level.SECOND_RED): "第二张红牌"}
STANDINGS = {str(CardStatus.ISSUED): "已发出", str(CardStatus.EXPLAINED): "已说明", str(CardStatus.RESCINDED): "已撤销"}
UNITS = {"percent": "%", "working_day": "工作日", "case": "件", "visit": "次", "material": "份"}
