"""The child that draws: SVG on standard input, PNG on standard output, the width as its argument."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import font_source_sans_pro
import resvg_py

FAMILY = "Source Sans Pro"
FONTS = Path(font_source_sans_pro.font_directory)
"""The only fonts used: a picture looks the same on a machine that has none and on one that has many."""


def main() -> int:
    """Draw what comes in; 1 with one line on standard error when it is not a picture.

    Whoever waits for an answer goes first: the child steps back.
    """
    if hasattr(os, "nice"):  # not everywhere
        os.nice(5)
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=sys.stdin.buffer.read().decode(),
            width=int(sys.argv[1]),
            skip_system_fonts=True,
            font_files=[
                str(FONTS / f"SourceSansPro-{style}.ttf") for style in ("Regular", "Semibold", "Bold")
            ],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- how a child tells its parent
        return 1
    sys.stdout.buffer.write(bytes(png))
    return 0


if __name__ == "__main__":
    sys.exit(main())
