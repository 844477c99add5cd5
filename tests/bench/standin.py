"""The local workspace itself: how fast it takes messages, and what it needs to hold a large district."""

from __future__ import annotations

import json
from pathlib import Path

import psutil

from tests.bench.children import child
from tests.bench.rows import Row
from tests.bench.scene import SCHOOL_TEAMS, Scene, write
from tests.bench.sends import a_prompt
from tests.bench.signing import TOKEN

PEOPLE, MESSAGES = 10_000, 100_000
WARM = 100
BARE = 10
"""The bare far end takes this share (one in so many) of the messages: enough to know its rate."""

RATE, MEMORY_MB = 1_000.0, 500.0


def workspace(
    home: Path, rounds: int, seconds: float, people: int = PEOPLE, messages: int = MESSAGES
) -> list[Row]:
    """Prompts posted over HTTP until it holds so many, one round; then the memory of its process."""
    path = home / "scene.sqlite"
    write(str(path), Scene(SCHOOL_TEAMS, asked=False))
    message = a_prompt(path)
    with child("tests.bench.stub_slack") as stub:
        bodies = _bodies(home, message, [message["channel"]])
        bare = _posted(f"http://127.0.0.1:{stub.read()}/api/", TOKEN, bodies, messages // BARE)
    with child("tests.bench.workspace", str(people)) as far_end:
        hello = json.loads(far_end.read())
        bodies = _bodies(home, message, hello["conversations"])
        ours = _posted(hello["api_url"], hello["bot_token"], bodies, messages)
        memory = psutil.Process(far_end.process.pid).memory_info().rss / 2**20
        kept = int(json.loads(far_end.ask("kept"))["messages"])
    whole = kept == messages + WARM
    note = f"{people:,} people, {messages:,} prompts of {len(json.dumps(message)):,} characters each"
    if not whole:
        note += f"; {kept:,} were kept instead"
    return [
        Row("posts to the local workspace", "/s", ours, bare, ours / bare, f">= {RATE:,.0f} /s",
            ours >= RATE and whole, note),
        Row("memory of the local workspace", "MB", memory, None, None, f"< {MEMORY_MB:.0f} MB",
            memory < MEMORY_MB and whole, "after that, with what its inspector shows"),
    ]  # fmt: skip


def _bodies(home: Path, message: dict[str, object], channels: list[str]) -> Path:
    """Write a file with the message to each conversation."""
    path = home / "bodies.txt"
    path.write_text("".join(json.dumps({**message, "channel": one}) + "\n" for one in channels), "utf-8")
    return path


def _posted(api_url: str, token: str, bodies: Path, count: int) -> float:
    """Post so many; give the rate."""
    with child("tests.bench.poster", api_url, token, str(bodies)) as poster:
        poster.read()
        poster.ask(str(WARM))
        return count / float(poster.ask(str(count)))
