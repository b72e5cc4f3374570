"""The API's entry point: the Chalice app, and `handler`, which resolves a path before Chalice sees it."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search every installed package for plugins

from chalice.app import Chalice

from chalicelib import wiring
from chalicelib.resolver import Entry
from chalicelib.shared.http import use_authenticator

app = Chalice(app_name="banshi", configure_logs=False)
app.api.binary_types = []
handler = Entry(app)
use_authenticator(lambda token: wiring.identity_service().authenticate(token))

if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ and os.environ.get("BANSHI_LOAD") != "lazy":
    handler.load_all()  # `chalice package` reads the whole route table
