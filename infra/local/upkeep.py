"""`make clean-local`, and a look at what runs."""

from __future__ import annotations

import json
import shutil

import requests

from infra.local.places import Places
from infra.local.recovery import AlreadyRunning, only_run, recover


def forget(places: Places) -> None:
    """Remove everything that the city keeps. Raises AlreadyRunning while it runs."""
    if not places.state.exists():
        print("There is no local city to forget.")
        return
    with only_run(places):
        recover(places, print)
        shutil.rmtree(places.state)
    print("The local city is forgotten; make run founds a new one.")


def status(places: Places) -> None:
    """Say whether the city runs, where, and how it is."""
    try:
        with only_run(places):
            print("The city is not running; make run starts it.")
    except AlreadyRunning as running:
        print(running)
        if places.city_file.exists():
            url = json.loads(places.city_file.read_text())["base_url"]
            print(requests.get(f"{url}/v1/version", timeout=10).text)
