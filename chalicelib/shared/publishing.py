"""The life of a versioned document, the same for service items and configuration documents.

    draft ──audit──► audited ──publish──► published ──► superseded (by the next edition) | withdrawn
      ▲                 │ └─────end─────► ended: it took the one in force out of force, and never was itself
      └─── revise ──────┘   an edit, or being sent back, makes the audit void

Nobody audits, publishes or withdraws what they wrote, nor what was written in their name, nor in the name of whoever
wrote it: `name` is the colleague by whose post somebody acts (AB 岗). From publication on an edition's content never
changes.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation


class Stage(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    AUDITED = "audited"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


WORDING = {
    Stage.DRAFT: "草稿",
    Stage.AUDITED: "已审核",
    Stage.PUBLISHED: "已发布",
    Stage.SUPERSEDED: "已被替代",
    Stage.WITHDRAWN: "已撤下",
    Stage.ENDED: "已终止",
}
NEVER_IN_FORCE = frozenset({Stage.DRAFT, Stage.AUDITED, Stage.ENDED})


class Edition(NamedTuple):
    """One numbered version of a document; `sha256` is of its content.

    `authors` are all who edited it, and in whose name.
    """

    number: int
    stage: Stage
    sha256: str
    authors: tuple[str, ...]
    auditor: str | None = None
    publisher: str | None = None

    @property
    def was_published(self) -> bool:
        """Whether people may have relied on it: then it can be read for ever."""
        return self.stage not in NEVER_IN_FORCE


class Shelf(NamedTuple):
    """The editions of one document: the last number given, the one being made, the one in force."""

    latest: int = 0
    open: int | None = None
    current: int | None = None


def begin(shelf: Shelf, sha256: str, by: str, name: str | None = None) -> tuple[Shelf, Edition]:
    """Start the next edition. Raises RuleViolation while another is being made."""
    if shelf.open is not None:
        raise RuleViolation("draft_exists", number=shelf.open)
    number = shelf.latest + 1
    return shelf._replace(latest=number, open=number), Edition(number, Stage.DRAFT, sha256, _people(by, name))


def revise(edition: Edition, sha256: str, by: str, name: str | None = None) -> Edition:
    """Put other content into an unpublished edition; it has to be audited again."""
    _require(edition, Stage.DRAFT, Stage.AUDITED)
    authors = tuple(dict.fromkeys((*edition.authors, *_people(by, name))))
    return Edition(edition.number, Stage.DRAFT, sha256, authors)


def audit(edition: Edition, by: str, name: str | None = None) -> Edition:
    """Find a draft in order."""
    _require(edition, Stage.DRAFT)
    _require_another(edition, by, name)
    return edition._replace(stage=Stage.AUDITED, auditor=by)


def send_back(edition: Edition, by: str, name: str | None = None) -> Edition:
    """Find a draft, or an audited edition, not in order: its authors edit it again."""
    _require(edition, Stage.DRAFT, Stage.AUDITED)
    _require_another(edition, by, name)
    return edition._replace(stage=Stage.DRAFT, auditor=None)


def publish(
    shelf: Shelf, edition: Edition, by: str, name: str | None = None, *, auditor_may_publish: bool = True
) -> tuple[Shelf, Edition]:
    """Put an audited edition in force in place of the current one, which the caller supersedes."""
    _require(edition, Stage.AUDITED)
    _require_another(edition, by, name)
    if edition.auditor in _people(by, name) and not auditor_may_publish:
        raise Forbidden("auditor_may_not_publish")
    in_force = shelf._replace(open=None, current=edition.number)
    return in_force, edition._replace(stage=Stage.PUBLISHED, publisher=by)


def end(
    shelf: Shelf, edition: Edition, by: str, name: str | None = None, *, auditor_may_publish: bool = True
) -> tuple[Shelf, Edition]:
    """Publish an audited edition that says the document is at an end. Raises RuleViolation if nothing is in force."""
    if shelf.current is None:
        raise RuleViolation("nothing_to_end")
    after, ended = publish(shelf, edition, by, name, auditor_may_publish=auditor_may_publish)
    return after._replace(current=None), ended._replace(stage=Stage.ENDED)


def supersede(edition: Edition) -> Edition:
    """Take the edition in force out of force because the next one is."""
    _require(edition, Stage.PUBLISHED)
    return edition._replace(stage=Stage.SUPERSEDED)


def withdraw(shelf: Shelf, edition: Edition, by: str, name: str | None = None) -> tuple[Shelf, Edition]:
    """Take the edition in force out of force with nothing in its place."""
    _require(edition, Stage.PUBLISHED)
    _require_another(edition, by, name)
    return shelf._replace(current=None), edition._replace(stage=Stage.WITHDRAWN)


def _require(edition: Edition, *stages: Stage) -> None:
    if edition.stage not in stages:
        raise RuleViolation("edition_stage_wrong", number=edition.number, stage=WORDING[edition.stage])


def _require_another(edition: Edition, by: str, name: str | None) -> None:
    if set(_people(by, name)) & set(edition.authors):
        raise Forbidden("author_may_not_decide")


def _people(by: str, name: str | None) -> tuple[str, ...]:
    return (by, name) if name else (by,)


def shown(edition: Edition) -> dict[str, object]:
    """An edition as its keepers see it, whatever document it is of."""
    return {
        "number": edition.number,
        "stage": str(edition.stage),
        "sha256": edition.sha256,
        "authors": list(edition.authors),
        "auditor": edition.auditor,
        "publisher": edition.publisher,
    }


def number_in(text: str) -> int:
    """The number of an edition in a path. Raises NotFound for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise NotFound("edition_not_found")
    return int(text)
