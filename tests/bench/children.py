"""Processes that a benchmark starts: each says when it is ready, and ends with the benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).parents[2]
DROPPED = ("PYTHONDONTWRITEBYTECODE", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a child: bytecode is cached, no proxy, no setting of ours but `more`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in DROPPED and not name.startswith("MILEPOST_")
    }
    return {**kept, "PYTHONPATH": str(HOME), **more}


class Child:
    """A process that was started; `hello` is the first line that it printed."""

    def __init__(self, arguments: list[str], **settings: str) -> None:
        """Start Python with `arguments`, and `settings` in its environment."""
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(**settings),
        )

    def read(self) -> str:
        """Give the next line that it prints; `RuntimeError` when it has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended early")
        return line.strip()

    def ask(self, line: str = "") -> str:
        """Write a line to it; give the line that it answers with."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.read()

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


@contextmanager
def child(module: str, *arguments: str, **settings: str) -> Iterator[Child]:
    """Start a module in a process of its own, for as long as the context lasts."""
    started = Child(["-m", module, *arguments], **settings)
    try:
        yield started
    finally:
        started.end()
