"""The routes of the cases domain: intake by applicants, the desk, status."""

from chalicelib.cases.routes import desk, intake, status
from chalicelib.cases.routes.base import routes

__all__ = ["desk", "intake", "routes", "status"]
