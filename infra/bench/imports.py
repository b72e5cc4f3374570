"""Importing: rows per second and units per row, of a new file and of the same file again.

    python -m infra.bench.imports [rows]

prints the figures by themselves. Tables and bucket are in this process; the time within their calls is left out. Units
are worked out of what is sent and answered, by DynamoDB's rules.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from time import process_time
from typing import Any

import boto3
from moto import mock_aws

from infra.bench.meter import item_bytes
from infra.build import yaml_tags
from infra.local.places import ROOT

ROWS = 2_000
_TABLES = {
    "ActsTable": "ACTS_TABLE",
    "CatalogueTable": "CATALOGUE_TABLE",
    "ConfigurationTable": "CONFIGURATION_TABLE",
}
_USCC = "11440300MB2C927392"
_HEADER = ("department", "item_name", "impl_code", "task_type", "area_code", "org_code_in_impl_code")


class Units:
    """Units of the tables: a transaction's write is two for each kilobyte, a consistent read one for each four."""

    def __init__(self) -> None:
        self.read = self.written = 0
        self.away = 0.0
        self._left = 0.0

    def register(self, session: Any) -> None:
        """Listen to a session."""
        session.register("provide-client-params.dynamodb", self._leave)
        session.register("after-call.dynamodb", self._return)
        session.register("provide-client-params.dynamodb.TransactWriteItems", self._transact)
        session.register("provide-client-params.dynamodb.BatchGetItem", self._asked)
        session.register("after-call.dynamodb.BatchGetItem", self._many)
        session.register("after-call.dynamodb.GetItem", self._one)

    def _leave(self, **_: Any) -> None:
        self._left = process_time()

    def _return(self, **_: Any) -> None:
        self.away += process_time() - self._left

    def _transact(self, params: dict[str, Any], **_: Any) -> None:
        for part in params["TransactItems"]:
            put = part.get("Put")
            self.written += 2 * _blocks(item_bytes(put["Item"]), 1024) if put else 2

    def _asked(self, params: dict[str, Any], **_: Any) -> None:
        """What is not there costs a unit too."""
        self.read += sum(len(wanted["Keys"]) for wanted in params["RequestItems"].values())

    def _many(self, parsed: dict[str, Any], **_: Any) -> None:
        found = [item for items in parsed["Responses"].values() for item in items]
        self.read += sum(_blocks(item_bytes(item), 4096) - 1 for item in found)

    def _one(self, parsed: dict[str, Any], **_: Any) -> None:
        self.read += _blocks(item_bytes(parsed["Item"]), 4096) if "Item" in parsed else 1


def _blocks(size: int, block: int) -> int:
    return max(1, -(-size // block))


def file_of(rows: int) -> bytes:
    """An invented district's list."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_HEADER)
    for number in range(rows):
        code = f"990A{number:010d}-990100000000-000-{_USCC}-1-00"
        lines.writerow(("某某区人力资源和社会保障局", f"某某事项申请办理{number}", code, "1", "990100000000", _USCC))
    return text.getvalue().encode("gb18030")


@contextmanager
def cloud() -> Iterator[Units]:
    """Tables and bucket, empty, and a meter on them."""
    os.environ.update({variable: variable.lower() for variable in _TABLES.values()})
    os.environ.update(AWS_DEFAULT_REGION="cn-north-1")
    os.environ["CATALOGUE_BUCKET"] = "catalogue"
    with mock_aws():
        declared = yaml_tags.load((ROOT / "infra/template/tables.yaml").read_text())["Resources"]
        for logical, variable in _TABLES.items():
            properties = declared[logical]["Properties"]
            wanted = {name: properties[name] for name in ("KeySchema", "AttributeDefinitions", "BillingMode")}
            boto3.client("dynamodb").create_table(TableName=os.environ[variable], **wanted)
        where = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
        boto3.client("s3").create_bucket(Bucket="catalogue", CreateBucketConfiguration=where)
        from chalicelib.shared import dynamodb

        units = Units()
        units.register(dynamodb.client().meta.events)
        yield units


def imported(data: bytes) -> dict[str, Any]:
    """The report of an import of the file, from asking to its end."""
    from chalicelib.catalogue.imports.storing import source_key
    from chalicelib.shared.access import Caller, Post, Role
    from chalicelib.wiring import catalogue as wiring

    editor = Caller("staff", "S-1", posts=(Post(frozenset({Role.CATALOGUE_EDITOR}), ("*",), ("*",)),))
    file = {"size": len(data), "sha256": sha256(data).hexdigest()}
    said = {"kind": "items", "source": "bench", "format": "csv", "rows": None, "text": None, "file": file}
    import_id = wiring.import_desk().begin(said, editor, None)["import_id"]
    wiring.catalogue_objects().write(source_key(import_id), data, "text/csv")
    wiring.import_desk().complete(import_id, editor, None)
    seq = 0
    while (found := wiring.import_table().import_(import_id)) and found.seq > seq:
        seq = found.seq
        wiring.import_runner().carry_on(import_id, seq)
    return wiring.import_desk().report(import_id, editor)


def measured(rows: int) -> Iterator[str]:
    """The figures, a line each."""
    data = file_of(rows)
    with cloud() as units:
        for name in ("a new file", "the same file again"):
            before, units.read, units.written, units.away = process_time(), 0, 0, 0.0
            report = imported(data)
            spent = process_time() - before - units.away
            told = f"{report['accepted']:,} drafted, {report['unchanged']:,} unchanged"
            yield f"{name}: {rows:,} rows, {told}"
            yield f"  {rows / spent:,.0f} rows per second of processor time"
            yield f"  {units.read / rows:.2f} read units and {units.written / rows:.2f} write units a row"


if __name__ == "__main__":
    for line in measured(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(line)
