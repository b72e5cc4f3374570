"""Rules of the design that a program can check, over the whole tree."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from chalicelib.domains import ROUTES, module_of, modules
from chalicelib.shared import errors
from chalicelib.shared.access import Access
from chalicelib.shared.http import STATUS, RouteSpec
from chalicelib.shared.messages import FAULTS, MESSAGES
from infra.openapi import specs

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted([*ROOT.glob("chalicelib/**/*.py"), *ROOT.glob("functions/**/*.py"), ROOT / "app.py"])
KINDS = {kind.__name__ for kind in STATUS}
PUBLIC = {
    "GET /.well-known/jwks.json",
    "GET /v1/health",
    "GET /v1/version",
    "PUT /v1/local/clock",
    "POST /v1/sessions/wechat",
    "POST /v1/sessions/kiosk",
    "POST /v1/sessions/staff",
    "POST /v1/sessions/refresh",
    "GET /v1/items",
    "GET /v1/items/{item_code}",
    "GET /v1/items/{item_code}/disclosures",
    "GET /v1/catalogue/statistics",
    "GET /v1/catalogue/themes",
    "GET /v1/forms",
    "GET /v1/items/{item_code}/blank-form",
    "GET /v1/items/{item_code}/files",
    "GET /v1/items/{item_code}/files/{sha256}",
    "POST /v1/items/{item_code}/guide",
    "GET /v1/items/{item_code}/guide-sheet",
    "GET /v1/items/{item_code}/process-picture",
    "GET /v1/divisions/{division_code}",
    "GET /v1/divisions/{division_code}/children",
    "POST /v1/status-lookups",
}
WITHOUT_KEY = {"/sessions/", "/guide", "/pre-check", "/status-lookups", "/callbacks/", "/verifications"}


def domains() -> list[str]:
    return sorted({path.parent.name for path in ROOT.glob("chalicelib/*/messages.py")} - {"shared"})


def raised(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(kind, code) of every error or fault made with a literal code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            at = 1 if name == "Fault" else 0
            if (name in KINDS or name == "Fault") and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                yield name, node.args[at].value


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_code_that_is_raised_has_wording(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    own = parts[1] if parts[0] == "chalicelib" and len(parts) > 2 else "shared"
    messages, faults = _wording(own)
    for kind, code in raised(ast.parse(path.read_text())):
        known = faults if kind == "Fault" else messages
        assert code in known, f"{kind}({code!r}) has no wording"


@pytest.mark.parametrize("domain", domains())
def test_wording_is_chinese_and_says_what_to_do(domain: str) -> None:
    for code, (title, detail) in importlib.import_module(f"chalicelib.{domain}.messages").MESSAGES.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code), code
        assert re.search(r"[\u4e00-\u9fff]", title), code
        assert len(detail) > len(title), code


def test_no_code_has_two_wordings() -> None:
    """A refusal may be answered by a third domain's route, which could not know whose words to take.

    A domain may take up another's catalogue as it is.
    """
    worded: dict[tuple[str, str], set[object]] = {}
    for domain in [*domains(), "shared"]:
        messages = importlib.import_module(f"chalicelib.{domain}.messages")
        for catalogue in ("MESSAGES", "FAULTS"):
            for code, words in getattr(messages, catalogue, {}).items():
                worded.setdefault((catalogue, code), set()).add(words)
    assert {code: words for code, words in worded.items() if len(words) > 1} == {}


def test_nothing_has_two_docstrings() -> None:
    assert [place for path in CODE for place in _doubled(path)] == []


def _doubled(path: Path) -> Iterator[str]:
    """Where two texts stand one below the other: only the first of them is ever read."""
    for node in ast.walk(ast.parse(path.read_text())):
        body = getattr(node, "body", None)
        for first, second in pairwise(body) if isinstance(body, list) else ():
            if _is_text(first) and _is_text(second):
                yield f"{path.relative_to(ROOT)}:{second.lineno}"


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: f"{spec.method} {spec.path}")
class TestEveryRoute:
    def test_declares_who_may_call_it(self, spec: RouteSpec) -> None:
        assert spec.access != Access()
        assert spec.access.public == (f"{spec.method} {spec.path}" in PUBLIC)

    def test_is_found_through_its_own_module(self, spec: RouteSpec) -> None:
        module = module_of(re.sub(r"{\w+}", "x", spec.path))
        assert module is not None
        assert spec in importlib.import_module(f"chalicelib.{module}").routes.specs

    def test_that_creates_or_acts_needs_an_idempotency_key(self, spec: RouteSpec) -> None:
        exempt = any(part in spec.path for part in WITHOUT_KEY) and "/me/" not in spec.path
        assert spec.idempotent == (spec.method == "POST" and not exempt)

    def test_has_a_summary_in_both_languages(self, spec: RouteSpec) -> None:
        assert re.match(r".*[\u4e00-\u9fff].* — \w", spec.summary), spec.summary

    def test_names_models_that_exist(self, spec: RouteSpec) -> None:
        named = [spec.model(name) for name in (spec.body, spec.query, spec.answer) if name]
        assert all(model.__doc__ for model in named)


def test_every_path_prefix_leads_to_a_module_with_routes() -> None:
    assert {module for _, module in ROUTES} == set(modules())
    for module in modules():
        assert importlib.import_module(f"chalicelib.{module}").routes.specs


def test_every_kind_of_error_has_a_status() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ServiceError)}
    assert kinds - {errors.ServiceError} == set(STATUS)


@pytest.mark.parametrize(
    ("pattern", "why", "allowed"),
    [
        (r"\.scan\(|dynamodb:Scan", "no table is ever walked", ()),
        (r"datetime\.now\(|date\.today\(|utcnow\(", "time comes from the clocks", ("shared/clocks.py",)),
        (r"\bstatus_code\s*=|statusCode", "statuses live in shared/http", ("shared/http.py", "resolver.py")),
        (r"\bprint\(", "the log is structured", ()),
        (r"arn:aws:", "the partition is the deployment's", ()),
        (r"cn-north-1|\"530\d+|昆明", "no region and no city in code", ()),
        (r"TODO|FIXME|XXX", "nothing is left for later in code", ()),
    ],
    ids=["scan", "time", "status", "print", "partition", "city", "later"],
)
def test_no_code_holds(pattern: str, why: str, allowed: tuple[str, ...]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in CODE
        if not str(path).endswith(allowed or ("\0",))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, why


def test_pynamodb_stays_in_tables() -> None:
    allowed = re.compile(
        r"chalicelib/(\w+/(\w*table|\w*tables)\.py|shared/(commit|dynamodb|idempotency)\.py|\w+/table/)"
    )
    users = [
        str(path.relative_to(ROOT)) for path in CODE if re.search(r"^(from|import) pynamodb", path.read_text(), re.M)
    ]
    assert [path for path in users if not allowed.match(path)] == []


def test_no_test_patches_our_code() -> None:
    for path in ROOT.glob("tests/**/*.py"):
        if path != Path(__file__):
            assert not re.search(r"mock\.patch|from unittest|MagicMock", path.read_text()), path


def test_no_catch_all_module_names() -> None:
    names = {path.stem for path in [*CODE, *ROOT.glob("infra/**/*.py"), *ROOT.glob("tests/**/*.py")]}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def _wording(domain: str) -> tuple[set[str], set[str]]:
    messages, faults = set(MESSAGES), set(FAULTS)
    if (ROOT / "chalicelib" / domain / "messages.py").exists() and domain != "shared":
        own = importlib.import_module(f"chalicelib.{domain}.messages")
        messages |= set(own.MESSAGES)
        faults |= set(getattr(own, "FAULTS", {}))
    return messages, faults
