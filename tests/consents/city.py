"""A city whose wording can change, with its consents on real tables."""

from __future__ import annotations

from typing import Any

from chalicelib.consents.rules import Purpose, Wording
from chalicelib.consents.service import ConsentService
from chalicelib.consents.table import ConsentsTable
from chalicelib.shared.access import Caller
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act, Recorder
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.builders import a_citizen
from tests.fakes import SECRET, FakeClock

ZHANG = a_citizen("person-zhang", level=0)
LI = a_citizen("person-li")


class City:
    """The consents of a city over moto's tables; `publish` changes what it says of a purpose."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.said = {purpose: Wording(0, f"{purpose} 的说明") for purpose in Purpose}
        self.table = ConsentsTable()
        self.committer = DynamoCommitter(OnceBook(Sealer(SECRET), self.clock))
        recorder = Recorder(self.clock, self.clock, lambda: max(one.version for one in self.said.values()))
        self.service = ConsentService(self.table, lambda: self.said, recorder, self.committer)

    def publish(self, text: str, purpose: Purpose = Purpose.PREFILL) -> Wording:
        """A new edition: every wording has its number, one has another text."""
        number = self.said[purpose].version + 1
        self.said = {other: said._replace(version=number) for other, said in self.said.items()}
        self.said[purpose] = Wording(number, text)
        return self.said[purpose]

    def give(self, by: Caller = ZHANG, purpose: Purpose = Purpose.PREFILL, **shown: Any) -> dict[str, Any]:
        """Agree to what is in force, unless `version` or `sha256` say that something else was shown."""
        said = self.said[purpose]
        version, sha256 = shown.get("version", said.version), shown.get("sha256", said.sha256)
        return self.service.give(by, purpose, version, sha256, shown.get("once"))

    def withdraw(self, by: Caller = ZHANG, purpose: Purpose = Purpose.PREFILL) -> dict[str, Any]:
        return self.service.withdraw(by, purpose, None)

    def stands(self, by: Caller = ZHANG, purpose: Purpose = Purpose.PREFILL) -> bool:
        return self.service.given(by.id, purpose)

    def acts(self, by: Caller = ZHANG) -> list[Act]:
        return list(acts_of(f"consent#{by.id}"))
