"""The child that writes reports: the document on standard input, the file on standard output.

Its input is its own parent's; it reads nothing that a stranger wrote.
"""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import sys
from pathlib import Path

from bot.documents.plan_child import OVERLAY
from bot.documents.report.model import Document
from bot.documents.report.writing import Format, write
from bot.words import Words


def main() -> int:
    """Write what comes in as the kind of file that is asked for (".docx", ".html", ...).

    Whoever waits for an answer goes first: the child steps back.
    """
    if hasattr(os, "nice"):  # not everywhere
        os.nice(5)
    overlay = Path(os.environ[OVERLAY]) if os.environ.get(OVERLAY) else None
    document = pickle.loads(base64.b64decode(sys.stdin.buffer.read()))
    assert isinstance(document, Document)
    form = Format(sys.argv[1].removeprefix("."))
    sys.stdout.buffer.write(asyncio.run(write(document, Words.load(overlay), form, overlay)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
