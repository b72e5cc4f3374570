"""What the case services need from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act


class Form(NamedTuple):
    """One round of a form, sealed. `sha256` is the ciphertext's: a plain text's digest could be guessed."""

    round: int
    sealed: str
    sha256: str
    version: int = 0
    expires_at: int | None = None

    @property
    def sort(self) -> str:
        """What tells it from the other parts of its case."""
        return f"FORM#{self.round:03d}"


class StoredMaterial(NamedTuple):
    """A material's record. `state` is `pending` until its file was examined, then `stored`."""

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


class CaseRepository(Protocol):
    """Cases as stored. Reads are strongly consistent; writes are handed to the committer."""

    def case(self, case_id: str) -> Case | None: ...

    def file(self, case_id: str) -> CaseFile | None: ...

    def by_number(self, number: str) -> tuple[str, str] | None:
        """Case id and proof digest for a public number or a case number."""

    def of_owner(self, owner: str, limit: int, position: dict[str, str] | None) -> Page: ...

    def queue(self, office: str, limit: int, position: dict[str, str] | None) -> Page: ...

    def save(self, before: Case | None, after: Case, *, expires_at: int | None = None) -> Writes:
        """The case, and the queue's entries as far as they changed."""

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
    """Who applies: the salt of their key, and what the population register confirmed."""

    person_id: str
    salt: str
    name: str
    resident_id: str


class People(Protocol):
    """The identity domain, as far as cases need it."""

    def applicant(self, person_id: str) -> Applicant: ...

    def salt_of(self, person_id: str) -> str: ...

    def opened(self, reader: Any, person_id: str, why: str, what: str, case_no: str | None) -> None:
        """Record that staff opened a person's data, before it is shown."""


class Uploads(Protocol):
    """The materials bucket."""

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        """URL and fields of a multipart POST that takes exactly this file."""

    def chunks(self, key: str) -> Iterable[bytes] | None:
        """The object's bytes; None if nothing was uploaded."""

    def link(self, key: str, content_type: str, seconds: int) -> str:
        """A short-lived link to read it."""


def office(department: str, division_code: str) -> str:
    """The desk that a task belongs to: one department in one division."""
    return f"{department}#{division_code}"
