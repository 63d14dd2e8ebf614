"""SQLite's one writer: a thread that commits what has queued up in one go; work that fails undoes itself alone.

Work may be run twice before it is answered (here after a failure beside it, on PostgreSQL after a serialisation failure): it
changes nothing but its session.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]

GROUP_LIMIT = 128

log = structlog.get_logger()


def run_after_commit(session: Session) -> None:
    """Run the callbacks kept in the session; they are hints, so one that fails is logged and the rest go on."""
    for callback in session.info.pop("after_commit", []):
        try:
            callback()
        except Exception:
            log.exception("after_commit_failed")


def before_commit(session: Session, work: Callable[[Connection, list[Any]], None], item: Any) -> None:
    """Hand `item` to `work` just before the commit, in one call with whatever else was handed to it by then.

    Rolled back with the session's work as a whole; an item said in a savepoint that alone was rolled back is still handed over.
    """
    session.info.setdefault("before_commit", {}).setdefault(work, []).append(item)


def run_before_commit(connection: Connection, sessions: list[Session]) -> None:
    """Do what `before_commit` collected in these sessions."""
    collected: dict[Callable[[Connection, list[Any]], None], list[Any]] = {}
    for session in sessions:
        for work, items in session.info.pop("before_commit", {}).items():
            collected.setdefault(work, []).extend(items)
    for work, items in collected.items():
        work(connection, items)


class GroupCommitWriter:
    """Takes work in the order it comes; a caller hears back only after the group's commit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._loop, name="modu-writer", daemon=True)
        self._closed = False
        self._thread.start()

    def submit(self, work: Work[T]) -> Future[T]:
        """A future of the result, done after the commit."""
        if self._closed:
            raise RuntimeError("the database is closed")
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finish what is queued and stop the thread."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _loop(self) -> None:
        while True:
            item = self._queue.get()
            if item is None:
                return
            group = [item]
            stop = False
            while len(group) < GROUP_LIMIT:
                try:
                    item = self._queue.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    stop = True
                    break
                group.append(item)
            self._commit_group([(work, future) for work, future in group if future.set_running_or_notify_cancel()])
            if stop:
                return

    def _commit_group(self, group: list[tuple[Work[Any], Future[Any]]]) -> None:
        """One transaction for all. Nearly always nothing fails, so it is tried without savepoints first (two statements and a third
        of the time saved for each piece of work); when something does, all is undone and done again, each in its own savepoint."""
        if self._try_group(group, careful=False):
            return
        self._try_group(group, careful=True)

    def _try_group(self, group: list[tuple[Work[Any], Future[Any]]], *, careful: bool) -> bool:
        """Whether everybody has been answered."""
        outcomes: list[tuple[Future[Any], Any, BaseException | None]] = []
        sessions: list[Session] = []
        try:
            with self._engine.connect() as connection, connection.begin() as transaction:
                for work, future in group:
                    result, error = self._run_one(connection, work, sessions, careful=careful)
                    if error is not None and not careful:
                        if transaction.is_active:  # the session's own rollback may have ended it
                            transaction.rollback()
                        if len(group) > 1:
                            return False
                        future.set_exception(error)
                        return True
                    outcomes.append((future, result, error))
                run_before_commit(connection, sessions)
        except BaseException as failure:  # noqa: BLE001  # whoever waits hears of it: the commit failed for the whole group
            for _work, future in group:
                future.set_exception(failure)
            return True
        for session in sessions:
            run_after_commit(session)
        for future, result, error in outcomes:
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
        return True

    def _run_one(
        self, connection: Connection, work: Work[Any], sessions: list[Session], *, careful: bool
    ) -> tuple[Any, BaseException | None]:
        session = Session(connection, join_transaction_mode="create_savepoint" if careful else "rollback_only")
        try:
            result = work(session)
            session.commit()
        except BaseException as error:  # noqa: BLE001  # handed to the caller through the future; the thread lives on
            session.rollback()
            return None, error
        else:
            sessions.append(session)
            return result, None
        finally:
            session.close()
