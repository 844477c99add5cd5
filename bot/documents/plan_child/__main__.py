"""The child that reads plans: a file on standard input, what it holds as JSON on standard output."""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from bot.documents.formats import read_plan_bytes
from bot.documents.plan_child import OVERLAY
from bot.documents.plan_files import canonical
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.report import told

MEMORY = 1024 * 1024 * 1024
SECONDS = 45


def main() -> int:
    """Read what comes in; the kernel ends a child that takes more memory or time than a plan can need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    overlay = Path(os.environ[OVERLAY]) if os.environ.get(OVERLAY) else None
    words = PlanWords.load(overlay)
    try:
        result = read_plan_bytes(sys.argv[1], sys.stdin.buffer.read(), words)
    except (MemoryError, RecursionError):
        return 1
    said = {
        "document": canonical(result.document) if result.document is not None else None,
        "faults": told(result.faults, words.workbook.words),
        "advice": told(result.advice, words.workbook.words),
        "sourced": [
            {"code": one.code.value, "message": one.message, "source": one.source}
            for one in result.advice
            if one.source is not None
        ],
    }
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
