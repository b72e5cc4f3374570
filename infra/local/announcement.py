"""What the newcomer reads when the city is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local import stand_ins
from infra.local.city_file import base_url
from infra.local.places import Places
from infra.local.ports import Ports


def invite(say: Callable[[str], None], places: Places, ports: Ports, sample: dict[str, Any]) -> None:
    """Addresses, sample log-ins, what to try."""
    base = base_url(ports)
    say(f"\n[bold]办事 Banshi is running at {base}[/]")
    say(f"  health      {base}/v1/health")
    say(f"  partners    {stand_ins.base_url(ports.partners)}/_control/health")
    say(f"  everything  {places.city_file}   (people, staff, passwords, seeds, resources)")
    say(f"  logs        {places.logs}")
    for person in sample["people"]:
        say(f"  person      {person['name']}  {person['resident_id']}")
    for staff in sample["staff"]:
        code = "  + one-time code" if staff["totp_seed"] else ""
        say(f"  staff       {staff['staff_no']}  {staff['password']}  {', '.join(staff['roles'])}{code}")
    say("\nTry, in another terminal:")
    say("  make story    seven journeys through this city, told as they happen")
    say("  make code STAFF=900001    the administrator's one-time code, for POST /v1/sessions/staff")
    say("  make verify   whether any act was altered, removed, reordered or added")
    say(f"  curl -G {base}/v1/items --data-urlencode query=居住证    find a service item")
    partners = stand_ins.base_url(ports.partners)
    person = '{"person": "李四"}'
    say(f"  curl {partners}/_control/wechat/codes -d '{person}'    a WeChat log-in code,")
    say(f"    for POST {base}/v1/sessions/wechat; every route is in docs/openapi.yaml")
    say("Ctrl-C stops the city and keeps its state; a kill of the local cloud loses what came since the start.")
