"""人脸核身: getverifyid and queryverifyinfo (docs/partners/wechat.md)."""

from __future__ import annotations

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.server_calls import ServerCalls
from chalicelib.identity.adapters.wechat.vocabulary import Verdict, face_reason
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import FaceAttempt, FaceOutcome, FaceReason
from chalicelib.shared.certificates import Certificate
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.logging import logger

BEGIN = "/cityservice/face/identify/getverifyid"
QUERY = "/cityservice/face/identify/queryverifyinfo"


class WeChatFace:
    """Begins face verifications, and asks WeChat's server how they ended."""

    def __init__(self, calls: ServerCalls) -> None:
        self._calls = calls

    def begin(self, request_no: str, name: str, number: ResidentId, openid: str) -> FaceAttempt:
        """What the mini-program hands to `wx.requestFacialVerify`."""
        if number.certificate is not Certificate.RESIDENT_ID:
            raise RuleViolation("face_needs_resident_id")
        holder = {"cert_type": translate.IDENTITY_CARD, "cert_name": name, "cert_no": number.number}
        said = self._calls.post(BEGIN, {"out_seq_no": request_no, "cert_info": holder, "openid": openid})
        attempt = translate.face_attempt(said.answer) if said.verdict is Verdict.OK else None
        if attempt is None:
            raise self._calls.refusal(said)
        return attempt

    def outcome(self, verify_id: str, request_no: str, name: str, number: ResidentId, openid: str) -> FaceOutcome:
        """Passed is errcode 0 and verify_ret 10000, for the certificate that it began with, and nothing else."""
        asked = {
            "verify_id": verify_id,
            "out_seq_no": request_no,
            "cert_hash": translate.cert_hash(name, number.number),
            "openid": openid,
        }
        said = self._calls.post(QUERY, asked)
        verify_ret = translate.verify_ret(said.answer) if said.verdict is Verdict.OK else None
        if verify_ret is None:
            raise self._calls.refusal(said)
        return _outcome(verify_ret, request_no)


def _outcome(verify_ret: int, request_no: str) -> FaceOutcome:
    reason = face_reason(verify_ret)
    log = logger.error if reason is FaceReason.UNKNOWN else logger.info
    log("face verification", extra={"request_no": request_no, "reason": str(reason), "verify_ret": verify_ret})
    return FaceOutcome(reason is FaceReason.PASSED, reason)
