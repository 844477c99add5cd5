"""The child that reads plans: a file on standard input, what it holds as JSON on standard output."""

from __future__ import annotations

import json
import resource
import sys

from bot.documents.formats import read_plan_bytes
from bot.documents.plan_child.limits import limited_words
from bot.documents.plan_files import canonical
from bot.documents.workbook.report import told


def main() -> int:
    """Read what comes in; the kernel ends a child that takes more memory or time than a plan can need."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    words = limited_words()
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
