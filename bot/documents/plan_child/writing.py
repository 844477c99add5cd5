"""The child that writes plans: canonical JSON on standard input, the file on standard output."""

from __future__ import annotations

import sys

from bot.documents.formats import write_plan
from bot.documents.plan_child.limits import limited_words
from bot.documents.plan_files.plain import document_of


def main() -> int:
    """Write what comes in as the kind of file that is asked for (".xlsx", ".docx")."""
    words = limited_words()
    document = document_of(sys.stdin.read())
    sys.stdout.buffer.write(write_plan(sys.argv[1], document, words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
