"""Which module answers which paths: the first line that fits a path wins.

A module is imported when the first request for one of its paths comes, so no request pays for another's imports.
`*` stands for one segment, a trailing `**` for any rest.
"""

from __future__ import annotations

ROUTES: tuple[tuple[str, str], ...] = (
    ("/v1/health", "operations.routes"),
    ("/v1/version", "operations.routes"),
    ("/v1/local/**", "operations.routes"),
    ("/v1/sessions/kiosk", "identity.routes.kiosks"),
    ("/v1/sessions/**", "identity.routes.sessions"),
    ("/v1/kiosks", "identity.routes.kiosks"),
    ("/v1/kiosks/**", "identity.routes.kiosks"),
    ("/v1/me/consents", "consents.routes"),
    ("/v1/me/consents/**", "consents.routes"),
    ("/v1/me", "identity.routes.me"),
    ("/v1/me/organisations", "representation.routes"),
    ("/v1/me/organisations/**", "representation.routes"),
    ("/v1/authorisations", "representation.routes"),
    ("/v1/authorisations/**", "representation.routes"),
    ("/v1/me/access-log", "identity.routes.access_log"),
    ("/v1/me/sessions", "identity.routes.own_sessions"),
    ("/v1/me/sessions/*", "identity.routes.own_sessions"),
    ("/v1/me/account-events", "identity.routes.own_sessions"),
    ("/v1/me/password", "staff.routes.own"),
    ("/v1/me/second-factor", "staff.routes.own"),
    ("/v1/me/second-factor/**", "staff.routes.own"),
    ("/v1/me/verifications", "identity.routes.verifications"),
    ("/v1/me/verifications/**", "identity.routes.verifications"),
    ("/v1/me/record", "cases.routes.record"),
    ("/v1/me/materials", "cases.routes.offers"),
    ("/v1/me/materials/*", "cases.routes.offers"),
    ("/v1/me/**", "identity.routes.me"),
    ("/v1/access-log", "identity.routes.access_log"),
    ("/v1/departments", "staff.routes.departments"),
    ("/v1/departments/**", "staff.routes.departments"),
    ("/v1/staff", "staff.routes.accounts"),
    ("/v1/staff/*/stand-ins", "staff.routes.stand_ins"),
    ("/v1/staff/*/stand-ins/**", "staff.routes.stand_ins"),
    ("/v1/staff/*/signing-authorities", "staff.routes.signing"),
    ("/v1/staff/*/signing-authorities/**", "staff.routes.signing"),
    ("/v1/staff/**", "staff.routes.accounts"),
    ("/.well-known/jwks.json", "identity.routes.sessions"),
    ("/v1/items", "catalogue.routes.items"),
    ("/v1/items/*/files", "catalogue.routes.forms"),
    ("/v1/items/*/files/*", "catalogue.routes.forms"),
    ("/v1/items/*/blank-form", "catalogue.routes.forms"),
    ("/v1/forms", "catalogue.routes.forms"),
    ("/v1/items/*/guide", "catalogue.routes.guides"),
    ("/v1/items/*/guide-sheet", "catalogue.routes.guides"),
    ("/v1/items/*/process-picture", "catalogue.routes.guides"),
    ("/v1/items/*/disclosures", "catalogue.routes.views"),
    ("/v1/items/**", "catalogue.routes.items"),
    ("/v1/catalogue/statistics", "catalogue.routes.views"),
    ("/v1/catalogue/themes", "catalogue.routes.views"),
    ("/v1/catalogue/proof-materials", "catalogue.routes.views"),
    ("/v1/catalogue/imports", "catalogue.routes.imports"),
    ("/v1/catalogue/imports/**", "catalogue.routes.imports"),
    ("/v1/catalogue/exports", "catalogue.routes.exports"),
    ("/v1/catalogue/exports/**", "catalogue.routes.exports"),
    ("/v1/catalogue/files", "catalogue.routes.files"),
    ("/v1/catalogue/files/**", "catalogue.routes.files"),
    ("/v1/catalogue/items/*/handbook", "catalogue.routes.handbooks"),
    ("/v1/catalogue/drafts", "catalogue.routes.history"),
    ("/v1/catalogue/standards/*", "catalogue.routes.history"),
    ("/v1/catalogue/items/*/versions", "catalogue.routes.history"),
    ("/v1/catalogue/items/*/versions/*", "catalogue.routes.history"),
    ("/v1/catalogue/items/*/versions/*/changes", "catalogue.routes.history"),
    ("/v1/catalogue/items/**", "catalogue.routes.editions"),
    ("/v1/divisions/**", "catalogue.routes.divisions"),
    ("/v1/configuration", "configuration.routes"),
    ("/v1/configuration/**", "configuration.routes"),
    ("/v1/status-lookups", "cases.routes.status"),
    ("/v1/cases/*/timeline", "cases.routes.status"),
    ("/v1/cases/*/deadline", "cases.routes.status"),
    ("/v1/cases/*/documents", "cases.routes.documents"),
    ("/v1/cases/*/documents/*", "cases.routes.documents"),
    ("/v1/cases/*/documents/*/page", "cases.routes.documents"),
    ("/v1/cases", "cases.routes.intake"),
    ("/v1/cases/*", "cases.routes.intake"),
    ("/v1/cases/*/form", "cases.routes.intake"),
    ("/v1/cases/*/prefill", "cases.routes.prefill"),
    ("/v1/cases/*/renewal", "cases.routes.prefill"),
    ("/v1/cases/*/material-offers", "cases.routes.offers"),
    ("/v1/cases/*/materials/reuse", "cases.routes.offers"),
    ("/v1/cases/*/materials", "cases.routes.intake"),
    ("/v1/cases/*/materials/**", "cases.routes.intake"),
    ("/v1/cases/*/pre-check", "cases.routes.letters"),
    ("/v1/cases/*/commitment-letters", "cases.routes.letters"),
    ("/v1/cases/*/supplement", "cases.routes.letters"),
    ("/v1/cases/*/pre-review", "cases.routes.reviews"),
    ("/v1/cases/*/tolerant-receipt", "cases.routes.reviews"),
    ("/v1/cases/*/commitment-verification", "cases.routes.reviews"),
    ("/v1/cases/*/submission", "cases.routes.submission"),
    ("/v1/cases/*/resubmission", "cases.routes.submission"),
    ("/v1/cases/*/withdrawal", "cases.routes.submission"),
    ("/v1/cases/*/suspension", "cases.routes.clock"),
    ("/v1/cases/*/resumption", "cases.routes.clock"),
    ("/v1/cases/*/extension", "cases.routes.clock"),
    ("/v1/cases/*/extension-approval", "cases.routes.clock"),
    ("/v1/cases/*/urgency", "cases.routes.clock"),
    ("/v1/cases/**", "cases.routes.desk"),
    ("/v1/desk/identity-confirmations", "identity.routes.verifications"),
    ("/v1/desk/account-splits", "identity.routes.verifications"),
    ("/v1/desk/authorisations/**", "representation.routes"),
    ("/v1/desk/windows", "windows.routes"),
    ("/v1/windows", "windows.routes"),
    ("/v1/windows/**", "windows.routes"),
    ("/v1/desk/cases", "cases.routes.window"),
    ("/v1/desk/handovers", "cases.routes.window"),
    ("/v1/desk/handovers/**", "cases.routes.window"),
    ("/v1/desk/task-counts", "cases.routes.tasks"),
    ("/v1/desk/consultations", "cases.routes.tasks"),
    ("/v1/desk/consultations/**", "cases.routes.tasks"),
    ("/v1/desk/tasks", "cases.routes.tasks"),
    ("/v1/desk/tasks/**", "cases.routes.tasks"),
    ("/v1/supervision/cards", "supervision.routes.cards"),
    ("/v1/supervision/cards/**", "supervision.routes.cards"),
    ("/v1/supervision/recomputations", "enforcement.routes"),
    ("/v1/supervision/recomputations/*", "enforcement.routes"),
    ("/v1/supervision/reports/**", "supervision.routes.reports"),
    ("/v1/supervision/**", "supervision.routes.summary"),
)


_BY_RESOURCE: dict[str, list[tuple[list[str], str]]] = {}
for _pattern, _module in ROUTES:
    _BY_RESOURCE.setdefault(_pattern.split("/")[2], []).append((_pattern.split("/"), _module))


def module_of(path: str) -> str | None:
    """The module (under `chalicelib`) whose routes may hold `path` (still percent-encoded), or None."""
    segments = path.split("/")
    known = _BY_RESOURCE.get(segments[2], ()) if len(segments) > 2 else ()
    return next((module for pattern, module in known if _fits(pattern, segments)), None)


def modules() -> tuple[str, ...]:
    """All modules that have routes."""
    return tuple(dict.fromkeys(module for _, module in ROUTES))


def _fits(pattern: list[str], segments: list[str]) -> bool:
    if pattern[-1] == "**":
        head = pattern[:-1]
        return len(segments) > len(head) and _fits(head, segments[: len(head)])
    return len(pattern) == len(segments) and all(
        wanted in ("*", given) for wanted, given in zip(pattern, segments, strict=True)
    )
