"""The child that reads plans is ended when it takes more than a plan can need, and takes nobody along."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from bot.documents import plan_child
from bot.documents.formats import write_plan
from bot.documents.plan_child import ChildFault, check
from bot.documents.plan_kinds import PlanWords
from tests.documents.larkspur import larkspur

LIMITED = """
import sys
from bot.documents.plan_child import __main__ as child, limits
limits.{limit} = {most}
sys.exit(child.main())
"""
HUGE = b"[" + b"{}," * 3_000_000 + b"{}]"
"""Nine megabytes that become hundreds of them."""


def limited(limit: str, most: int, content: bytes) -> subprocess.CompletedProcess[bytes]:
    """The child with one limit lower than usual, so that a file of moderate size goes beyond it."""
    code = LIMITED.format(limit=limit, most=most)
    return subprocess.run([sys.executable, "-c", code, "plan.json"], input=content, capture_output=True)


def test_a_file_that_takes_too_much_memory_ends_the_child() -> None:
    plan = write_plan(".json", larkspur(), PlanWords.load())
    assert limited("MEMORY", 350_000_000, plan).returncode == 0
    ended = limited("MEMORY", 350_000_000, HUGE)
    assert ended.returncode != 0
    assert ended.stdout == b""


def test_a_file_that_takes_too_long_ends_the_child() -> None:
    ended = limited("SECONDS", 1, HUGE)
    assert ended.returncode in (-signal.SIGKILL, -signal.SIGXCPU)
    assert ended.stdout == b""


async def test_a_child_that_does_not_come_back_is_ended_and_said_to_be_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plan_child, "PATIENCE", 0.01)
    with pytest.raises(ChildFault):
        await check("plan.json", b"{}")
