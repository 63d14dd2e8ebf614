"""What our pushes are measured against: a push service that takes everything, the limit of the keys, pywebpush and node web-push."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pywebpush import webpush

from app.notifications.push.keys import VapidKey

RECIPIENTS = 1000
SEQUENTIAL = 20
NODE_MESSAGES = 10_000
SUBJECT = "mailto:desk@example.org"
HERE = Path(__file__).parent


def limit() -> float:
    """Messages per core-second when a message cost nothing but its fresh key and one key agreement."""
    curve = ec.SECP256R1()
    receiver = ec.generate_private_key(curve).public_key()
    before, count = time.process_time(), 3000
    for _ in range(count):
        ec.generate_private_key(curve).exchange(ec.ECDH(), receiver)
    return count / (time.process_time() - before)


@dataclass(frozen=True)
class Node:
    """node web-push with 256 kept connections, where NODE_PATH names a folder that holds it (`npm install web-push`)."""

    program: str

    @classmethod
    def found(cls) -> Node | None:
        """None where it is not: nothing else of the project needs it."""
        own = HERE.parent / ".node" / "bin" / "node"
        program = str(own) if own.exists() else shutil.which("node")
        if program is None or not any((Path(folder) / "web-push").is_dir() for folder in os.environ.get("NODE_PATH", "").split(os.pathsep)):
            return None
        return cls(program)

    def per_core_second(self, port: int, trusted: Path, receiver: bytes) -> float:
        """Messages for each second of its own processor time: made, encrypted and sent, with no queue to claim from or to mark in."""
        command = [self.program, str(HERE / "push_peer.cjs"), str(trusted), str(port), _b64url(receiver), str(NODE_MESSAGES)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def one_by_one_s(port: int, trusted: Path, key: VapidKey, receiver: bytes) -> float:
    """What pywebpush alone would take for everybody, reckoned from some."""
    subscription = {
        "endpoint": f"https://127.0.0.1:{port}/push/abcdefghijklmnopqrstuvwxyz",
        "keys": {"p256dh": _b64url(receiver), "auth": _b64url(bytes(16))},
    }
    der = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    began = time.perf_counter()
    for _ in range(SEQUENTIAL):
        with requests.Session() as once:  # as `webpush` does when it is given none, but trusting the stub
            once.verify, once.trust_env = str(trusted), False
            webpush(
                subscription,
                b"x" * 300,
                vapid_private_key=_b64url(der),
                vapid_claims={"sub": SUBJECT},
                requests_session=once,
                ttl=60,
                timeout=10,
            )
    return (time.perf_counter() - began) * RECIPIENTS / SEQUENTIAL


@contextmanager
def stub(trusted: Path, latency_s: float) -> Iterator[int]:
    """A push service that takes everything after `latency_s`; its port."""
    command = [sys.executable, "-m", "bench.push_stub", str(trusted), str(latency_s)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("the stub cannot say its port")
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(30)


def receiver_point() -> bytes:
    """A browser's public key as it subscribes with."""
    return ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
