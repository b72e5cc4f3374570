"""One template from the pieces in infra/template, each about one thing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from infra.build import yaml_tags

SECTIONS = ("Parameters", "Conditions", "Resources", "Outputs")
_DEPLOYMENT = "ApiDeployment"


class TemplateInvalid(ValueError):
    """The pieces do not make one template."""


def make(root: Path, target: Path) -> None:
    """Write the merged template as JSON; zips are named by their file until they are deployed."""
    document = merged(root / "infra" / "template")
    target.write_text(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def merged(folder: Path) -> dict[str, Any]:
    """The whole template. Raises TemplateInvalid if two pieces say the same thing."""
    document: dict[str, Any] = {"AWSTemplateFormatVersion": "2010-09-09", **{name: {} for name in SECTIONS}}
    for path in sorted(folder.rglob("*.yaml")):
        _add(document, yaml_tags.load(path.read_text()), path.name)
    return _deployed_when_changed(document)


def _add(document: dict[str, Any], piece: dict[str, Any], name: str) -> None:
    for section, entries in piece.items():
        if section.startswith("x-"):
            continue
        if section not in SECTIONS:
            raise TemplateInvalid(f"{name}: unknown section {section}")
        if twice := document[section].keys() & entries.keys():
            raise TemplateInvalid(f"{name}: {section} {', '.join(sorted(twice))} is declared elsewhere too")
        document[section].update(entries)


def _deployed_when_changed(document: dict[str, Any]) -> dict[str, Any]:
    """API Gateway serves a snapshot: a new name for the deployment takes a new one, after all that belongs to it."""
    resources = document["Resources"]
    of_api = {name: r for name, r in resources.items() if r["Type"].startswith("AWS::ApiGateway::")}
    digest = hashlib.sha256(json.dumps(of_api, sort_keys=True).encode()).hexdigest()[:10]
    answers = [name for name, r in of_api.items() if r["Type"] == "AWS::ApiGateway::GatewayResponse"]
    resources[_DEPLOYMENT]["DependsOn"] += sorted(answers)
    renamed = json.dumps(document, ensure_ascii=False).replace(f'"{_DEPLOYMENT}"', f'"{_DEPLOYMENT}{digest}"')
    named: dict[str, Any] = json.loads(renamed)
    return named
