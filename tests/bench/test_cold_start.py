"""What a cold start must not load: each of these costs more than most of our own modules together."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.domains import modules

ROOT = Path(__file__).resolve().parents[2]
NEVER = {"aws_lambda_powertools", "boto3", "jwt", "pydantic", "typing_extensions", "zoneinfo"}
NOT_BEFORE_USE = {"botocore", "cryptography", "jsonschema_rs", "pynamodb", "urllib3"}
PAGES = {"jinja2", "markupsafe", "pypinyin", "segno"}
"""Libraries that make pages and pictures, or spell names."""
SELDOM_NEEDED = {
    "chalicelib.cases.collecting.ports",
    "chalicelib.cases.collecting.seats",
    "chalicelib.cases.table.handovers",
    "chalicelib.cases.adapters.consents",
    "chalicelib.cases.adapters.deadlines",
    "chalicelib.cases.adapters.staff",
    "chalicelib.cases.adapters.windows",
    "chalicelib.cases.credit",
    "chalicelib.cases.enforcing",
    "chalicelib.cases.history.enforcing",
    "chalicelib.cases.intake.held",
    "chalicelib.cases.intake.instant",
    "chalicelib.cases.intake.letters",
    "chalicelib.cases.intake.pre_check",
    "chalicelib.cases.intake.prefill",
    "chalicelib.cases.intake.prefilled",
    "chalicelib.cases.intake.signing",
    "chalicelib.cases.intake.tolerance",
    "chalicelib.cases.intake.withdrawing",
    "chalicelib.cases.neighbours",
    "chalicelib.cases.regime_clocks",
    "chalicelib.cases.shelf",
    "chalicelib.cases.table.owners",
    "chalicelib.cases.work.spent",
    "chalicelib.catalogue.elements.item_types",
    "chalicelib.catalogue.records",
    "chalicelib.catalogue.elements.regimes",
    "chalicelib.deadlines.service",
    "chalicelib.decision_tables.tables",
    "chalicelib.identity.access_log.openings",
    "chalicelib.identity.access_log.recording",
    "chalicelib.identity.proving.proofs",
    "chalicelib.identity.table.due",
    "chalicelib.identity.table.kiosks",
    "chalicelib.identity.table.numbers",
    "chalicelib.identity.table.openings",
    "chalicelib.identity.table.verifications",
    "chalicelib.identity.table.whole",
    "chalicelib.representation.service",
    "chalicelib.shared.templates",
    "chalicelib.staff.service",
    "rfc8785",
}
"""What most requests do without: it is loaded by the first that needs it."""
OF_THE_CATALOGUE = re.compile(
    r"chalicelib\.catalogue\.(checks|divisions|editions|exports|files|guides|imports|search|views|schemas|acts)\b"
)
"""What keepers and readers of the catalogue need, and no case."""
OF_A_DOMAIN = re.compile(r"chalicelib\.(?!shared\.)\w+\.(table|adapters|schemas|messages|routes)\b")


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has after `code`."""
    told = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def named(found: set[str], names: set[str]) -> set[str]:
    return {name for name in found if name.partition(".")[0] in names}


def test_importing_the_application_loads_no_domain_and_nothing_heavy() -> None:
    found = loaded_by("import app")
    assert not named(found, NEVER | NOT_BEFORE_USE)
    assert not {name for name in found if OF_A_DOMAIN.match(name)}


@pytest.mark.parametrize("module", modules())
def test_a_module_of_routes_loads_no_table_no_adapter_and_nothing_heavy(module: str) -> None:
    found = loaded_by(f"import app\napp.handler.load({module!r})")
    assert not named(found, NEVER | NOT_BEFORE_USE | PAGES)
    others = {name for name in found if OF_A_DOMAIN.match(name) and not name.startswith(f"chalicelib.{module}")}
    assert not {name for name in others if ".routes" not in name}
    assert {name.split(".")[1] for name in others} <= {module.split(".", maxsplit=1)[0]}


@pytest.mark.parametrize(
    "function",
    sorted(folder.parent.name for folder in (ROOT / "functions").glob("*/handler.py")),
)
def test_importing_a_function_loads_nothing_heavy(function: str) -> None:
    found = loaded_by(f"import functions.{function}.handler")
    assert not named(found, NEVER | NOT_BEFORE_USE | PAGES)


def test_letting_somebody_in_loads_the_keys_and_no_person() -> None:
    found = loaded_by("from chalicelib.wiring.identity import identity_service\nidentity_service()")
    assert not found & SELDOM_NEEDED
    assert {name for name in found if name.startswith("chalicelib.identity.table.")} == {
        "chalicelib.identity.table.items",
        "chalicelib.identity.table.keys",
    }


@pytest.mark.parametrize(
    ("made", "loads"),
    [
        (
            "from chalicelib.wiring import cases, catalogue\ncases.cases()\ncatalogue.catalogue_service()",
            "chalicelib.cases.table",
        ),
        ("from chalicelib.wiring.sessions import sessions\nsessions()", "chalicelib.identity.table.sessions"),
        ("from chalicelib.wiring.identity import person_table\nperson_table()", "chalicelib.identity.table.accounts"),
    ],
)
def test_what_ordinary_requests_are_made_of_loads_nothing_seldom_needed(made: str, loads: str) -> None:
    found = loaded_by(f"import os\nos.environ['SIGNING_KEY_ID'] = 'none'\n{made}")
    assert loads in found
    assert not found & SELDOM_NEEDED
    assert not named(found, PAGES)
    assert not {name for name in found if OF_THE_CATALOGUE.match(name)}


def test_searching_items_loads_nothing_of_building_keeping_and_telling_them() -> None:
    found = loaded_by(
        "import app, chalicelib.catalogue.routes.items\n"
        "from chalicelib.wiring import catalogue\ncatalogue.item_search()\n"
        "import chalicelib.catalogue.search.answering"
    )
    assert "chalicelib.catalogue.search.table" in found
    assert not found & {
        "boto3",
        "pydantic",
        "jsonschema_rs",
        "rfc8785",
        "chalicelib.catalogue.search.building",
    }
    assert not named(found, PAGES)
    beyond = ("checks", "editions", "guides", "imports", "views", "divisions", "service")
    assert not {name for name in found if name.startswith("chalicelib.catalogue.") and name.split(".")[2] in beyond}


def test_handing_in_loads_nothing_of_reading_and_of_the_desk() -> None:
    found = loaded_by("import chalicelib.cases.routes.submission")
    assert not found & {f"chalicelib.cases.{name}" for name in ("desk", "listing", "reading", "tasks", "status")}
    assert not found & SELDOM_NEEDED


def test_no_garbage_is_looked_for_once_chalice_is_being_loaded() -> None:
    heard = "gc.callbacks.append(lambda *_: runs.append(len(sys.modules)) if 'chalice' in sys.modules else None)"
    loaded_by(f"import gc, sys\nruns = []\n{heard}\nimport app\nassert not runs")


def test_serving_health_needs_nothing_but_its_own_routes() -> None:
    found = loaded_by(
        "import app\n"
        "context = {'requestId': 'r', 'identity': {'sourceIp': '192.0.2.1'}}\n"
        "event = {'path': '/v1/health', 'httpMethod': 'GET', 'headers': {}, 'multiValueHeaders': {}, 'body': None,\n"
        "         'requestContext': context, 'multiValueQueryStringParameters': None, 'isBase64Encoded': False,\n"
        "         'stageVariables': None}\n"
        "assert app.handler(event, None)['statusCode'] == 200"
    )
    assert not named(found, NEVER | NOT_BEFORE_USE)
    assert {name for name in found if OF_A_DOMAIN.match(name)} == {"chalicelib.operations.routes"}
