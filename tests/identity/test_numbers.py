"""Published vectors of both standards, and properties against check digits reckoned another way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.identity.messages import FAULTS
from chalicelib.identity.numbers import (
    Certificate,
    InvalidNumber,
    ResidentId,
    Sex,
    Uscc,
    parse_resident_id,
    parse_uscc,
)
from chalicelib.shared import messages
from chalicelib.shared.clocks import CITY_TIME, SHANGHAI, LawClock, WallClock, civil_date

TODAY = date(2026, 11, 21)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71]
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_check(first17: str) -> str:
    """Weighted sum as printed in GB 11643, unlike the library's polynomial."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]


def uscc_check(first17: str) -> str:
    """Weights as powers of three modulo 31, as GB 32100 defines them."""
    total = sum(CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return CODE_ALPHABET[-total % 31]


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", date(1880, 1, 1), Sex.MALE),
        ("110101199003074514", date(1990, 3, 7), Sex.MALE),
        ("110101199003074506", date(1990, 3, 7), Sex.FEMALE),
        ("440305198512240021", date(1985, 12, 24), Sex.FEMALE),
        ("350102198511123454", date(1985, 11, 12), Sex.MALE),
        ("510104201006156789", date(2010, 6, 15), Sex.FEMALE),
        ("440300190001019992", date(1900, 1, 1), Sex.MALE),
        ("440300200002290019", date(2000, 2, 29), Sex.MALE),
        ("110101200002294510", date(2000, 2, 29), Sex.MALE),
        ("440524198001010013", date(1980, 1, 1), Sex.MALE),
        ("320311197707060018", date(1977, 7, 6), Sex.MALE),
    ],
)
def test_a_published_resident_number_is_read(number: str, born: date, sex: Sex) -> None:
    read = parse_resident_id(number, TODAY)
    assert (read.number, read.division, read.birth_on, read.sex) == (number, number[:6], born, sex)
    assert read.certificate is Certificate.RESIDENT_ID


@pytest.mark.parametrize("number", ["810000199408230021", "820000199408230015", "830000199201300022"])
def test_a_residence_permit_is_told_apart(number: str) -> None:
    read = parse_resident_id(number, TODAY)
    assert (read.certificate, read.division) == (Certificate.RESIDENCE_PERMIT, number[:6])


def test_a_foreign_permanent_resident_number_carries_a_province() -> None:
    read = parse_resident_id("911124198108030024", TODAY)
    assert read.certificate is Certificate.FOREIGN_PERMANENT_RESIDENT
    assert (read.division, read.birth_on, read.sex) == ("110000", date(1981, 8, 3), Sex.FEMALE)


NEVER_ISSUED = [
    ("", "empty"),
    ("   ", "empty"),
    ("110105194912310021", "check_character_wrong"),
    ("110101200002294512", "check_character_wrong"),
    ("820000199408230011", "check_character_wrong"),
    ("110101199002300006", "birth_not_a_date"),
    ("110101202611220011", "birth_in_future"),
    ("990101199003074518", "unknown_province"),
    ("000101199003074518", "unknown_province"),
    ("810101199408230021", "unknown_permit_division"),
    ("110101199003070003", "sequence_never_issued"),
    ("110105491231002", "fifteen_digits"),
    ("440524800101001", "fifteen_digits"),
    ("320311770706001", "fifteen_digits"),
    ("11010519491231002", "wrong_length"),
    ("11010519491231002X0", "wrong_length"),
    ("X1010519491231002X", "not_digits"),
    ("1101051949123100XX", "not_digits"),
    ("110105 19491231 002X", "inner_blank"),
    ("110105\u300019491231002X", "inner_blank"),
    ("110105-19491231-002X", "separator"),
    ("110105—19491231—002X", "separator"),
    ("110105*19491231*002X", "separator"),
    ("11010519491231002－X", "separator"),
    ("1101051949123100２X", "not_half_width"),
    ("11010519491231002Ⅹ", "not_half_width"),  # the Roman numeral ten
    ("11010519491231002×", "not_half_width"),  # the sign of multiplication
    ("११०१०५१९४९१२३१००२X", "not_half_width"),
    ("𝟙𝟙010519491231002X", "not_half_width"),
    ("110105\u200b19491231002X", "not_half_width"),
    ("911124198108030000", "sequence_never_issued"),
    ("990124198108030024", "unknown_province"),
    ("１１０１０５１９４９１２３１００２Ｘ", "not_half_width"),
    ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "not_half_width"),
    ("11010519491231002Х", "not_half_width"),  # a Cyrillic letter
    ("²10105194912310021", "not_half_width"),
]


@pytest.mark.parametrize(("text", "reason"), NEVER_ISSUED)
def test_a_resident_number_that_was_never_issued_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        parse_resident_id(text, TODAY)
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", [" 11010519491231002X ", "\u300011010519491231002x\n", "11010519491231002x"])
def test_blanks_around_and_a_lower_case_x_are_taken(text: str) -> None:
    assert parse_resident_id(text, TODAY).number == "11010519491231002X"


def test_a_birth_is_refused_until_its_day_comes() -> None:
    newborn = "110101202611210019"
    assert parse_resident_id(newborn, date(2026, 11, 21)).birth_on == date(2026, 11, 21)
    with pytest.raises(InvalidNumber, match="birth_in_future"):
        parse_resident_id(newborn, date(2026, 11, 20))


@pytest.fixture
def law_time(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The city's law time: one date, for the test to put elsewhere."""
    told = [TODAY]
    clock = LawClock(WallClock(), lambda: datetime.combine(told[0], time(12), SHANGHAI) - WallClock().now())
    monkeypatch.setattr(CITY_TIME, "_clock", lambda: clock)
    return told


def test_without_a_date_the_citys_law_time_decides(law_time: list[date]) -> None:
    newborn = "110101202611210019"
    assert parse_resident_id(newborn).birth_on == date(2026, 11, 21)
    law_time[0] = date(2026, 11, 20)
    with pytest.raises(InvalidNumber, match="birth_in_future"):
        parse_resident_id(newborn)


def test_the_composition_root_gives_the_citys_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring.law_clock(), "shift", lambda: timedelta(days=366))
    tomorrow = civil_date(WallClock().now()) + timedelta(days=1)
    first17 = f"110101{tomorrow:%Y%m%d}001"
    assert parse_resident_id(first17 + resident_check(first17)).birth_on == tomorrow


def test_a_province_must_exist() -> None:
    for prefix in set(range(10, 90)) - {*PROVINCES, 81, 82, 83}:
        with pytest.raises(InvalidNumber, match="unknown_province"):
            parse_resident_id(f"{prefix}0101199003074518", TODAY)


def test_the_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(InvalidNumber) as refused:
        parse_resident_id("110105194912310021", TODAY)
    assert "1949" not in str(refused.value)


issued = st.builds(
    lambda province, county, born, sequence: f"{province}{county:04d}{born:%Y%m%d}{sequence:03d}",
    st.sampled_from(PROVINCES),
    st.integers(0, 9999),
    st.dates(date(1880, 1, 1), TODAY),
    st.integers(1, 999),
)


@given(issued)
def test_every_issued_number_is_read_and_only_its_own_check_character_fits(first17: str) -> None:
    right = resident_check(first17)
    assert parse_resident_id(first17 + right, TODAY).number == first17 + right
    for wrong in set("0123456789X") - {right}:
        with pytest.raises(InvalidNumber, match="check_character_wrong"):
            parse_resident_id(first17 + wrong, TODAY)


def length_of(parse: Callable[[str], ResidentId | Uscc], text: str) -> int | None:
    try:
        return len(parse(text).number)
    except InvalidNumber:
        return None


@given(st.text(max_size=24) | issued)
def test_any_text_is_read_or_refused_but_never_crashes(text: str) -> None:
    assert length_of(lambda t: parse_resident_id(t, TODAY), text) in (18, None)
    assert length_of(parse_uscc, text) in (18, None)


PUBLISHED_CODES = """
91350100M000100Y43 914403001922038216 9144030071526726XG 91440300708461136T 91330100799655058B
91110000802100433B 91110108551385082Q 11100000000013338W 11100000000013661B 11100000MB03271699
12441500196720244T 11330105002500287C 11110000000021135M 11370800MB28559184 11430000006122244L
11440300MB2C927392 11440300MB2D000020 12440300455755896G 51440300502688888D 91440300MA5FAKE01G
92440300MA5G00001R 93440300MA5G00002R
"""


@pytest.mark.parametrize("code", PUBLISHED_CODES.split())
def test_a_published_credit_code_is_read(code: str) -> None:
    assert parse_uscc(f" {code.lower()} ").number == code


NOT_A_CODE = [
    ("91310000607378229W", "check_character_wrong"),
    ("11440300MB2C927398", "check_character_wrong"),
    ("91350100M000100Y4", "wrong_length"),
    ("440301103456789", "wrong_length"),
    ("91350100I000100Y43", "letter_not_used"),
    ("91350100O000100Y43", "letter_not_used"),
    ("91350100-M000100Y43", "separator"),
    ("91350100 M000100Y43", "inner_blank"),
    ("９1350100M000100Y43", "not_half_width"),
    ("91350100Z000100Y43", "letter_not_used"),
    ("91350100S000100Y43", "letter_not_used"),
    ("91350100V000100Y43", "letter_not_used"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_A_CODE)
def test_a_credit_code_that_was_never_issued_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        parse_uscc(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("reason", sorted({reason for _, reason in NEVER_ISSUED}))
def test_each_reason_for_refusing_a_resident_number_has_wording(reason: str) -> None:
    assert f"resident_id_{reason}" in FAULTS


@pytest.mark.parametrize("reason", sorted({reason for _, reason in NOT_A_CODE}))
def test_each_reason_for_refusing_a_credit_code_has_wording(reason: str) -> None:
    assert f"uscc_{reason}" in messages.FAULTS


def test_an_unusual_prefix_or_organisation_check_only_warns() -> None:
    assert parse_uscc("91350100M000100Y43").warnings == ()
    body = "Y4350100M000100Y5"
    assert parse_uscc(body + uscc_check(body)).warnings == ("unknown_prefix", "organisation_check_wrong")


@given(st.text(alphabet=CODE_ALPHABET, min_size=17, max_size=17))
def test_every_code_has_exactly_one_check_character(first17: str) -> None:
    right = uscc_check(first17)
    assert parse_uscc(first17 + right).number == first17 + right
    for wrong in set(CODE_ALPHABET) - {right}:
        with pytest.raises(InvalidNumber, match="check_character_wrong"):
            parse_uscc(first17 + wrong)
