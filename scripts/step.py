"""Runs one step of the build when its inputs have changed, and says in one line what it did and how long it took.

    step.py NAME [--title TEXT] [--inputs PATH…] [--outputs PATH…] -- COMMAND…

The hash of the command and of every input file is kept in `.make/NAME.stamp`.
A step whose hash is known and whose outputs exist is not run again. Its output goes to `.make/NAME.log` and is shown when it fails.
With no --inputs it runs each time. Only the standard library: this file runs before anything is installed.
"""

import argparse
import fcntl
import hashlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".make"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
IGNORED_FOLDERS = {"node_modules", "dist", "dist-ssr", "__pycache__", ".vite", "coverage"}


def input_files(path: Path) -> Iterator[Path]:
    """Every file at or below `path`, in a stable order."""
    if path.is_dir():
        for child in sorted(path.iterdir()):
            if child.name not in IGNORED_FOLDERS and not child.name.endswith((".pyc", ".tsbuildinfo")):
                yield from input_files(child)
    elif path.is_file():
        yield path


def fingerprint(command: list[str], inputs: list[str]) -> str:
    seen = hashlib.sha256("\0".join(command).encode())
    for name in inputs:
        for file in input_files(ROOT / name):
            seen.update(f"\0{file.relative_to(ROOT)}\0".encode())
            seen.update(file.read_bytes())
    return seen.hexdigest()


class Line:
    """One line of progress: seconds tick on a terminal, and only the end is written elsewhere."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()
        self._stop = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        if self.live:
            self._ticker.start()
        else:
            print(f"  …  {name}", flush=True)

    def _tick(self) -> None:
        while not self._stop.wait(0.2):
            print(f"\r  …  {self.name:<46} {time.monotonic() - self.started:6.1f} s", end="", flush=True)

    def end(self, mark: str) -> None:
        self._stop.set()
        if self.live:
            self._ticker.join()
        lead = "\r" if self.live else ""
        print(f"{lead}  {mark}  {self.name:<46} {time.monotonic() - self.started:6.1f} s", flush=True)


def run(name: str, command: list[str], log: Path) -> int:
    line = Line(name)
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"}  # the log is read as plain text
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            line.end("✗")
            return 130
    line.end("✓" if code == 0 else "✗")
    if code != 0:
        print(f"\n{name} failed ({' '.join(command)}):\n", file=sys.stderr)
        lines = COLOURS.sub("", log.read_text(errors="replace")).splitlines()
        print("\n".join(lines[-400:]), file=sys.stderr)
        print(f"\nThe whole output: {log.relative_to(ROOT)}", file=sys.stderr)
    return code


def main() -> int:
    split = sys.argv.index("--")
    command = sys.argv[split + 1 :]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--title")
    parser.add_argument("--inputs", nargs="*", default=[])
    parser.add_argument("--outputs", nargs="*", default=[])
    options = parser.parse_args(sys.argv[1:split])
    KEPT.mkdir(exist_ok=True)
    stamp = KEPT / f"{options.name}.stamp"
    with (KEPT / f"{options.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once take turns
        wanted = fingerprint(command, options.inputs)
        there = all(os.path.lexists(ROOT / output) for output in options.outputs)
        if options.inputs and there and stamp.exists() and stamp.read_text() == wanted:
            print(f"  ✓  {options.title or options.name:<46}  ready", flush=True)
            return 0
        code = run(options.title or options.name, command, KEPT / f"{options.name}.log")
        if code == 0 and options.inputs:
            stamp.write_text(wanted)
        return code


if __name__ == "__main__":
    sys.exit(main())
