"""On what evidence something lags, and what would clear it, in words (design section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.words import Words
from storage.vocabulary import Cause, RuleName, Status

_OF_RULE: Final[Mapping[RuleName, tuple[str, ...]]] = {
    RuleName.OVERDUE: ("complete", "redate"),
    RuleName.BEHIND: ("report_on_track", "complete"),
    RuleName.WANING: ("hold_steady",),
    RuleName.SILENT: ("answer",),
    RuleName.AT_RISK: ("start", "redate"),
    RuleName.SLIPPING: ("report_on_track", "complete"),
    RuleName.ADJUSTMENT_NOT_WORKING: ("report_on_track", "complete"),
    RuleName.UNSUPPORTED: ("record_support", "report_on_track"),
    RuleName.TRAJECTORY: ("complete_more", "redate"),
}
"""What clears a flag of each rule, for flags that do not carry their own remedies."""


def evidence(words: Words, rule: RuleName, facts: Mapping[str, Any], short: bool = False) -> str:
    """One or two sentences as escaped mrkdwn; `short` gives a few words that fit behind a colon."""
    return words.line(f"evidence.{'short' if short else 'long'}.{rule}", **readable(facts))


def evidence_plain(words: Words, rule: RuleName, facts: Mapping[str, Any]) -> str:
    """The few words of `evidence(short=True)` as plain text."""
    return words.label(f"evidence.short.{rule}", **readable(facts))


def clears(words: Words, rule: RuleName, facts: Mapping[str, Any]) -> str:
    """The sentence that says what would clear a flag, with at most three ways."""
    named = [str(one) for one in facts.get("remedies") or _OF_RULE[rule]]
    ways = [one for one in named if one != "drop"][:3] or named
    count = facts.get("actions_to_complete") or 1
    return words.line(
        "evidence.clears", remedies=[words.label(f"evidence.remedy.{way}", count=count) for way in ways]
    )


def readable(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A flag's stored facts with its days, statuses and causes as values that templates can say."""
    return {key: _value(key, value) for key, value in facts.items()}


def _value(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if key.endswith("_on") and key != "waiting_on":
        return date.fromisoformat(value)
    if key == "since":
        return date.fromisoformat(value)
    if key in ("status", "status_before"):
        return Status(value)
    return Cause(value) if key == "cause" else value
