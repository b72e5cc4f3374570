"""Ports, child processes, and what a killed run leaves behind."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.local.places import ROOT, Places
from infra.local.ports import LOOPBACK, Ports, PortTaken, claim
from infra.local.processes import Child, Mark, ProcessFailed, record, recorded, start, started_at, stop
from infra.local.recovery import AlreadyRunning, only_run, recover, set_aside

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path / "state")
    made.make()
    return made


def sleeper(places: Places, name: str = "local cloud") -> Child:
    return start(name, SLEEP, {}, places.logs / "sleeper.log")


def test_a_taken_port_names_itself_and_the_way_out() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port}, wanted for the front door.*\n.*make run PORT=\d+"):
            claim(Ports(port, 0, 0))
        with pytest.raises(PortTaken, match=r"CLOUD_PORT="):
            claim(Ports(0, port, 0))
        with pytest.raises(PortTaken, match=r"PARTNERS_PORT="):
            claim(Ports(0, 0, port))


def test_a_taken_port_ends_the_run_with_code_2(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        command = [sys.executable, "-m", "infra.local", "run", "--state", str(tmp_path / "state")]
        command += ["--port", str(taken.getsockname()[1]), "--cloud-port", "0", "--partners-port", "0"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_city_stays_on_the_port_that_its_queues_addresses_hold(tmp_path: Path) -> None:
    remembered = tmp_path / "port"
    free = claim(Ports(0, 0, 0)).cloud
    remembered.write_text(str(free))
    assert claim(Ports(0, 0, 0), remembered).cloud == free
    assert claim(Ports(0, free, 0), remembered).cloud == free
    with pytest.raises(PortTaken, match=rf"lives on port {free}.*\n.*CLOUD_PORT={free}.*make clean-local"):
        claim(Ports(0, free + 1, 0), remembered)


def test_port_0_is_any_free_one() -> None:
    ports = claim(Ports(0, 0, 0))
    assert 0 not in vars(ports).values()


def test_a_child_ends_when_asked(places: Places) -> None:
    child = sleeper(places)
    assert child.alive
    child.stop()
    assert not child.alive
    assert started_at(child.mark.pid) is None


def test_a_deaf_child_is_ended_by_force(places: Places) -> None:
    child = start("deaf", DEAF, {}, places.logs / "deaf.log")
    child.wait_until(lambda: "up" in child.log.read_text(), 10)
    child.stop(patience=0.2)
    assert not child.alive


def test_a_child_that_ends_at_once_shows_its_log(places: Places) -> None:
    child = start(
        "partners", [sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"], {}, places.logs / "p"
    )
    with pytest.raises(ProcessFailed, match=r"partners ended with code 3\nno such thing\nThe whole log: "):
        child.wait_until(lambda: False, 10)


def test_a_child_that_does_not_come_up_is_told(places: Places) -> None:
    child = sleeper(places)
    with pytest.raises(ProcessFailed, match="did not come up within 0 s"):
        child.wait_until(lambda: False, 0.1)
    child.stop()


def test_another_process_with_the_same_number_is_not_ours(places: Places) -> None:
    child = sleeper(places)
    other = Mark("local cloud", child.mark.pid, child.mark.started - 1)
    assert not other.alive
    stop(other)
    assert child.alive
    child.stop()


def test_what_a_killed_run_left_is_ended_and_nothing_was_lost(places: Places) -> None:
    child = sleeper(places)
    record(places.ledger, [child])
    said: list[str] = []
    assert recover(places, said.append) is True
    assert child.process.wait(10) != 0
    assert "left its local cloud behind" in said[0]
    assert "Nothing was lost" in said[1]
    assert not places.ledger.exists()


def test_what_a_killed_cloud_cost_is_said(places: Places) -> None:
    child = sleeper(places)
    record(places.ledger, [child])
    child.process.kill()
    child.process.wait(10)
    said: list[str] = []
    recover(places, said.append)
    (loss,) = said
    assert "saves its state on a graceful stop only" in loss
    assert "is lost" in loss


def test_after_a_clean_stop_there_is_nothing_to_say(places: Places) -> None:
    said: list[str] = []
    assert recover(places, said.append) is False
    assert said == []


def test_a_torn_ledger_is_no_obstacle(places: Places) -> None:
    places.ledger.write_text('[{"name": "local cl')
    assert recorded(places.ledger) == []
    assert recover(places, lambda _: None) is True


def test_one_city_runs_once(places: Places) -> None:
    places.city_file.write_text(json.dumps({"base_url": "http://127.0.0.1:8080"}))
    with only_run(places), pytest.raises(AlreadyRunning, match=r"http://127\.0\.0\.1:8080"), only_run(places):
        pass


def test_a_dead_run_holds_no_lock(places: Places) -> None:
    program = f"import fcntl, time; f = open({str(places.lock)!r}, 'a'); fcntl.flock(f, fcntl.LOCK_EX); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 10
    while not is_held(places) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_held(places)
    holder.kill()
    holder.wait(10)
    assert not is_held(places)


def is_held(places: Places) -> bool:
    try:
        with only_run(places):
            return False
    except AlreadyRunning:
        return True


def test_a_state_that_does_not_fit_is_kept_aside(places: Places) -> None:
    (places.cloud / "something").write_text("of value")
    aside = set_aside(places)
    assert (aside / "something").read_text() == "of value"
    assert list(places.cloud.iterdir()) == []
