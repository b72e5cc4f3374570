"""YAML with CloudFormation's short tags (`!Ref`, `!GetAtt`, `!Sub`, `!If` …) read into their long form."""

from __future__ import annotations

from typing import Any

import yaml

_BARE = {"Ref", "Condition"}


class _Loader(yaml.SafeLoader):
    """SafeLoader that knows the tags."""


def load(text: str) -> dict[str, Any]:
    """The document in `text` as plain data."""
    document: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    return document


def _long_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in _BARE else f"Fn::{suffix}"
    value = _plain(loader, node)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name: value}


def _plain(loader: _Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_object(yaml.ScalarNode("tag:yaml.org,2002:str", node.value), deep=True)


_Loader.add_multi_constructor("!", _long_form)
