"""The zips: the same bytes for the same sources, compiled, for the run time's Linux, and complete by themselves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.util import source_hash
from pathlib import Path
from typing import Any

import pytest

from infra.build import bundles, sources
from infra.build.artifact import PARTS, build
from infra.local.places import ROOT

GLIBC_OF_RUNTIME = (2, 26)  # python3.11 runs on Amazon Linux 2
SITE_PACKAGES = Path("layer/python/lib/python3.11/site-packages")


def run_isolated(unpacked: Path, bundle: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` with nothing on the path but the standard library, the layer and one bundle."""
    paths = [str(unpacked / bundle), str(unpacked / SITE_PACKAGES)]
    program = f"import sys; sys.path[:0] = {paths!r}\n{code}"
    environment = {"AWS_LAMBDA_FUNCTION_NAME": "test", "AWS_DEFAULT_REGION": "cn-north-1", "STAGE": "test"}
    command = [sys.executable, "-S", "-I", "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def handlers(template: dict[str, Any]) -> list[tuple[str, str]]:
    functions = [r["Properties"] for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function"]
    return sorted((f["Code"].removesuffix(".zip"), f["Handler"]) for f in functions)


def test_every_handler_is_importable_from_its_zips_alone(unpacked: Path, built_template: dict[str, Any]) -> None:
    for bundle, handler in handlers(built_template):
        module, _, name = handler.rpartition(".")
        done = run_isolated(unpacked, bundle, f"import {module}; assert callable({module}.{name})")
        assert done.returncode == 0, f"{handler}: {done.stderr}"


def test_every_domain_is_importable_from_the_api_zip_alone(unpacked: Path) -> None:
    done = run_isolated(unpacked, "api", "import app; app.handler.load_all(); print(len(app.app.routes))")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_what_is_missing_from_the_zips_is_missing_here_too(unpacked: Path) -> None:
    """Or the two tests above would prove nothing."""
    done = run_isolated(unpacked, "api", "import pytest")
    assert "ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize("part", ["api.zip", "functions.zip", "template.json"])
def test_the_same_sources_give_the_same_bytes(artifact: Path, tmp_path: Path, part: str) -> None:
    make = next(p.make for p in PARTS if p.name == part)
    make(ROOT, tmp_path / part)
    assert (tmp_path / part).read_bytes() == (artifact / part).read_bytes()


def test_of_kms_there_is_what_roles_allow_of_it(unpacked: Path) -> None:
    """No less, or a call would fail that the role lets pass; no more, for every cold start reads it."""
    code = """
import botocore.session
client = botocore.session.get_session().create_client("kms", "cn-north-1")
print(*client.meta.service_model.operation_names)
for name in client.meta.service_model.operation_names:
    operation = client.meta.service_model.operation_model(name)
    assert operation.input_shape.members and operation.output_shape.members and operation.error_shapes
"""
    done = run_isolated(unpacked, "api", code)
    assert done.returncode == 0, done.stderr
    roles = "".join(path.read_text() for path in (ROOT / "infra" / "template" / "roles").glob("*.yaml"))
    assert set(done.stdout.split()) == set(re.findall(r"kms:(\w+)", roles))


def test_packing_sees_neither_time_nor_order(tmp_path: Path) -> None:
    for name, files in (("one", ("b.py", "a.py")), ("two", ("a.py", "b.py"))):
        folder = tmp_path / name
        folder.mkdir()
        for number, file in enumerate(files):
            (folder / file).write_text("X = {'a', 'b', 'c'}\n")
            os.utime(folder / file, (1_000_000 * number, 1_000_000 * number))
        bundles._compile(folder)
        bundles._pack(folder, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_code_is_compiled_and_trusted_without_a_look_at_the_source(unpacked: Path) -> None:
    for source in (unpacked / "api" / "chalicelib").rglob("*.py"):
        compiled = source.parent / "__pycache__" / f"{source.stem}.cpython-311.pyc"
        header = compiled.read_bytes()[:16]
        assert int.from_bytes(header[4:8], "little") == 0b01, "unchecked hash (PEP 552)"
        assert header[8:16] == source_hash(source.read_bytes())


def test_compiled_code_names_no_path_of_the_building_machine(unpacked: Path) -> None:
    compiled = (unpacked / "api" / "chalicelib" / "__pycache__" / "resolver.cpython-311.pyc").read_bytes()
    assert b"chalicelib/resolver.py" in compiled
    assert b"/chalicelib/resolver.py" not in compiled


def test_binary_wheels_fit_the_run_time(unpacked: Path) -> None:
    """A wheel of several tags is good for each of them: one that fits is enough."""
    wheels = {
        wheel.parent.name: [line for line in wheel.read_text().splitlines() if line.startswith("Tag: ")]
        for wheel in (unpacked / SITE_PACKAGES).glob("*.dist-info/WHEEL")
    }
    binary = {name: tags for name, tags in wheels.items() if not all(tag.endswith("none-any") for tag in tags)}
    assert binary
    assert [name for name, tags in binary.items() if not any(map(fits, tags))] == []


def fits(tag: str) -> bool:
    version = re.search(r"manylinux_(\d+)_(\d+)_x86_64", tag)
    return "manylinux2014_x86_64" in tag or bool(version and tuple(map(int, version.groups())) <= GLIBC_OF_RUNTIME)


def test_the_layer_describes_only_the_services_that_are_called(unpacked: Path) -> None:
    described = {path.name for path in (unpacked / SITE_PACKAGES / "botocore" / "data").iterdir() if path.is_dir()}
    assert described == {"dynamodb", "events", "kms", "s3", "secretsmanager", "sqs", "sts"}


def test_the_layer_holds_what_the_requirements_pin_and_nothing_else(unpacked: Path) -> None:
    pinned = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.txt").read_text(), re.M)
    wanted = {(name.lower().replace("-", "_"), version) for name, version in pinned}
    infos = (path.name.removesuffix(".dist-info") for path in (unpacked / SITE_PACKAGES).glob("*.dist-info"))
    found = {(name.lower().replace("-", "_"), version) for name, _, version in (i.rpartition("-") for i in infos)}
    assert found == wanted
    assert {path.name for path in (unpacked / SITE_PACKAGES / "chalice").glob("*.py")} == {"__init__.py", "app.py"}


def test_the_layer_stays_within_the_run_times_limit(artifact: Path, unpacked: Path) -> None:
    whole = sum(path.stat().st_size for path in unpacked.rglob("*") if path.is_file())
    assert whole < 250 * 1024 * 1024
    assert (artifact / "layer.zip").stat().st_size < 50 * 1024 * 1024


def test_only_what_changed_is_built(artifact: Path) -> None:
    assert build(artifact) == []


def test_what_tools_leave_in_a_package_is_no_source(artifact: Path) -> None:
    for name in ("api.zip", "functions.zip"):
        with zipfile.ZipFile(artifact / name) as packed:
            assert not [n for n in packed.namelist() if "/." in n or n.startswith(".")]
    assert not sources.is_source(Path("chalicelib/cases/.mypy_cache/3.11/cache.db"))
    assert not sources.is_source(Path("chalicelib/__pycache__/wiring.cpython-311.pyc"))
    assert sources.is_source(Path("chalicelib/cases/rules.py"))


def test_pages_and_the_calendar_come_with_their_code(unpacked: Path) -> None:
    """Templates and data lie beside what reads them: a page can be made of the bundles alone."""
    program = (
        "import datetime\n"
        "from chalicelib.catalogue.guides import page\n"
        "from chalicelib.deadlines.service import due_on\n"
        "assert page._TEMPLATE.is_file() and '<svg' in page.code('https://example.gov.cn')\n"
        "from chalicelib.shared.pages import _environment\n"
        "_environment(page._TEMPLATE.parent).get_template(page._TEMPLATE.name)\n"
        "assert due_on(datetime.date(2026, 2, 13), 5, 'WD') == datetime.date(2026, 2, 27)\n"
    )
    ran = run_isolated(unpacked, "api", program)
    assert ran.returncode == 0, ran.stderr
