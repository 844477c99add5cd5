"""SQLite's one writer thread, with group commit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

T = TypeVar("T")
Job = Callable[[Session], Any]
Waiting = tuple[Job, "Future[Any]"]

MOST_TOGETHER = 64
"""Flows that share one commit at the most, so that nobody waits for a long queue's work."""

MOMENT = 0.005
"""Seconds that a flow waits at the most for the company that the last one had."""


class Writer:
    """Runs flows one after the other in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        """Start the thread; `engine` has one connection, which only this thread uses for `run`."""
        self._engine = engine
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._last = 1
        self._thread = Thread(target=self._work, name="milepost-write", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Session], T]) -> Future[T]:
        """Queue `job`; its future is done when the transaction that holds its rows is committed."""
        future: Future[T] = Future()
        self._queue.put((job, future))
        return future

    def close(self) -> None:
        """Do what is queued, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        closing = False
        while not closing:
            batch, closing = self._gather()
            batch = [waiting for waiting in batch if waiting[1].set_running_or_notify_cancel()]
            if len(batch) == 1:
                self._alone(*batch[0])
            elif batch:
                self._together(batch)

    def _gather(self) -> tuple[list[Waiting], bool]:
        """Wait for a flow, then take what else comes; True with it when it is time to end.

        While many come at once, as many as last time are waited for, a moment at the most: they share
        a commit, and the thread that lets them in is not held up by the one that writes.
        """
        batch: list[Waiting] = []
        waiting = self._queue.get()
        until = monotonic() + MOMENT
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST_TOGETHER:
                break
            patience = until - monotonic() if len(batch) < self._last else 0.0
            try:
                waiting = self._queue.get(patience > 0, max(patience, 0.0))
            except Empty:
                break
        self._last = len(batch)
        return batch, waiting is None

    def _alone(self, job: Job, future: Future[Any]) -> None:
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                result = job(session)
        except Exception as error:  # handed to the flow's caller, who knows what to say
            future.set_exception(error)
        else:
            future.set_result(result)

    def _together(self, batch: list[Waiting]) -> None:
        """Run the batch in one transaction and only then let its callers know."""
        try:
            with self._engine.begin() as connection:
                outcomes = [(future, *_in_savepoint(connection, job)) for job, future in batch]
        except Exception as fault:  # the commit itself failed: nothing of the batch is stored
            for _, future in batch:
                future.set_exception(fault)
            return
        for future, result, error in outcomes:
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)


def _in_savepoint(connection: Connection, job: Job) -> tuple[Any, Exception | None]:
    """Run one flow so that its fault undoes only its own rows; give its result, or the fault."""
    try:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            result = job(session)
            session.commit()
            return result, None
    except Exception as error:  # handed to the flow's caller, who knows what to say
        return None, error
