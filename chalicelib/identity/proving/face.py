"""人脸核验 (level 3): WeChat compares the face, its server tells the result, the session stands at level 3 for minutes.

Separate consent comes first (个人信息保护法 Art. 29); nobody has to: a window is always the other way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from chalicelib.identity.acts import PERSON_VERIFIED
from chalicelib.identity.numbers import ResidentId, parse_resident_id
from chalicelib.identity.persons.belonging import Turn
from chalicelib.identity.persons.parts import Parts, account_of, openid_of, person_of
from chalicelib.identity.persons.records import NAME_SEAL, NUMBER_SEAL, VERIFY_ID_SEAL, Account, PersonRecord
from chalicelib.identity.ports import FaceAttempt, FaceOutcome, FacePort
from chalicelib.identity.proving.pending import pending_of, require_usable
from chalicelib.identity.proving.proofs import Pending, PendingState
from chalicelib.identity.proving.tries import Tries
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller, level_too_low
from chalicelib.shared.ages import needs_guardian
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.ids import new_id

METHOD = "face"
REASONS = {
    "not_the_same": "人脸与身份证照片比对不一致",
    "data_mismatch": "姓名与证件号码核对不一致",
    "unclear": "没有拍清人脸，请在光线充足处正对镜头",
    "cancelled": "您已取消",
    "no_permission": "没有开启摄像头或麦克风权限",
    "unsupported": "您的手机或微信版本不支持",
    "network": "网络中断",
    "timed_out": "操作超时",
    "failed": "微信一侧未能完成",
    "unknown": "原因不明",
}


class _Who(NamedTuple):
    """Whose face it is to be, as WeChat is told."""

    name: str
    number: ResidentId
    openid: str


class Faces:
    """Face verifications. `consented` says whether a person agreed to them."""

    def __init__(self, parts: Parts, wechat: FacePort, consented: Callable[[str], bool]) -> None:
        self._parts = parts
        self._wechat = wechat
        self._consented = consented

    def begin(self, caller: Caller, once: Once | None) -> dict[str, Any]:
        """Ask WeChat for what the mini-program needs; name and number are those that the account verified.

        Raises Forbidden below level 2, RuleViolation `face_consent_needed`, `guardian_needed` and what
        `FacePort.begin` raises.
        """
        verification_id, attempt = new_id(), cache(self._attempt)

        def decide() -> Change:
            parts, account = self._parts, account_of(self._parts, caller)
            who = self._who(account, person_of(parts, account.person_id))
            self._require_consent(account)
            verify_id, lasts = attempt(account.account_id, verification_id, who)
            life = min(parts.settings("accounts").face_attempt_minutes * 60, lasts)
            pending = self._pending(verification_id, caller, account, verify_id, life)
            answer = {"verification_id": verification_id, "method": METHOD, "status": "pending"}
            return Change(
                (parts.store.save_pending(pending),),
                answer={**answer, "verify_id": verify_id, "expires_in": life},
            )

        return self._parts.committer.commit(decide, once)

    def result(self, caller: Caller, verification_id: str, once: Once | None) -> dict[str, Any]:
        """Ask WeChat's server how it ended, and let the session stand at level 3 if the face was the person's.

        Raises NotFound, RuleViolation `verification_used`, `verification_expired`, `face_not_passed`; and, then nothing
        is used up, `face_consent_needed` if consent was withdrawn meanwhile, and what `FacePort.outcome` raises.
        """
        outcome = cache(self._outcome)

        def decide() -> Change:
            parts, account = self._parts, account_of(self._parts, caller)
            pending = pending_of(parts, verification_id, caller, account)
            if pending.method != METHOD:
                raise NotFound("verification_not_found")
            if pending.state is PendingState.FAILED:
                return Change(answer={"failed": pending.reason})
            require_usable(parts, pending)
            self._require_consent(account)
            ended = outcome(pending)
            return self._passed(caller, account, pending) if ended.passed else self._failed(pending, ended)

        answer = self._parts.committer.commit(decide, once)
        if reason := answer.get("failed"):
            raise RuleViolation("face_not_passed", reason=REASONS[reason])
        return answer

    def _require_consent(self, account: Account) -> None:
        if not self._consented(account.person_id):
            raise RuleViolation("face_consent_needed")

    def _attempt(self, account_id: str, verification_id: str, who: _Who) -> FaceAttempt:
        with Tries(self._parts, account_id):
            return self._wechat.begin(verification_id, *who)

    def _who(self, account: Account, person: PersonRecord) -> _Who:
        """Raises Forbidden if name and number were never confirmed, RuleViolation if a guardian has to act."""
        if account.level < Level.NAME_NUMBER or person.name is None or person.resident_id is None:
            raise level_too_low(Level.NAME_NUMBER, account.level)
        opened, today = self._parts.sealer.open, self._parts.law.today()
        number = parse_resident_id(opened(person.salt, person.resident_id, NUMBER_SEAL), today)
        if needs_guardian(number.birth_on, today):
            raise RuleViolation("guardian_needed")
        return _Who(opened(person.salt, person.name, NAME_SEAL), number, openid_of(self._parts, account))

    def _pending(self, verification_id: str, caller: Caller, account: Account, verify_id: str, seconds: int) -> Pending:
        parts = self._parts
        return Pending(
            verification_id=verification_id,
            method=METHOD,
            account_id=account.account_id,
            session_id=caller.session_id,
            expires_at=parts.wall.now() + timedelta(seconds=seconds),
            verify_id=parts.sealer.seal(account.salt, verify_id, VERIFY_ID_SEAL),
        )

    def _outcome(self, pending: Pending) -> FaceOutcome:
        account = self._parts.store.account(pending.account_id)
        assert account is not None  # noqa: S101 - the caller's own
        who = self._who(account, person_of(self._parts, account.person_id))
        verify_id = self._parts.sealer.open(account.salt, pending.verify_id or "", VERIFY_ID_SEAL)
        return self._wechat.outcome(verify_id, pending.verification_id, *who)

    def _passed(self, caller: Caller, account: Account, pending: Pending) -> Change:
        parts, turn = self._parts, Turn(self._parts, caller)
        family = parts.store.family(caller.session_id)
        assert family is not None  # noqa: S101 - account_of has read it
        until = parts.wall.now() + timedelta(minutes=parts.settings("sessions").face_minutes)
        said = {"verification_id": pending.verification_id, "method": METHOD, "evidence": pending.verification_id}
        facts = {"assurance_level": int(Level.FACE), "account_id": account.account_id}
        person = turn.act(person_of(parts, account.person_id), PERSON_VERIFIED, {**said, **facts})
        turn.write(parts.store.save_pending(pending._replace(state=PendingState.CONFIRMED)))
        turn.write(parts.store.save_family(family._replace(face_until=until)), parts.store.save_person(person))
        return turn.change(
            {
                "verification_id": pending.verification_id,
                "method": METHOD,
                "status": "confirmed",
                "assurance_level": int(Level.FACE),
                "good_until": rfc3339(until),
                "refresh_required": True,
            }
        )

    def _failed(self, pending: Pending, ended: FaceOutcome) -> Change:
        used = pending._replace(state=PendingState.FAILED, reason=str(ended.reason))
        return Change((self._parts.store.save_pending(used),), answer={"failed": str(ended.reason)})
