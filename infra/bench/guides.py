"""Guides, lists and figures of items: processor time and units of one whole request by somebody unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infra.bench.city import City, complete_item
from infra.bench.log_ins import Step, step
from infra.bench.meter import Meter
from infra.bench.people import Person
from infra.local.story import old_age_allowance, residence_permit

_ITEMS: dict[str, Mapping[str, object]] = {
    "residence_permit": residence_permit.ANSWERS,
    "old_age_allowance": old_age_allowance.ANSWERS,
}


def measure(city: City, meter: Meter, times: int) -> list[Step]:
    """Each as often as asked, in a container that has answered it before."""
    nobody = Person(city.handler)
    tried: dict[str, Callable[[], object]] = {}
    for name, answers in _ITEMS.items():
        tried.update(_of(nobody, name, dict(answers)))
    for path in ("/v1/items", "/v1/catalogue/statistics", "/v1/catalogue/themes"):
        tried[f"`GET {path}`"] = _reading(nobody, path)
    return [step(name, act, meter, times) for name, act in tried.items()]


def _of(nobody: Person, name: str, answers: dict[str, object]) -> dict[str, Callable[[], object]]:
    content = complete_item(name)["content"]
    item, title = f"/v1/items/{content['item_code']}", content["name"]
    said = {"answers": answers}
    return {
        f"guide: {title}": lambda: nobody.post(f"{item}/guide", said),
        f"page to print: {title}": lambda: nobody.send("POST", f"{item}/guide", said, {"accept": "text/html"}, {}),
        f"picture: {title}": _reading(nobody, f"{item}/process-picture"),
    }


def _reading(nobody: Person, path: str) -> Callable[[], object]:
    return lambda: nobody.get(path)
