"""Failures of the cloud that pass by, as refusals that tell the caller to come again.

Read off names and codes, for botocore's and PynamoDB's classes are not worth loading to tell a failure. It is imported
only when something failed.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.shared.errors import ServiceError, Throttled, UpstreamUnavailable

BUSY = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
}
DOWN = {
    "DependencyTimeoutException",
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "KMSInternalException",
    "RequestTimeout",
    "RequestTimeoutException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
}
UNREACHED = {"ConnectionError", "HTTPClientError", "IncompleteReadError"}  # botocore's, with all that derive from them


def outage(failed: BaseException) -> ServiceError | None:
    """The refusal to answer with; None if the failure would come again."""
    for each in _with_cause(failed):
        code = _code(each)
        if code in BUSY:
            return Throttled("storage_busy")
        if code in DOWN or _unreached(each):
            return UpstreamUnavailable("storage_unavailable")
    return None


def _with_cause(failed: BaseException) -> Iterator[BaseException]:
    """PynamoDB keeps what botocore raised as `cause`."""
    yield failed
    if isinstance(cause := getattr(failed, "cause", None), BaseException):
        yield cause


def _code(failed: BaseException) -> str:
    response = getattr(failed, "response", None)
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


def _unreached(failed: BaseException) -> bool:
    return any(kind.__module__ == "botocore.exceptions" and kind.__name__ in UNREACHED for kind in type(failed).__mro__)
