"""`make verify`: walk the act archive and the chains; exit 0 if all is whole, 1 on findings, 2 if it cannot look.

The running local city is found by its `.local/city.json`. With ACTS_TABLE and ARCHIVE_BUCKET in the environment it is
the account that the AWS variables name; it needs dynamodb:Query on the table and s3:ListBucket, s3:ListBucketVersions,
s3:GetObject, s3:GetObjectVersion on the bucket.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.archive.adapters.acts import ActsTable
from chalicelib.archive.adapters.bucket import ArchiveBucket
from chalicelib.archive.adapters.index import ActIndex
from chalicelib.archive.findings import Finding, Kind
from chalicelib.archive.service import ArchiveService
from chalicelib.archive.verification import Tally, Verification
from infra.local.places import ROOT, Places

WHOLE, FOUND, CANNOT_LOOK = 0, 1, 2

WORDS: dict[Kind, str] = {
    Kind.OBJECT_ALTERED: "archived batch is not what was archived",
    Kind.OBJECT_REMOVED: "archived batch was removed",
    Kind.OBJECT_NOT_ANCHORED: "batch was slipped in behind a closed anchor",
    Kind.OBJECT_UNKNOWN: "object that nothing here writes",
    Kind.ANCHOR_ALTERED: "anchor was altered",
    Kind.ANCHOR_REMOVED: "anchor was removed",
    Kind.ANCHOR_UNLINKED: "anchor does not follow the day before's",
    Kind.LINE_UNREADABLE: "line is not an act",
    Kind.ACT_ALTERED: "act was altered",
    Kind.ACT_REMOVED: "act was removed",
    Kind.ACT_ADDED: "act does not belong here",
    Kind.ACT_REORDERED: "act is out of order",
    Kind.ACT_REPEATED: "act stands here a second time",
    Kind.ACT_DIFFERS: "act is another in the archive",
    Kind.ACT_UNLINKED: "act does not follow the one before it",
}


class NowhereToLook(RuntimeError):
    """No city runs and no account is named."""


@dataclass(frozen=True)
class Place:
    """Where the acts are: the names of table and bucket, and how to reach them."""

    acts_table: str
    archive_bucket: str
    connection: dict[str, Any] = field(default_factory=dict)

    def verification(self, now: datetime) -> Verification:
        """A walk over everything."""
        session = botocore.session.get_session()
        bucket = ArchiveBucket(session.create_client("s3", **self.connection), self.archive_bucket)
        table = ActsTable(session.create_client("dynamodb", **self.connection), self.acts_table)
        return ArchiveService(bucket).verification(table, ActIndex(), now)


def place(state: Path | None) -> Place:
    """The local city in `state`; if none is asked for, the account that the environment names, or the usual city.

    Raises `NowhereToLook`.
    """
    table, bucket = os.environ.get("ACTS_TABLE"), os.environ.get("ARCHIVE_BUCKET")
    if not state and table and bucket:
        return Place(table, bucket)
    city_file = Places(state or ROOT / ".local").city_file
    if not city_file.exists():
        raise NowhereToLook("No city runs here (make run), and ACTS_TABLE and ARCHIVE_BUCKET name no account's.")
    city = json.loads(city_file.read_text())
    connection = {
        "endpoint_url": city["endpoint_url"],
        "region_name": city["region"],
        "aws_access_key_id": city["access_key"]["id"],
        "aws_secret_access_key": city["access_key"]["secret"],
    }
    return Place(city["resources"]["ActsTable"], city["resources"]["ArchiveBucket"], connection)


def report(findings: Iterable[Finding], tally: Tally) -> int:
    """Print each finding as it comes, then what was looked at; return how many there were."""
    number = 0
    for finding in findings:
        number += 1
        print(f"FOUND  {sentence(finding)}")
    print(f"Looked at {tally.batches} batches of {tally.days} days, {tally.anchors} anchors,")
    print(f"{tally.acts} archived acts in the chains of {tally.subjects} subjects.")
    print("These are all subjects that were ever archived; one none of whose acts ever was is not seen here.")
    if tally.batches_awaiting_anchor:
        print(f"{tally.batches_awaiting_anchor} batches are not anchored yet: that happens once a day.")
    if tally.acts_awaiting_archive:
        print(f"{tally.acts_awaiting_archive} fresh acts are on their way to the archive.")
    print(f"{number} findings." if number else "All of this is whole: nothing altered, removed, reordered or added.")
    return number


def tell_programs(findings: Iterable[Finding], _tally: Tally) -> int:
    """Print one finding a line, as JSON, and nothing else; return how many there were."""
    number = 0
    for finding in findings:
        number += 1
        print(json.dumps(asdict(finding), ensure_ascii=False))
    return number


def sentence(finding: Finding) -> str:
    """A finding in words: what, which act, where."""
    act = f": {finding.subject}, act {finding.seq} ({finding.act_id or 'id unknown'})" if finding.subject else ""
    detail = f" - {finding.detail}" if finding.detail else ""
    return f"{WORDS[finding.kind]}{act}, in {finding.where}{detail}"


def main(arguments: list[str] | None = None) -> int:
    """Verify and report."""
    asked = _read(arguments)
    try:
        verification = place(asked.state).verification(datetime.now(UTC))
        tell = tell_programs if asked.json else report
        number = tell(verification.findings(), verification.tally)
    except (NowhereToLook, BotoCoreError, ClientError) as failed:
        print(f"Cannot verify: {failed}", file=sys.stderr)
        return CANNOT_LOOK
    return FOUND if number else WHOLE


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.verify", description=__doc__)
    parser.add_argument("--state", type=Path, help="folder of a local city's state (default .local)")
    parser.add_argument("--json", action="store_true", help="one finding a line, as JSON, and nothing else")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
