"""A city's list of items as long as real ones are: made from parts, the same for the same seed."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from random import Random

from chalicelib.catalogue.search.entries import Entry

_PARTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "corpus.json").read_text())
_TYPES = ("administrative_licence", "confirmation", "benefit_payment", "public_service", "other_power", "reward")
_APPLICANTS = (("natural_person",), ("legal_person",), ("natural_person", "legal_person"), ("enterprise",))
_MODES = ("at_once", "online", "one_visit", "nearby", "self_service", "mobile")
_CHANNELS = ("miniprogram", "h5", "window", "kiosk", "hotline", "door")
_AREAS = tuple(f"53010{county}{town:03d}000" for county, town in product(range(10), range(9))) + ("530100000000",) * 40


def corpus(size: int = 5000, seed: int = 4) -> list[Entry]:
    """Entries in code order."""
    random = Random(seed)
    return sorted((_entry(random, number) for number in range(size)), key=lambda entry: entry.item_code)


def _entry(random: Random, number: int) -> Entry:
    subject, action = random.choice(_PARTS["subjects"]), random.choice(_PARTS["actions"])
    body = random.randrange(len(_PARTS["bodies"]))
    statutory = random.choice(((20, "WD"), (30, "D"), (45, "D"), (None, "NONE")))
    credit = f"1153{body:04d}{random.randrange(10**9):09d}{random.choice('0123456789ABCDEFGHJKLMNPQRTUWXY')}"
    basic = f"{random.randrange(10**12):012d}"
    return Entry(
        item_code=f"{credit}{random.randint(2, 5)}{basic}"[:31],
        number=random.randint(1, 9),
        name=f"{subject}{'许可' if number % 3 == 0 else ''}{action}{random.choice(_PARTS['where'])}",
        aliases=tuple(f"{verb}{subject}" for verb in random.sample(("办", "申请", "领取", "换"), random.randint(0, 2))),
        keywords=tuple(random.sample(_PARTS["keywords"], random.randint(0, 4))),
        basic_code=basic,
        item_type=random.choice(_TYPES),
        department=f"{body + 1:02d}",
        department_name=_PARTS["bodies"][body],
        level=random.choice(("city", "county", "township", None)),
        divisions=tuple(dict.fromkeys(random.choices(_AREAS, k=random.randint(1, 3)))),
        applicant_types=random.choice(_APPLICANTS),
        themes=tuple(random.sample(_PARTS["themes"], random.randint(1, 3))),
        handling_modes=tuple(random.sample(_MODES, random.randint(1, 4))),
        channels=tuple(random.sample(_CHANNELS, random.randint(1, 4))),
        online_depth=random.choice((None, 1, 2, 3, 4)),
        handling_area=random.choice((None, None, "cross_city", "cross_province")),
        handling_type=random.choice(("COMMITTED", "IMMEDIATE")),
        statutory_limit=statutory,
        committed_limit=random.choice((None, (5, "WD"), (10, "WD"))),
        visits=random.choice((None, 0, 1, 2)),
        materials=random.randint(0, 14),
        charged=random.choice((None, False, True)),
        deficiency_tolerant=random.random() < 0.2,
        commitment=random.random() < 0.1,
        instant_approval=random.random() < 0.05,
    )
