"""`milepost` and `python -m bot`: hands over to the command line."""

from __future__ import annotations

from bot.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="milepost")


if __name__ == "__main__":
    main()
