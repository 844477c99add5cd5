"""What a child process may take: memory, processor time, and no file of its own."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from bot.documents.plan_child import OVERLAY
from bot.documents.plan_kinds import PlanWords

MEMORY = 1024 * 1024 * 1024
SECONDS = 45


def limited_words() -> PlanWords:
    """Put the limits in force, and give the words; the kernel ends a child that goes beyond them."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return PlanWords.load(Path(os.environ[OVERLAY]) if os.environ.get(OVERLAY) else None)
