"""The sentence that says why a coaching question was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rules.coaching import Choice, Reason, ReasonCode
from bot.words import Words
from storage.vocabulary import Phase, RuleName

_ABOUT_THE_ACTION = (RuleName.OVERDUE, RuleName.BEHIND, RuleName.AT_RISK, RuleName.UNSUPPORTED)


def shared(reasons: Sequence[str]) -> str | None:
    """The sentence that all of several questions were chosen for, to be said once; None when they differ."""
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else None


def why(words: Words, choice: Choice, formatted: bool = True) -> str:
    """ "Because this action has been behind for two months and names staffing as the cause."

    Escaped mrkdwn, or plain text when not `formatted`.
    """
    reasons = {reason.code: reason for reason in choice.reasons}
    again = reasons.pop("asked_again", None)
    facts = {
        "reasons": [
            _phrase(words, reason, reasons) for reason in reasons.values() if not _is_said(reason, reasons)
        ],
        "last": again.facts["last"] if again else None,
    }
    return words.line("coaching.why", **facts) if formatted else words.label("coaching.why", **facts)


def _is_said(reason: Reason, reasons: Mapping[ReasonCode, Reason]) -> bool:
    """True for what another part of the sentence says already."""
    if reason.code in ("words", "theme") and "heard" in reasons:
        return set(_spoken(reason)) <= set(_spoken(reasons["heard"]))
    if reason.code in ("words", "theme") and "steer" in reasons:
        return True
    return reason.code == "lasting" and "rule" in reasons and _running(reason) >= 2


def _phrase(words: Words, reason: Reason, reasons: Mapping[ReasonCode, Reason]) -> str:
    facts = reason.facts
    if reason.code == "rule":
        return words.label(f"coaching.rule.{facts['rule']}", span=_span(words, reason))
    if reason.code == "lasting":
        return words.label("coaching.lasting", span=_span(words, reason))
    if reason.code == "cause":
        action = "rule" in reasons and reasons["rule"].facts["rule"] in _ABOUT_THE_ACTION
        key = "coaching.names_cause" if action else "coaching.cause_named"
        return words.label(key, code=facts["cause"], cause=words.label(f"coaching.cause.{facts['cause']}"))
    if reason.code == "general":
        return words.label("coaching.general")
    if reason.code == "phase":
        return words.label("coaching.phase", phase=words.term(Phase(str(facts["phase"]))).lower())
    before = reasons.get("heard")
    spoken = _quoted(reason, _spoken(before) if before and before is not reason else ())
    if reason.code == "steer":
        return words.label(f"coaching.steer.{facts['steer']}")
    if reason.code == "theme":
        return words.label("coaching.theme", words=spoken, theme=facts["theme"])
    if reason.code == "heard":
        return words.label(
            "coaching.heard", words=spoken, cause=words.label(f"coaching.cause.{facts['cause']}")
        )
    return words.label("coaching.words", words=spoken)


def _span(words: Words, reason: Reason) -> str:
    """How long it has lasted, "two months"; empty when it is new."""
    running = _running(reason)
    return words.label(f"coaching.span.{reason.facts['rhythm']}", running=running) if running >= 2 else ""


def _running(reason: Reason) -> int:
    running = reason.facts.get("running")
    return running if isinstance(running, int) else 0


def _spoken(reason: Reason) -> Sequence[str]:
    words = reason.facts.get("words")
    return words if isinstance(words, tuple) else ()


def _quoted(reason: Reason, before: Sequence[str]) -> str:
    """The weightiest words of a reason, less those that were quoted `before`."""
    return ", ".join(f"“{word}”" for word in [word for word in _spoken(reason) if word not in before][:3])
