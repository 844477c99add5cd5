"""What a check found wrong, with the place, in the words that Slack uses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.model import Json


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a payload. `pointer` is a JSON pointer, from the list of blocks or the view."""

    code: str
    words: str
    pointer: str
    expected: Any = None
    got: Any = None

    def line(self, prefix: str) -> str:
        """Give the fault as `response_metadata.messages` has it."""
        return f"[ERROR] {self.words} [json-pointer:{prefix}{self.pointer}]"

    def as_json(self) -> Json:
        """Give the fault as blocks.validate answers it."""
        body: Json = {"code": self.code, "message": self.words, "field": self.pointer.rpartition("/")[2],
                      "pointer": self.pointer}  # fmt: skip
        if self.expected is not None:
            body["constraint"] = {"type": self.code, "expected": self.expected, "got": self.got}
        return body


def anything(_: str) -> bool:
    """Take every file and every video: for checks outside of a workspace."""
    return True


@dataclass(slots=True)
class Report:
    """Gathers what is wrong with one payload, and counts what is limited over the whole of it."""

    surface: str
    usable_file: Callable[[str], bool] = anything
    embeds: Callable[[str], bool] = anything
    findings: list[Finding] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, words: str, pointer: str, expected: Any = None, got: Any = None) -> None:
        """Note a fault."""
        self.findings.append(Finding(code, words, pointer, expected, got))

    def count(self, what: str, by: int = 1) -> int:
        """Count something that is limited over the whole payload; gives the sum so far."""
        self.counts[what] = self.counts.get(what, 0) + by
        return self.counts[what]


Check = Callable[[Any, str, Report], None]
