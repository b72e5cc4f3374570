"""Every act type of every domain: a past fact with wording, declared once, named after its domain's subject."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from chalicelib.shared.acts import ActType

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = sorted(path.parent.name for path in ROOT.glob("chalicelib/*/acts.py") if path.parent.name != "shared")
TYPES = [type_ for domain in DOMAINS for type_ in importlib.import_module(f"chalicelib.{domain}.acts").ACT_TYPES]


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.name)
def test_it_is_a_past_fact_with_chinese_wording_and_declared_changes(type_: ActType) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]*(ed|given|withdrawn|sent_back|overdue)", type_.name)
    assert re.search(r"[\u4e00-\u9fff]", type_.wording)
    assert type_.changes
    assert type_.schema_version >= 1


def test_no_name_is_declared_twice() -> None:
    names = [type_.name for type_ in TYPES]
    assert len(set(names)) == len(names)


def test_no_domain_declares_another_domains_facts() -> None:
    owners: dict[str, str] = {}
    for domain in DOMAINS:
        for type_ in importlib.import_module(f"chalicelib.{domain}.acts").ACT_TYPES:
            assert owners.setdefault(type_.name.partition(".")[0], domain) == domain
