"""Doubles of what the cases domain needs from others: items, people, files, and a repository in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chalicelib.cases.adapters.deadlines import LawDates
from chalicelib.cases.credit import CreditStanding
from chalicelib.cases.neighbours import Colleague, Seat
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Applicant, Authority, Between, CaseFile, Form, Page, Scope, StoredMaterial, Writes
from chalicelib.cases.rules import Case
from chalicelib.cases.shelf import Kept
from chalicelib.cases.table.handovers import HandoverTable
from chalicelib.cases.table.owners import OwnerShelf
from chalicelib.cases.terms import Commitment, Extending, Period, Point, Procedure, Ruling, Slot, Terms
from chalicelib.cases.work.open_work import Task, desk_of, open_work, queue_sort
from chalicelib.cases.work.wanted import EVERYTHING, Wanted
from chalicelib.configuration.documents import Catalogue, Commitments, Intake, Remedies
from chalicelib.deadlines.service import CityCalendars
from chalicelib.identity.access_log.openings import WHAT
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Recorder
from chalicelib.shared.change import Committer
from chalicelib.shared.clocks import LawClock, epoch
from chalicelib.shared.errors import Forbidden, NotFound, UpstreamUnavailable
from chalicelib.shared.owners import is_organisation
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, FakeClock, MemoryCommitter, MemoryWrite

ITEM = "11530102MB0000000X4000701001000"
DIVISION = "530102000000"
DEPARTMENT = "09"
FORM_SCHEMA = """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
"required":["address","since"],"properties":{"address":{"type":"string","minLength":1,"maxLength":200},
"since":{"type":"string","format":"date"},"remark":{"type":"string"},"age":{"type":"integer"}}}"""
DEFINITION: dict[str, Any] = {
    "ir_version": 1,
    "nodes": {
        "start": {"kind": "start"},
        "examine": {"kind": "step", "name": "审查", "role": "examiner", "outcomes": ["approve", "reject"]},
        "end": {"kind": "end"},
    },
    "flows": [{"from": "start", "to": "examine"}, {"from": "examine", "to": "end"}],
}
COMPANY = ("翠湖科技有限公司", "91350100M000100Y43")
PDF = b"%PDF-1.7\n" + b"0" * 500 + b"\n%%EOF\n"

NO_LIMIT = Period(None, "NONE")


@dataclass
class FakeItems:
    """One item, which a rule table may decide for the aged."""

    at_once: bool = False
    legal_regime: str = "confirmation"
    in_force: int | None = 1
    least_assurance_level: int = 2
    applicant_types: tuple[str, ...] = ("natural_person", "legal_person")
    channels: tuple[str, ...] = ()
    online: bool = True
    originals: int = 1
    may_follow: frozenset[str] = frozenset()
    may_declare: frozenset[str] = frozenset()
    commitment: Commitment | None = None
    committed_limit: Period | None = None
    statutory_limit: Period = NO_LIMIT
    extension: Extending | None = None
    procedures: tuple[Procedure, ...] = ()
    definition: dict[str, Any] = field(default_factory=lambda: DEFINITION)
    decided_on: frozenset[str] = frozenset()

    def terms(self, item_code: str, version: int | None = None) -> Terms:
        number = self.in_force if version is None else version
        if item_code != ITEM or number is None:
            raise NotFound("item_not_found")
        return Terms(
            item_code=ITEM,
            version=number,
            name="居住证申领",
            department=DEPARTMENT,
            legal_regime=self.legal_regime,
            least_assurance_level=self.least_assurance_level,
            form_schema=FORM_SCHEMA,
            slots=(
                self._slot("id_card", "居民身份证"),
                self._slot("lease", "居住地住址证明", ("application/pdf",))._replace(originals=self.originals),
                self._slot("work", "就业证明")._replace(required=False),
            ),
            definition=self.definition,
            definition_sha256="d" * 64,
            decides_at_once=self.at_once,
            applicant_types=self.applicant_types,
            channels=self.channels,
            online=self.online,
            sha256=f"{number:064d}",
            commitment=self.commitment,
            committed_limit=self.committed_limit,
            statutory_limit=self.statutory_limit,
            extension=self.extension,
            procedures=self.procedures,
            review_body="昆明市人民政府",
            court="昆明铁路运输法院",
            decided_on=self.decided_on,
        )

    def _slot(self, code: str, name: str, accept: tuple[str, ...] = ()) -> Slot:
        return Slot(code, name, True, accept, may_follow=code in self.may_follow, may_declare=code in self.may_declare)

    def offered(self, item_code: str, division_code: str) -> bool:
        return item_code == ITEM and division_code.startswith("5301")

    def required_slots(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        return ("id_card", "lease") if not answers.get("exempt") else ()

    def obstacles(self, item_code: str, version: int, answers: dict[str, Any]) -> tuple[str, ...]:
        return ("在本市居住不满半年的,不能申领居住证",) if answers.get("newcomer") else ()

    def examination(self, item_code: str, version: int) -> tuple[Point, ...]:
        return (Point("lease", "租赁合同在有效期内", "《居住证暂行条例》"), Point(None, "居住已满半年", None))

    def ruling(self, item_code: str, version: int, facts: dict[str, Any]) -> Ruling | None:
        if facts.get("age", 0) < 80:
            return None
        return Ruling({"result": "grant"}, {"table": "t", "row": 1, "inputs": {"age": facts["age"]}})


@dataclass
class FakePeople:
    """Two verified people; who opened whose data is noted."""

    reads: list[tuple[str, str, str]] = field(default_factory=list)
    numbers: dict[str, str] = field(
        default_factory=lambda: {
            "person-zhang": "11010519491231002X",
            "person-li": "110101199003074514",
            "person-chen": "440524188001010014",
        }
    )
    gone: set[str] = field(default_factory=set)

    def applicant(self, person_id: str) -> Applicant:
        if is_organisation(person_id):
            return Applicant(person_id, self.salt_of(person_id), *COMPANY, natural=False)
        return Applicant(person_id, self.salt_of(person_id), "张三", self.numbers[person_id])

    def salt_of(self, person_id: str) -> str:
        return f"salt-{person_id}"

    def closed(self, owner: str) -> bool:
        return owner in self.gone

    def profile(self, by: Caller, owner: str) -> dict[str, str | None]:
        if is_organisation(owner):
            return {"applicant.organisation_name": COMPANY[0], "applicant.uscc": COMPANY[1]}
        own = "13800138000" if by.id == owner and by.account_id else None
        return {"applicant.name": "张三", "applicant.resident_id": self.numbers[owner], "applicant.phone": own}

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None) -> None:
        if what.partition(":")[0] not in WHAT:
            raise ValueError(f"the access log has no words for {what}")
        self.reads.append((reader.id, person_id, what))


@dataclass
class FakeRepresentation:
    """`Representation`: who holds which authority, by person and owner."""

    held: dict[tuple[str, str], tuple[Authority, frozenset[Scope]]] = field(default_factory=dict)

    def give(self, person_id: str, owner: str, kind: str = "family", *scopes: Scope, level: int = 4) -> str:
        """An authorisation, by its id."""
        authority = Authority(owner, person_id, "王五", kind, f"{owner}-{person_id}", level)
        self.held[person_id, owner] = (authority, frozenset(scopes or Scope))
        return f"{owner}-{person_id}"

    def revoke(self, person_id: str, owner: str) -> None:
        del self.held[person_id, owner]

    def authority(self, by: Caller, owner: str, item_code: str, scope: Scope) -> Authority | None:
        held = self.held.get((by.id, owner))
        return held[0] if held and scope in held[1] else None

    def acting(self, by: Caller, for_: str, item_code: str) -> Authority:
        for authority, scopes in self.held.values():
            named = for_ in (authority.authorisation_id, authority.principal_id)
            if named and authority.person_id == by.id and Scope.APPLY in scopes:
                return authority
        raise NotFound("authorisation_not_found")

    def require_overview(self, by: Caller, organisation_id: str) -> None:
        if (by.id, organisation_id) not in self.held:
            raise NotFound("organisation_not_found")

    def shown_name(self, owner: str) -> str | None:
        return "翠湖科技有限公司" if is_organisation(owner) else "张*"


@dataclass
class FakeCalendars:
    """`Calendars`: the shipped one, with the notices and closures that a test publishes."""

    notices: list[dict[str, Any]] = field(default_factory=list)
    closures: list[dict[str, str]] = field(default_factory=list)

    def of(self, division_code: str) -> LawDates:
        return LawDates(CityCalendars(self.notices, self.closures).of(division_code), self.notices)


@dataclass
class FakeWindows:
    """`Windows`: where they sit, by staff number; with `exclusive`, nobody else accepts."""

    at: dict[str, str] = field(default_factory=dict)
    exclusive: bool = False
    asked: int = 0

    def require_may_accept(self, by: Caller, case: Case) -> str | None:
        if self.exclusive and by.id not in self.at:
            raise Forbidden("accepted_at_window_only", windows="综合服务大厅1号窗口")
        return self.at.get(by.id)

    def require_may_serve(self, by: Caller, case: Case) -> str | None:
        if self.exclusive and by.id not in self.at:
            raise Forbidden("served_at_window_only", windows="综合服务大厅1号窗口")
        return self.at.get(by.id)

    def seat(self, by: Caller, division_code: str) -> str | None:
        return self.at.get(by.id)

    def seats(self, by: Caller) -> tuple[Seat, ...]:
        """A window's id begins with its division."""
        self.asked += 1
        window_id = self.at.get(by.id)
        return (Seat(window_id, window_id[:12]),) if window_id else ()

    def serving_seats(self, by: Caller, department: str, item_code: str) -> tuple[Seat, ...]:
        """All serve everything."""
        return self.seats(by)


@dataclass
class FakePresence:
    """`Presence`: who stands before which clerk, by clerk and verification."""

    confirmed: dict[tuple[str, str], str] = field(default_factory=dict)

    def person(self, by: Caller, verification_id: str) -> str:
        if (found := self.confirmed.get((by.id, verification_id))) is None:
            raise NotFound("verification_not_found")
        return found


@dataclass
class FakeSigning:
    """`Signing`: every power until that day, but for those in `without`."""

    until: date = date(2099, 12, 31)
    without: set[str] = field(default_factory=set)

    def authority(self, by: Caller, power: str, case: Case, on: date) -> str | None:
        return f"A-{by.id}" if on <= self.until and power not in self.without else None


@dataclass
class FakeColleagues:
    """`Colleagues`: the same for every office, by role; `elsewhere` are other desks' staff."""

    by_role: dict[str, tuple[Colleague, ...]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def of(self, department: str, division_code: str, role: str, on: date) -> tuple[Colleague, ...]:
        return self.by_role.get(role, ())

    def one(self, staff_no: str, department: str, division_code: str, role: str, on: date) -> Colleague | None:
        return next((one for one in self.of(department, division_code, role, on) if one.staff_no == staff_no), None)

    def may_be_asked(self, staff_no: str) -> bool:
        return staff_no in self.elsewhere or any(
            one.staff_no == staff_no for known in self.by_role.values() for one in known
        )


@dataclass
class FakeCredit:
    """`CreditPort`: who is on which list, by number; `asked` tells of whom it was asked; `down` answers nobody."""

    bad_faith: set[str] = field(default_factory=set)
    red_list: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    down: bool = False

    def port(self) -> FakeCredit:
        return self

    def standing(self, enquiry_id: str, name: str, number: str) -> CreditStanding:
        self.asked.append(number)
        if self.down:
            raise UpstreamUnavailable("credit_unavailable")
        return CreditStanding(number in self.bad_faith, number in self.red_list, f"CR{len(self.asked)}")


@dataclass
class FakeUploads:
    """A bucket; `put` is what a client's multipart POST does."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        return {"url": "https://bucket.example/", "fields": {"key": key}}

    def size(self, key: str) -> int | None:
        return len(self.objects[key]) if key in self.objects else None

    def copy(self, key: str, to: str) -> bool:
        if key in self.objects:
            self.objects[to] = self.objects[key]
        return key in self.objects

    def chunks(self, key: str) -> Iterator[bytes] | None:
        found = self.objects.get(key)
        return None if found is None else (found[at : at + 64] for at in range(0, len(found), 64))

    def link(self, key: str, content_type: str, seconds: int) -> str:
        return f"https://bucket.example/{key}"


@dataclass
class FakeConsents:
    """`Consents`: to which edition of the wording who agreed."""

    given: dict[str, int] = field(default_factory=dict)

    def prefill(self, person_id: str) -> int | None:
        return self.given.get(person_id)


class MemoryShelf:
    """`Shelf` in memory."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], Kept] = {}

    def note(self, owner: str, sha256: str, last_used: str, said: dict[str, Any]) -> Writes:
        kept = Kept(owner=owner, sha256=sha256, last_used=last_used, **said)
        return (MemoryWrite(self._files, (owner, sha256), kept),)

    def one(self, owner: str, sha256: str) -> Kept | None:
        return self._files.get((owner, sha256))

    def of(self, owner: str, limit: int, position: dict[str, str] | None) -> Page:
        own = sorted((one for (whose, _), one in self._files.items() if whose == owner), key=_shelf_sort, reverse=True)
        return _page(own, _shelf_sort, limit, position, descending=True)

    def take_off(self, owner: str, sha256: str) -> Writes:
        return (MemoryWrite(self._files, (owner, sha256), None),)


def _shelf_sort(kept: Kept) -> str:
    return f"{kept.last_used}#{kept.sha256}"


class MemoryCases:
    """`CaseRepository` in memory."""

    def __init__(self, committer: MemoryCommitter, clock: FakeClock) -> None:
        self._committer, self._clock = committer, clock
        self._items: dict[tuple[str, str], Any] = {}
        self._expiry: dict[str, int | None] = {}

    def case(self, case_id: str) -> Case | None:
        expires = self._expiry.get(case_id)
        gone = expires is not None and expires <= epoch(self._clock.now())
        return None if gone else self._items.get((case_id, "state"))

    def file(self, case_id: str) -> CaseFile | None:
        case = self.case(case_id)
        if case is None:
            return None
        own = [item for (whose, _), item in self._items.items() if whose == case_id]
        forms = {item.round: item for item in own if isinstance(item, Form)}
        return CaseFile(case, forms, tuple(item for item in own if isinstance(item, StoredMaterial)))

    def by_number(self, number: str) -> tuple[str, str] | None:
        found = self._items.get(("number", number))
        return (found.case_id, found.proof) if found else None

    def of_owner(
        self, owner: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        own = [
            c for (whose, _), c in self._items.items() if isinstance(c, Case) and c.owner == owner and self.case(whose)
        ]
        own = [case for case in own if _is_within(case, within)]
        return _page(sorted(own, key=_owner_sort, reverse=True), _owner_sort, limit, position, descending=True)

    def done_for_others(
        self, person_id: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        done = [whose for (whose, what) in self._items if what == f"agent{person_id}"]
        cases = [case for whose in done if (case := self.case(whose)) and _is_within(case, within)]
        return _page(sorted(cases, key=_owner_sort, reverse=True), _owner_sort, limit, position, descending=True)

    def queue(self, desk: str, limit: int, position: dict[str, str] | None, wanted: Wanted = EVERYTHING) -> Page:
        tasks = [task for task in self._at(desk) if wanted.fits(task)]
        return _page(tasks, queue_sort, limit, position, descending=False)

    def waiting(self, desk: str, limit: int) -> Page:
        tasks = self._at(desk)
        return Page(tuple(tasks[:limit]), {} if len(tasks) > limit else None)

    def _at(self, desk: str) -> list[Task]:
        cases = [case for case in self._items.values() if isinstance(case, Case)]
        tasks = (task for case in cases for task in open_work(case).values() if desk_of(case, task) == desk)
        return sorted(tasks, key=queue_sort)

    def save(self, before: Case | None, after: Case, *, expires_at: int | None = None) -> Writes:
        version = before.version if before else None
        kept = after._replace(version=(version or 0) + 1)
        return (self._write((after.case_id, "state"), kept, version), _Expiry(self._expiry, after.case_id, expires_at))

    def acted_for(self, case: Case, person_id: str, *, expires_at: int | None = None) -> Writes:
        return (MemoryWrite(self._items, (case.case_id, f"agent{person_id}"), person_id),)

    def save_form(self, case_id: str, form: Form, *, expires_at: int | None) -> Writes:
        return (self._record((case_id, f"form{form.round}"), form),)

    def save_material(self, case_id: str, material: StoredMaterial, *, expires_at: int | None) -> Writes:
        return (self._record((case_id, f"material{material.material_id}"), material),)

    def drop_material(self, case_id: str, material: StoredMaterial) -> Writes:
        return (self._write((case_id, f"material{material.material_id}"), None, material.version),)

    def unchanged(self, case: Case) -> Writes:
        return (_Check(self._items, (case.case_id, "state"), case.version),)

    def put_off(self, file: CaseFile, expires_at: int, but: str) -> Writes:
        return ()

    def name(self, number: str, case_id: str, proof: str) -> Writes:
        return (self._write(("number", number), _Number(case_id, proof), None),)

    def acts(self, subject: str) -> Iterator[Act]:
        return iter(self._committer.of(subject))

    def _record(self, key: tuple[str, str], record: Any) -> MemoryWrite:
        return self._write(key, record._replace(version=record.version + 1), record.version or None)

    def _write(self, key: tuple[str, str], value: Any, expect: int | None) -> MemoryWrite:
        return MemoryWrite(self._items, key, value, expect)


@dataclass(frozen=True)
class _Number:
    case_id: str
    proof: str
    version: int = 1


@dataclass(frozen=True)
class _Check:
    store: dict[Any, Any]
    key: Any
    version: int
    refusal: None = None

    def holds(self) -> bool:
        found = self.store.get(self.key)
        return found is not None and found.version == self.version

    def apply(self) -> None:
        """Nothing is written."""


@dataclass(frozen=True)
class _Expiry:
    store: dict[str, int | None]
    case_id: str
    at: int | None
    refusal: None = None

    def holds(self) -> bool:
        return True

    def apply(self) -> None:
        self.store[self.case_id] = self.at


def _is_within(case: Case, within: Between | None) -> bool:
    return within is None or within[0] <= case.created_at < within[1]


def _same(one: Any) -> Any:
    return lambda: one


def _owner_sort(case: Case) -> str:
    return f"{case.created_at}#{case.case_id}"


def _page(ordered: list[Any], sort: Any, limit: int, position: dict[str, str] | None, *, descending: bool) -> Page:
    after = position["after"] if position else None
    rest = [e for e in ordered if after is None or (sort(e) < after if descending else sort(e) > after)]
    taken = rest[:limit]
    more = {"after": sort(taken[-1])} if len(rest) >= limit and taken else None
    return Page(tuple(taken), more)


def parts_of(
    committer: Committer, cases: Any, clock: FakeClock, items: FakeItems | None = None, law: FakeClock | None = None
) -> Parts:
    """The use cases' parts on a repository and its committer. `law` is law time's clock where it differs."""
    law_clock = LawClock(law or clock)
    return Parts(
        cases=cases,
        items=items or FakeItems(),
        people=FakePeople(),
        representation=FakeRepresentation(),
        uploads=FakeUploads(),
        recorder=Recorder(clock, law_clock, lambda: 0),
        committer=committer,
        sealer=Sealer(SECRET),
        secret=SECRET,
        wall=clock,
        law=law_clock,
        settings=Intake,
        remedies=Remedies,
        dates=FakeCalendars(),
        windows=FakeWindows(),
        signing=FakeSigning(),
        colleagues=FakeColleagues(),
        presence=FakePresence(),
        handovers=lambda: HandoverTable(clock, lambda: "2056-12-31"),
        shelf=_same(MemoryShelf() if isinstance(committer, MemoryCommitter) else OwnerShelf(lambda: "2056-12-31")),
        consents=_same(FakeConsents()),
        commitments=Commitments,
        measures=Catalogue,
        credit=FakeCredit().port,
    )


def memory_parts(items: FakeItems | None = None, clock: FakeClock | None = None, law: FakeClock | None = None) -> Parts:
    """Everything in memory."""
    committer, clock = MemoryCommitter(), clock or FakeClock()
    return parts_of(committer, MemoryCases(committer, clock), clock, items, law)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
