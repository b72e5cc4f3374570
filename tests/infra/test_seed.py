"""Seeding: portions that the API takes, and a second time that changes nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import requests

from chalicelib.configuration.documents import Passwords
from chalicelib.staff.passwords import password_faults
from infra.local.seed import catalogue, staff
from infra.local.seed.client import SeedRefused, StaffClient
from infra.local.seed.divisions import portions
from infra.local.seed.people import sample_people
from tests.city import City


def family(parent: int, size: int) -> list[dict[str, str]]:
    return [{"code12": f"{parent:04d}{child:08d}", "parent12": f"{parent:04d}"} for child in range(size)]


def test_portions_hold_whole_families_and_lose_none() -> None:
    rows = [row for parent in range(300) for row in family(parent, 1 + parent % 17)]
    found = list(portions(rows))
    assert [row for portion in found for row in portion] == rows
    for before, after in pairwise(found):
        assert before[-1]["parent12"] != after[0]["parent12"]


def test_portions_are_what_one_import_takes() -> None:
    rows = [row for parent in range(300) for row in family(parent, 1 + parent % 17)]
    for portion in portions(rows):
        assert len({row["parent12"] for row in portion}) <= 80
        assert len(portion) <= 1000


def test_a_large_family_is_a_portion_of_its_own() -> None:
    found = list(portions([*family(1, 3), *family(2, 1200), *family(3, 3)]))
    assert [len(portion) for portion in found] == [3, 1200, 3]


def test_sample_people_are_those_whom_the_register_knows() -> None:
    assert {"张三", "李四", "王五", "赵六"} <= {person["name"] for person in sample_people()}


def test_no_two_members_of_staff_share_a_number() -> None:
    numbers = [member.staff_no for member in (staff.ADMINISTRATOR, *staff.STAFF)]
    assert len(set(numbers)) == len(numbers)


def test_passwords_are_made_up_for_each_city_and_each_person() -> None:
    made = [keys for _ in range(2) for keys in staff.new_keys().values()]
    passwords = [keys[name] for keys in made for name in ("temporary", "password")]
    assert len(set(passwords)) == len(passwords)
    assert not [fault for one in passwords for fault in password_faults("", one, "900001", Passwords())]


def test_what_they_log_in_with_outlives_a_start_and_is_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"
    keys = staff.Keys(file)
    keys.keep_seed(staff.ADMINISTRATOR, "SEED")
    assert staff.Keys(file).of(staff.ADMINISTRATOR) == keys.of(staff.ADMINISTRATOR)
    assert keys.of(staff.ADMINISTRATOR)["totp_seed"] == "SEED"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.deployed
class TestInTheCity:
    """On the running city, which was seeded once."""

    def log_in(self, city: City, member: staff.Member) -> StaffClient:
        return StaffClient(city.base_url, next(m for m in city.described["staff"] if m["staff_no"] == member.staff_no))

    def test_publishing_again_publishes_nothing(self, city: City) -> None:
        keepers = catalogue.Keepers(*(self.log_in(city, m) for m in (staff.EDITOR, staff.AUDITOR, staff.PUBLISHER)))
        assert catalogue.publish_items(keepers, lambda _: None).published == 0

    def test_registering_again_leaves_the_accounts(self, city: City, tmp_path: Path) -> None:
        staff.register(self.log_in(city, staff.ADMINISTRATOR), staff.EDITOR, staff.Keys(tmp_path / "others.json"))
        assert self.log_in(city, staff.EDITOR).get("/v1/me")["staff_no"] == staff.EDITOR.staff_no

    def test_the_complete_items_are_in_force_as_they_are_shipped(self, city: City) -> None:
        for content in catalogue.complete_items():
            item = requests.get(f"{city.base_url}/v1/items/{content['item_code']}", timeout=30).json()
            assert item["in_force"]
            assert item["form_schema"] == content["form_schema"]

    def test_no_guide_of_another_place_is_in_force_here(self, city: City) -> None:
        for content in catalogue.published_guides():
            assert requests.get(f"{city.base_url}/v1/items/{content['item_code']}", timeout=30).status_code == 404

    def test_an_old_code_tells_what_it_became(self, city: City) -> None:
        told = requests.get(f"{city.base_url}/v1/divisions/530121000000", timeout=30).json()
        assert [one["code"] for one in told["successors"]] == ["530114000000"]

    def test_a_refusal_shows_the_problem(self, city: City) -> None:
        with pytest.raises(SeedRefused, match=r"GET /v1/staff/none answered 404.*staff_not_found"):
            self.log_in(city, staff.ADMINISTRATOR).get("/v1/staff/none")
