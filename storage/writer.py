"""SQLite's one writer thread, with group commit.

Flows are gathered on the side of the event loop and handed to the thread together: one hop there and
one back for all of them. Were each handed over as it comes, the two threads would fight for the
interpreter at every statement, and a busy minute would be spent on waking each other.
"""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, Future, TimerHandle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

T = TypeVar("T")
Job = Callable[[Session], Any]
Outcome = tuple[Any, Exception | None]
"""What a flow gave, or the fault that it raised."""

MOST_TOGETHER = 64
"""Flows that share one commit at the most, so that nobody waits for a long queue's work."""

MOMENT = 0.01
"""Seconds that flows wait at the most to be half as many as shared the last commit."""


class Writer:
    """Runs flows one after the other in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        """Write with `engine`, whose one connection only this thread uses for `submit`."""
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "milepost-write")
        self._loop: AbstractEventLoop | None = None
        self._begin()

    def _begin(self) -> None:
        self._waiting: list[tuple[Job, Future[Any]]] = []
        self._timer: TimerHandle | None = None
        self._busy = False
        self._company = 1

    def submit(self, job: Callable[[Session], T]) -> Future[T]:
        """Queue `job`; its future is done when the transaction that holds its rows is committed."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:  # the last one has ended, with whatever waited in it
            self._loop = loop
            self._begin()
        future: Future[T] = loop.create_future()
        self._waiting.append((job, future))
        self._consider()
        return future

    def close(self) -> None:
        """Do what was begun, then end the thread."""
        if self._timer is not None:
            self._timer.cancel()
        self._thread.shutdown()

    def _consider(self) -> None:
        """Hand over what waits, if the thread is free; a moment later while more are to be expected."""
        if self._busy or not self._waiting:
            return
        assert self._loop is not None
        if len(self._waiting) * 2 >= min(self._company, MOST_TOGETHER):
            self._hand_over()
        elif self._timer is None:
            self._timer = self._loop.call_later(MOMENT, self._hand_over)

    def _hand_over(self) -> None:
        assert self._loop is not None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
        batch = [(job, future) for job, future in batch if not future.cancelled()]
        self._busy = True
        work = self._loop.run_in_executor(self._thread, self._work, [job for job, _ in batch])
        work.add_done_callback(lambda done: self._answer([future for _, future in batch], done))

    def _answer(self, futures: Sequence[Future[Any]], work: Future[list[Outcome]]) -> None:
        """Let everybody of a batch know what became of their flow."""
        self._busy = False
        self._company = len(futures) + len(self._waiting)
        for future, (result, error) in zip(futures, work.result(), strict=True):
            if future.cancelled():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
        self._consider()

    def _work(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Run a batch, in the thread: in one transaction if nothing goes wrong, else in one for each."""
        if len(jobs) > 1:
            try:
                with self._engine.begin() as connection:
                    return [(_within(connection, job), None) for job in jobs]
            except Exception:  # of a flow or of the commit: nothing is stored, and each learns its own fate
                pass
        return [self._alone(job) for job in jobs]

    def _alone(self, job: Job) -> Outcome:
        try:
            with self._engine.begin() as connection:
                return _within(connection, job), None
        except Exception as error:  # handed to the flow's caller, who knows what to say
            return None, error


def _within(connection: Connection, job: Job) -> Any:
    with Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
        result = job(session)
        session.commit()
        return result
