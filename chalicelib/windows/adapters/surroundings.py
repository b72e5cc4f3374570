"""What windows name: divisions and items of the catalogue, departments and people of the directory of staff."""

from __future__ import annotations

from collections.abc import Callable, Collection

from chalicelib.catalogue.service import CatalogueService
from chalicelib.shared.errors import NotFound
from chalicelib.staff.service import StaffService


class CitySurroundings:
    """`Surroundings` through the public doors of catalogue and staff."""

    def __init__(self, catalogue: Callable[[], CatalogueService], staff: Callable[[], StaffService]) -> None:
        self._catalogue = catalogue
        self._staff = staff

    def division(self, division_code: str) -> bool:
        try:
            self._catalogue().division(division_code)
        except NotFound:
            return False
        self._catalogue().require_not_ended(division_code)
        return True

    def departments(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset(self._staff().department_names(codes))

    def staff(self, staff_nos: Collection[str]) -> frozenset[str]:
        return self._staff().at_work(staff_nos)

    def items(self, codes: Collection[str]) -> frozenset[str]:
        catalogue = self._catalogue()
        return frozenset(code for code in codes if catalogue.in_force(code) is not None)
