"""The API's entry point: the Chalice app, and `handler`, which resolves a path before Chalice sees it."""

import chalicelib  # noqa: F401 - first: it keeps the collector from looking while the rest is loaded

# isort: split
from chalice.app import Chalice

from chalicelib.resolver import Entry
from chalicelib.shared.http import use_authenticator
from chalicelib.wiring import identity as wiring

app = Chalice(app_name="banshi", configure_logs=False)
app.api.binary_types = []
handler = Entry(app)
use_authenticator(lambda token: wiring.identity_service().authenticate(token))
