"""Lighthouse on a page of ours, in the same Chromium as the journeys."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.chromium import Chromium
from tests.support.servers import CHECKOUT

NODE = CHECKOUT / ".node/bin/node"
LIGHTHOUSE = CHECKOUT / "frontend/node_modules/lighthouse/cli/index.js"
CHROME_FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-dev-shm-usage"


@dataclass(frozen=True)
class Report:
    """The scores by category (0 to 100), and what lost points."""

    scores: dict[str, int]
    lost: list[str]


def audit(url: str, folder: Path, *, cookie: str | None = None, desktop: bool = False) -> Report:
    """Runs accessibility and best practices once; `cookie` signs in."""
    out = folder / "lighthouse.json"
    command = [str(NODE), str(LIGHTHOUSE), url, "--only-categories=accessibility,best-practices", "--output=json", f"--output-path={out}"]
    command += ["--quiet", "--no-enable-error-reporting", f"--chrome-flags={CHROME_FLAGS}", "--max-wait-for-load=20000"]
    if desktop:
        command.append("--preset=desktop")
    if cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    environment = {**os.environ, "CHROME_PATH": Chromium.path() or ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"Lighthouse ended with {done.returncode}:\n{done.stderr[-3000:]}")
    report: dict[str, Any] = json.loads(out.read_text())
    lost = []
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            found = report["audits"][reference["id"]]
            if reference["weight"] and found["score"] is not None and found["score"] < 1:
                items = json.dumps((found.get("details") or {}).get("items", []), ensure_ascii=False)
                lost.append(f"{found['id']}: {found['title']} {items[:600]}")
    return Report({name: round((category["score"] or 0) * 100) for name, category in report["categories"].items()}, lost)
