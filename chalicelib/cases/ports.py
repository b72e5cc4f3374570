"""What the case services need from the outside."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from chalicelib.cases.rules import Case
from chalicelib.cases.work.wanted import EVERYTHING, Wanted
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act


class Form(NamedTuple):
    """One round of a form, sealed. `sha256` is the ciphertext's: a plain text's digest could be guessed.

    `entered_by` is the number of the clerk who filled it in last for the applicant; None: they did so themselves.
    `prefilled` is what was filled in for them and from where (`intake/prefilled.py`), sealed too.
    """

    round: int
    sealed: str
    sha256: str
    version: int = 0
    expires_at: int | None = None
    entered_by: str | None = None
    prefilled: str | None = None

    @property
    def sort(self) -> str:
        """What tells it from the other parts of its case."""
        return f"FORM#{self.round:03d}"


class StoredMaterial(NamedTuple):
    """A material's record. `state` is `pending` until its file was examined, then `stored`.

    `entered_by` is the number of the clerk who scanned it for the applicant; None: they gave it themselves.
    `origin` is `<case id>/<material id>` of what it was copied from, if it was handed in before.
    """

    material_id: str
    slot: str
    round: int
    name_sealed: str
    content_type: str
    size: int
    sha256: str
    state: str
    uploaded_at: str
    version: int = 0
    expires_at: int | None = None
    entered_by: str | None = None
    origin: str | None = None

    @property
    def sort(self) -> str:
        """What tells it from the other parts of its case."""
        return f"MAT#{self.material_id}"

    def key(self, case_id: str) -> str:
        """Where the file lies in the materials bucket."""
        return f"cases/{case_id}/{self.material_id}"


class CaseFile(NamedTuple):
    """A case with everything handed in, as one read gives it."""

    case: Case
    forms: Mapping[int, Form] = {}
    materials: tuple[StoredMaterial, ...] = ()


class Page(NamedTuple):
    """Part of a list; `next` is where it goes on."""

    entries: tuple[Any, ...]
    next: dict[str, str] | None


Writes = tuple[Any, ...]
Between = tuple[str, str]


class CaseRepository(Protocol):
    """Cases as stored. Reads are strongly consistent; writes are handed to the committer."""

    def case(self, case_id: str) -> Case | None: ...

    def file(self, case_id: str) -> CaseFile | None: ...

    def by_number(self, number: str) -> tuple[str, str] | None:
        """Case id and proof digest for a public number or a case number."""

    def of_owner(
        self, owner: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        """An owner's cases, newest first; `within`: those that began from the first instant to before the second."""

    def done_for_others(
        self, person_id: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        """The cases in which a person acted for somebody else, in the same way."""

    def queue(self, office: str, limit: int, position: dict[str, str] | None, wanted: Wanted = EVERYTHING) -> Page:
        """The open tasks of a desk that fit, the most urgent first."""

    def waiting(self, office: str, limit: int) -> Page:
        """The most urgent open tasks of a desk, as far as counting needs them: step, role, holder, item, status, day.

        `next` is None where these are all.
        """

    def save(self, before: Case | None, after: Case, *, expires_at: int | None = None) -> Writes:
        """The case, and the queue's entries as far as they changed."""

    def acted_for(self, case: Case, person_id: str, *, expires_at: int | None = None) -> Writes:
        """Let a person who acted for the owner find the case among theirs."""

    def save_form(self, case_id: str, form: Form, *, expires_at: int | None) -> Writes: ...

    def save_material(self, case_id: str, material: StoredMaterial, *, expires_at: int | None) -> Writes: ...

    def drop_material(self, case_id: str, material: StoredMaterial) -> Writes:
        """Take the material's record away."""

    def unchanged(self, case: Case) -> Writes:
        """Nothing is written, and the case must still be as it was read."""

    def put_off(self, file: CaseFile, expires_at: int, but: str) -> Writes:
        """Let what belongs to a draft go no earlier than the draft, but for the part that is written anyway."""

    def name(self, number: str, case_id: str, proof: str) -> Writes:
        """Give the case a number that nobody else has."""

    def acts(self, subject: str) -> Iterator[Act]: ...


class Applicant(NamedTuple):
    """Who applies: the salt of their key, and what a register confirmed.

    `number` is a resident number, or the credit code (统一社会信用代码) of who is not a natural person.
    """

    owner: str
    salt: str
    name: str
    number: str
    natural: bool = True


class People(Protocol):
    """Who owns cases: persons and organisations."""

    def applicant(self, owner: str) -> Applicant: ...

    def salt_of(self, owner: str) -> str: ...

    def closed(self, owner: str) -> bool:
        """Whether a person had everything closed (注销): what is kept of them serves no application any more."""

    def profile(self, by: Caller, owner: str) -> Mapping[str, str | None]:
        """What the city has confirmed of an owner, by the words of `x-source`; a phone only of whoever asks."""

    def opened(self, reader: Any, person_id: str, why: str, what: str, case_no: str | None) -> None:
        """Record that staff opened a person's data, before it is shown."""


class Scope(StrEnum):
    """What somebody who is not its owner wants with a case."""

    APPLY = "apply"
    VIEW = "view"


class Authority(NamedTuple):
    """Why the person `person_id` may act for the owner `principal_id`: as `kind`, by an authorisation if any.

    `level` is the highest least level of an item that it reaches.
    """

    principal_id: str
    person_id: str
    name: str
    kind: str
    authorisation_id: str | None
    level: int = 4


class Representation(Protocol):
    """Who may act for whom, as of this moment: what was revoked gives nothing any more."""

    def authority(self, by: Caller, owner: str, item_code: str, scope: Scope) -> Authority | None: ...

    def acting(self, by: Caller, for_: str, item_code: str) -> Authority:
        """What the organisation or authorisation `for_` lets the caller do.

        Raises NotFound, RuleViolation if it has ended, Forbidden if it does not go so far.
        """

    def require_overview(self, by: Caller, organisation_id: str) -> None:
        """Raise NotFound unless the caller may see all cases of the organisation."""

    def shown_name(self, owner: str) -> str | None:
        """What others may see of an owner's name; None once they were erased."""


class Uploads(Protocol):
    """The materials bucket."""

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        """URL and fields of a multipart POST that takes exactly this file."""

    def chunks(self, key: str) -> Iterable[bytes] | None:
        """The object's bytes; None if nothing was uploaded."""

    def link(self, key: str, content_type: str, seconds: int) -> str:
        """A short-lived link to read it."""

    def size(self, key: str) -> int | None:
        """How many bytes the object has; None if there is none."""

    def copy(self, key: str, to: str) -> bool:
        """Copy an object within the bucket. False if there is none."""
