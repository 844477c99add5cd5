"""The one way to run a flow: whole, in one transaction, in one hop to a worker thread.

On SQLite all writing is done by one thread. Flows that wait while it writes are run together and share
the next commit: nobody is answered before the commit that holds their rows, and a busy hour costs fewer
flushes to the disk. When one of them fails all are undone and run again, each in a transaction of its
own, so that it takes nobody with it.

On PostgreSQL a flow that PostgreSQL undoes because it and another one wait for each other is run again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from storage.engines import is_sqlite, postgres_engine, sqlite_engine
from storage.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")
Flow = Callable[Concatenate[Session, P], T]

TRIES = 3
GAVE_WAY = ("40P01", "40001")
"""PostgreSQL's codes for a transaction that it undid in favor of another one; done again it goes through."""

POSTGRES_THREADS = 8
SQLITE_READERS = 2


class Database:
    """An open database; `close()` when done."""

    def __init__(self, url: str) -> None:
        """Open `url` ("sqlite:///file" or "postgresql://..."); connections are made when first used."""
        self.url = url
        self._writer: Writer | None = None
        if is_sqlite(url):
            self.engine = sqlite_engine(url, size=1, begin="BEGIN IMMEDIATE")
            self._reading = sqlite_engine(url, size=SQLITE_READERS, begin="BEGIN")
            self._threads = ThreadPoolExecutor(SQLITE_READERS, "milepost-read")
        else:
            self.engine = postgres_engine(url, size=POSTGRES_THREADS)
            self._reading = self.engine
            self._threads = ThreadPoolExecutor(POSTGRES_THREADS, "milepost-db")

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Give a session in a transaction that commits at the end, or rolls back on an exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session for reading only; on SQLite it does not wait for the writer."""
        with Session(self._reading, expire_on_commit=False) as session, session.begin():
            yield session

    async def run(self, flow: Flow[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `flow(session, ...)` in one transaction in a worker thread; give its result once committed.

        Whatever the flow or the commit raises is raised here, and nothing of the flow is stored. A flow
        may be run again from its beginning: all that it changes is rows.
        """

        def job(session: Session) -> T:
            return flow(session, *args, **kwargs)

        if is_sqlite(self.url):
            if self._writer is None:
                self._writer = Writer(self.engine)
            return await self._writer.submit(job)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._whole, job)

    async def read(self, flow: Flow[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `flow(session, ...)`, which only reads, in a worker thread; give its result."""

        def job() -> T:
            with self.reading() as session:
                return flow(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    def _whole(self, job: Callable[[Session], T]) -> T:
        for _ in range(TRIES - 1):
            try:
                with self.begin() as session:
                    return job(session)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in GAVE_WAY:
                    raise
        with self.begin() as session:
            return job(session)

    def close(self) -> None:
        """Finish what was begun and close all connections."""
        if self._writer is not None:
            self._writer.close()
        self._threads.shutdown()
        self.engine.dispose()
        self._reading.dispose()
