"""Who may call: declared on each route as data, checked in one place, denied unless allowed."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Literal, NamedTuple

from chalicelib.shared.divisions import contains
from chalicelib.shared.errors import Forbidden, NotFound, Unauthenticated
from chalicelib.shared.plain import Plain

DEPARTMENT_CODE = "[0-9A-Za-z]{1,20}"
"""How departments are called, for items and for staff alike: a city's own short code or a credit code."""


class Role(StrEnum):
    """Posts of staff. What a role may do is on the routes; who holds it is data."""

    CLERK = "clerk"  # 窗口人员
    EXAMINER = "examiner"  # 审查人员
    CHIEF_REPRESENTATIVE = "chief_representative"  # 首席代表
    HALL_MANAGER = "hall_manager"
    CATALOGUE_EDITOR = "catalogue_editor"
    CATALOGUE_AUDITOR = "catalogue_auditor"
    CONFIGURATION_EDITOR = "configuration_editor"
    CONFIGURATION_AUDITOR = "configuration_auditor"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"


class Reach(StrEnum):
    """Whose things a route touches: anybody's, one's own, one's office's, or either of the last two."""

    ANY = "any"
    OWN = "own"
    OFFICE = "office"
    OWN_OR_OFFICE = "own_or_office"


class Access(NamedTuple):
    """Who may call a route. An empty declaration lets nobody in.

    `any_staff` lets in staff whatever their posts, for what concerns themselves alone: also whoever has outstanding
    duties. `least_assurance_level` (实名等级, 0-4) is what a citizen needs; `stage` limits a route to one stage.
    `known`: everybody may call a public route, and who brings a token is told more; a wrong token is refused.
    """

    public: bool = False
    citizens: bool = False
    any_staff: bool = False
    roles: AbstractSet[Role] = frozenset()
    least_assurance_level: int = 0
    reach: Reach = Reach.ANY
    stage: str | None = None
    known: bool = False

    def declared(self) -> dict[str, object]:
        """The declaration as data, for OpenAPI's `x-access`."""
        said: dict[str, object] = {"public": self.public, "citizens": self.citizens, "roles": sorted(self.roles)}
        if self.any_staff:
            said["any_staff"] = True
        if self.known:
            said["known"] = True
        if self.citizens:
            said["least_assurance_level"] = self.least_assurance_level
        return {**said, "reach": str(self.reach), **({"stage": self.stage} if self.stage else {})}


class Post(NamedTuple):
    """岗位: what somebody may do, and for which departments and divisions; `*` is all of them.

    `stands_in_for` is the number of the colleague whose post it is (AB 岗).
    """

    roles: frozenset[Role]
    departments: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    stands_in_for: str | None = None

    def covers(self, division: str) -> bool:
        """Whether the post is for that division, or one that contains it."""
        return any(area == "*" or contains(area, division) for area in self.divisions)

    def reaches(self, division: str, department: str) -> bool:
        """Whether the post is for that department in that division."""
        return self.covers(division) and ("*" in self.departments or department in self.departments)


class Caller(Plain):
    """Who is asking.

    Citizens act through an account; staff hold posts, none while `duties` are outstanding. `allowed` are the roles
    that the route lets in: only a post with one of them counts for it. `on_behalf_of` says for whom the caller acts,
    if not for themselves: every act records it.
    """

    kind: Literal["citizen", "staff", "public", "system"]
    id: str = ""
    level: int = 0
    posts: tuple[Post, ...] = ()
    duties: tuple[str, ...] = ()
    account_id: str = ""
    session_id: str = ""
    channel: str = "h5"
    on_behalf_of: str | None = None
    allowed: AbstractSet[Role] | None = None
    reach: Reach = Reach.ANY
    reach_checked: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of all posts."""
        return frozenset().union(*(post.roles for post in self.posts))

    @property
    def role(self) -> str:
        """The word that stands beside the actor's id in acts."""
        return ",".join(sorted(self.roles)) if self.kind == "staff" else self.kind

    @property
    def serving(self) -> tuple[Post, ...]:
        """The posts that count for this route."""
        return tuple(post for post in self.posts if self.allowed is None or post.roles & self.allowed)

    def works_for(self, division: str, department: str) -> bool:
        """Whether one of the posts that count reaches that department there."""
        return any(post.reaches(division, department) for post in self.serving)

    def holds(self, role: Role, division: str, department: str) -> bool:
        """Whether a post with this very role reaches that department there; then it is the post that acts."""
        return self._act_by(post for post in self.posts if role in post.roles and post.reaches(division, department))

    def holds_over(self, role: Role, division: str) -> bool:
        """Whether a post with this very role covers that division, whatever its departments; then it is what acts."""
        return self._act_by(post for post in self.posts if role in post.roles and post.covers(division))

    def holders(self, role: Role, division: str, department: str) -> tuple[str, ...]:
        """Whose posts with this very role reach that department there: the caller's number first, then colleagues'."""
        reaching = (post for post in self.posts if role in post.roles and post.reaches(division, department))
        whose = {post.stands_in_for or self.id for post in reaching}
        return tuple(sorted(whose, key=lambda one: (one != self.id, one)))

    def act_for(self, staff_no: str) -> None:
        """Act by a post of that member of staff: an own one, or one of the colleague for whom the caller stands in."""
        self.on_behalf_of = f"staff:{staff_no}" if staff_no != self.id else None

    def acts_as(self, role: Role) -> bool:
        """Whether a post has this very role, wherever it reaches; then it is the post that acts."""
        return self._act_by(post for post in self.posts if role in post.roles)

    def require_reach(self, code: str, *, owner: str | None = None, division: str = "", department: str = "") -> None:
        """Raise `NotFound(code)` unless the thing is within the reach that the route declares."""
        self.reach_checked = True
        own = self.reach in (Reach.OWN, Reach.OWN_OR_OFFICE) and self.kind == "citizen" and owner == self.id
        at_the_desk = self.reach in (Reach.OFFICE, Reach.OWN_OR_OFFICE) and bool(department)
        office = at_the_desk and self._act_by(post for post in self.serving if post.reaches(division, department))
        if not (own or office or self.reach is Reach.ANY):
            raise NotFound(code)

    def _act_by(self, posts: Iterable[Post]) -> bool:
        """Act by one of `posts`: by an own one if there is any, else for the colleague whose post it is."""
        found = list(posts)
        if found:
            colleague = found[0].stands_in_for if all(post.stands_in_for for post in found) else None
            self.on_behalf_of = f"staff:{colleague}" if colleague else None
        return bool(found)


PUBLIC = Caller(kind="public")


def system(name: str) -> Caller:
    """The city itself acting, under the name of the function or rule that acts."""
    return Caller(kind="system", id=name, channel="system")


def check(access: Access, caller: Caller) -> None:
    """Let the caller pass, or raise: 401 unknown, 403 role or assurance level lacking."""
    if access.public:
        return
    if caller.kind == "public":
        raise Unauthenticated("sign_in_required")
    if caller.kind == "citizen" and access.citizens:
        require_level(caller, access.least_assurance_level)
        return
    caller.allowed = access.roles
    if caller.kind == "staff" and (access.any_staff or caller._act_by(caller.serving)):
        return
    if caller.duties and caller.kind == "staff":
        raise Forbidden("duties_outstanding", duties=list(caller.duties))
    raise Forbidden("not_permitted")


def require_level(caller: Caller, needed: int) -> None:
    """Raise Forbidden, saying how to rise, if the caller's assurance level (实名等级) is below `needed`."""
    if caller.level < needed:
        raise level_too_low(needed, caller.level)


NAMED, FACE = 2, 3


def level_too_low(needed: int, held: int) -> Forbidden:
    """The refusal, with the ways to rise. A window always is one: nobody has to show their face to a camera."""
    ways = [way for level, way in _WAYS.items() if level >= needed and (level != FACE or held >= NAMED)]
    if needed == FACE and held < NAMED:
        ways = [_WAYS[NAMED], _WAYS[FACE], *ways]  # a face is compared with a name that is known already
    return Forbidden("assurance_level_too_low", needed=needed, held=held, ways=ways)


_WAYS: dict[int, dict[str, object]] = {
    1: {"assurance_level": 1, "method": "phone", "resource": "POST /v1/me/phone"},
    2: {"assurance_level": 2, "method": "name_number", "resource": "POST /v1/me/verifications"},
    3: {"assurance_level": 3, "method": "face", "resource": "POST /v1/me/verifications"},
    4: {"assurance_level": 4, "method": "in_person", "resource": "POST /v1/me/verifications", "where": "政务服务窗口"},
}
