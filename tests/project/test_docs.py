"""The documents are in step with the tree: what they name exists, what exists is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from chalicelib.cases.rules import NEXT, CaseAct
from chalicelib.configuration.kinds import KINDS
from chalicelib.domains import ROUTES
from chalicelib.shared.access import Role
from chalicelib.staff.rights import SECOND_FACTOR_ROLES
from infra import configuration
from infra.build import yaml_tags

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "fixtures" / "README.md"])
LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"`([^`\n]+)`")
FOLDERS = "chalicelib|docs|fixtures|functions|infra|tests"
PATH = re.compile(rf"(?:{FOLDERS})/[\w./*-]*|app\.py|pyproject\.toml|requirements[\w-]*\.txt")
TEST = re.compile(r"tests/[\w/]+\.py")
ROUTE = re.compile(r"`(GET|POST|PUT|DELETE) (/[^`…]+)`")
RANGE = re.compile(r"\bR(\d{3})(?:-R(\d{3}))?\b")
REQUIREMENTS = 562


def written(name: str) -> str:
    return (DOCS / name).read_text()


def paths_of_the_api() -> dict[str, dict[str, object]]:
    paths: dict[str, dict[str, object]] = yaml.safe_load(written("openapi.yaml"))["paths"]
    return paths


def anchors(document: Path) -> set[str]:
    """What GitHub makes of headings."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def coverage_rows() -> list[list[str]]:
    lines = [line for line in written("coverage.md").splitlines() if re.match(r"\| R\d{3} ", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text()):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        linked = (document.parent / path).resolve() if path else document
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_named_exists(document: Path) -> None:
    for quoted in QUOTED.findall(document.read_text()):
        if PATH.fullmatch(quoted):
            assert list(ROOT.glob(quoted.rstrip("/"))), quoted


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in ROUTES])
def test_every_prefix_is_in_the_api_document(pattern: str) -> None:
    form = re.escape(pattern).replace(r"\*\*", ".+").replace(r"\*", "[^/]+")
    assert any(re.fullmatch(form, path) for path in paths_of_the_api()), pattern


def test_every_decision_is_in_the_index() -> None:
    index = written("decisions/README.md")
    for path in DOCS.glob("decisions/[0-9]*.md"):
        assert f"[{path.name[:4]}]({path.name})" in index, path.name


def test_every_table_and_bucket_has_its_section() -> None:
    headings = re.findall(r"^## (\w+)$", written("data.md"), re.M)
    for piece in ("tables", "storage"):
        declared = yaml_tags.load((ROOT / f"infra/template/{piece}.yaml").read_text())["Resources"]
        for name, resource in declared.items():
            if resource["Type"] in ("AWS::DynamoDB::Table", "AWS::S3::Bucket"):
                assert name in headings, name


def test_every_index_and_stack_parameter_is_told() -> None:
    tables = yaml_tags.load((ROOT / "infra/template/tables.yaml").read_text())["Resources"].values()
    indexes = [index["IndexName"] for t in tables for index in t["Properties"].get("GlobalSecondaryIndexes", ())]
    parameters = yaml_tags.load((ROOT / "infra/template/parameters.yaml").read_text())["Parameters"]
    assert [name for name in indexes if f"`{name}`" not in written("data.md")] == []
    assert [name for name in parameters if f"`{name}`" not in written("deployment.md")] == []


def test_every_requirement_is_spoken_for() -> None:
    told: set[int] = set()
    for first, last in RANGE.findall(written("coverage.md")):
        told.update(range(int(first), int(last or first) + 1))
    assert told == set(range(1, REQUIREMENTS + 1))
    ids = [row[0] for row in coverage_rows()]
    assert len(ids) == len(set(ids))


def test_what_is_met_or_partly_met_names_tests_that_exist() -> None:
    for number, _, status, _, tests in coverage_rows():
        assert status in ("met", "partly", "not yet"), number
        assert bool(TEST.findall(tests)) == (status != "not yet"), number
        assert all((ROOT / path).is_file() for path in TEST.findall(tests)), number


def test_the_rows_are_counted_as_they_stand() -> None:
    standing = [row[2] for row in coverage_rows()]
    told = ", ".join(f"{standing.count(status)} {status}" for status in ("met", "partly", "not yet"))
    assert f"Of the {len(standing)} rows listed one by one: {told}." in written("coverage.md")


@pytest.mark.parametrize("document", ["cases.md", "catalogue.md", "coverage.md", "identity.md", "supervision.md"])
def test_only_routes_are_named_that_there_are(document: str) -> None:
    paths = paths_of_the_api()
    for method, path in ROUTE.findall(written(document)):
        shaped = re.sub(r"{\w+}", "{}", f"/v1{path.removeprefix('/v1')}")
        known = {re.sub(r"{\w+}", "{}", one): operations for one, operations in paths.items()}
        assert method.lower() in known.get(shaped, {}), f"{method} {path}"


def test_the_page_of_the_configuration_is_in_step() -> None:
    assert written("configuration.md") == configuration.text(), "run `python -m infra.configuration`"
    assert [name for name in KINDS if not configuration.obeying(name)] == []


def test_identity_tells_every_limit_as_it_ships() -> None:
    told = dict(re.findall(r"^\| `(\w+\.\w+)` \| (\d+) ", written("identity.md"), re.M))
    documents = ("sessions", "limits", "passwords", "accounts", "representation")
    shipped = {
        f"{name}.{field}": str(getattr(KINDS[name], field).default)
        for name in documents
        for field in KINDS[name].__annotations__
    }
    assert told == shipped


def test_identity_tells_every_role_and_who_needs_a_second_factor() -> None:
    rows = [line.split("|") for line in written("identity.md").splitlines() if line.startswith("| `")]
    told = {role: row[3].strip() for row in rows for role in re.findall(r"`(\w+)`", row[1])}
    needs = {role for role, second_factor in told.items() if second_factor == "yes"}
    assert {role for role in told if role in set(Role)} == set(Role)
    assert needs == SECOND_FACTOR_ROLES


def test_cases_tells_every_act_with_the_statuses_that_it_leads_from_and_to() -> None:
    rows = [line.split(" | ") for line in written("cases.md").splitlines() if re.match(r"\| `\w+` [^`]+ \| `", line)]
    told = {re.findall(r"`(\w+)`", row[0])[0]: tuple(re.findall(r"`(\w+)`", cell) for cell in row[2:4]) for row in rows}
    for act in CaseAct:
        leads = {str(before): str(after) for (before, by), after in NEXT.items() if by is act}
        after = [] if all(one == other for one, other in leads.items()) else sorted({*leads.values()})
        assert (sorted(told[act][0]), told[act][1]) == (sorted(leads), after), act
    assert set(told) == {*map(str, CaseAct)}


def test_the_glossary_names_what_the_code_has() -> None:
    code = "\n".join(
        path.read_text() for folder in ("chalicelib", "functions") for path in ROOT.glob(f"{folder}/**/*.py")
    )
    built = written("glossary.md").partition("## Kept for later")[0].partition("## Items")[2]
    words = {word for quoted in QUOTED.findall(built) for word in re.findall(r"[A-Za-z_]{3,}", quoted)}
    assert {word for word in words if word not in code} == set()
