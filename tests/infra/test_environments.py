"""Virtual environments: made, mended, brought up to date, left alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local import check_python, venvs
from infra.local.places import ROOT
from infra.local.venvs import STAMP, Environment, InstallationFailed, ensure


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """One that needs nothing from a registry."""
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return Environment(tmp_path / "venv", tmp_path / "requirements.txt")


def test_a_missing_one_is_made_and_then_left_alone(
    environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure((environment,), tmp_path)
    assert "making the virtual environment" in capsys.readouterr().out
    assert environment.found() == environment.wanted()
    ensure((environment,), tmp_path)
    assert capsys.readouterr().out == ""


def test_a_half_built_one_is_made_anew(
    environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.folder.mkdir()
    (environment.folder / "left-over").touch()
    ensure((environment,), tmp_path)
    assert "half-built" in capsys.readouterr().out
    assert not (environment.folder / "left-over").exists()
    assert environment.found() == environment.wanted()


def test_changed_requirements_are_installed(
    environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure((environment,), tmp_path)
    environment.requirements.write_text("# nothing still\n")
    ensure((environment,), tmp_path)
    assert "requirements changed" in capsys.readouterr().out
    assert environment.found() == environment.wanted()


def test_a_failed_installation_says_where_to_look_and_stays_half_built(
    environment: Environment, tmp_path: Path
) -> None:
    environment.requirements.write_text("./no-such-folder\n")
    with pytest.raises(InstallationFailed, match="The whole log"):
        ensure((environment,), tmp_path)
    assert environment.found() is None
    assert not (environment.folder / STAMP).exists()


def test_what_a_requirements_file_refers_to_counts(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_text("a==1\n")
    (tmp_path / "dev.txt").write_text("-r base.txt\n")
    environment = Environment(tmp_path / "venv", tmp_path / "dev.txt")
    before = environment.wanted()
    (tmp_path / "base.txt").write_text("a==2\n")
    assert environment.wanted() != before


def test_the_check_of_python_is_readable_by_old_pythons() -> None:
    source = Path(check_python.__file__).read_text()
    ast.parse(source, feature_version=(3, 4))
    assert "f'" not in source
    assert 'f"' not in source
    assert "import infra" not in source


def test_a_wrong_python_is_told_before_anything_else(tmp_path: Path) -> None:
    wrong = Path(check_python.__file__).read_text().replace("NEEDED = (3, 11)", "NEEDED = (3, 7)")
    (tmp_path / "check.py").write_text(wrong)
    done = subprocess.run([sys.executable, str(tmp_path / "check.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Banshi needs Python 3.11")
    assert "make PYTHON=" in done.stderr


def test_making_environments_needs_the_standard_library_only() -> None:
    program = "import sys, infra.local.venvs; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    third_party = {"boto3", "botocore", "rich", "requests", "yaml", "aiohttp", "pydantic"}
    assert not third_party & set(done.stdout.split())
    assert Path(venvs.__file__).exists()


def test_every_requirement_is_pinned_and_no_registry_is_named() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-cloud.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        lines = [line for line in text.splitlines() if line and not line.startswith(("#", "-r "))]
        assert all("==" in line for line in lines), name
