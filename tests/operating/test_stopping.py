"""Ctrl-C ends `modu serve --demo` quietly, and its worker with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.support.servers import free_port

MODU = Path(sys.executable).with_name("modu")


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/api/health", timeout=2).json()["worker"] == "ok":
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"no answer, or no worker:\n{log.read_text()}")


@pytest.mark.slow
def test_ctrl_c_ends_everything_quietly(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [MODU, "serve", "--demo", "--port", str(port)],
            env={**os.environ, "MODU_DATA_DIR": str(tmp_path / "data"), "MODU_VAPID_SUBJECT": "mailto:desk@example.org"},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}", process, log)
        workers = [int(child) for task in Path(f"/proc/{process.pid}/task").glob("*/children") for child in task.read_text().split()]
        assert workers or sys.platform != "linux"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(15) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    said = log.read_text()
    assert f"http://127.0.0.1:{port}/join#" in said
    assert "Traceback" not in said
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
