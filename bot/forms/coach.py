"""What is known where questions are asked for: in buttons that carry it on, and in the forms."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.forms.state import chosen, typed
from bot.ids import ANY, Field
from storage.vocabulary import Audience, Cause, Phase, RuleName

MOST_SEEN, MOST_LISTED, MOST_SAID = 80, 640, 300
"""Questions shown that a button remembers, their characters, and those of somebody's words."""

MISSING = "coach.missing"


@dataclass(frozen=True, slots=True)
class Context:
    """What questions were asked for, and which were shown already; it travels in the buttons' values.

    `item` is an action's key ("12") or a milestone's ("m7"), `school` an organization's.
    """

    audience: Audience
    phase: Phase | None = None
    cause: Cause | None = None
    rule: RuleName | None = None
    words: str = ""
    item: str | None = None
    school: int | None = None
    seen: tuple[str, ...] = ()

    def value(self, **more: str) -> str:
        """Write it into a button's value, which Slack limits to 2,000 characters."""
        seen = self.seen[-MOST_SEEN:]
        while len(seen) > 1 and len(",".join(seen)) > MOST_LISTED:
            seen = seen[1:]
        known = asdict(replace(self, words=self.words[:MOST_SAID], seen=seen))
        told = {key: one for key, one in known.items() if one} | more
        return json.dumps(told, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, value: str) -> Context:
        """Read a button's value."""
        known = json.loads(value)
        return cls(
            Audience(known["audience"]),
            Phase(known["phase"]) if "phase" in known else None,
            Cause(known["cause"]) if "cause" in known else None,
            RuleName(known["rule"]) if "rule" in known else None,
            known.get("words", ""),
            known.get("item"),
            known.get("school"),
            tuple(known.get("seen", ())),
        )


def question_of(value: str) -> str:
    """Give the question that a button's value names."""
    return str(json.loads(value)["question"])


def read_coach(view: dict[str, Any]) -> Context:
    """Give what is asked for, and for whom; everything but the audience may be open."""
    phase, cause, item = (chosen(view, field) for field in (Field.PHASE, Field.CAUSE, Field.ITEM))
    return Context(
        audience=Audience(chosen(view, Field.WHO) or Audience.LEADERSHIP),
        phase=Phase(phase) if phase and phase != ANY else None,
        cause=Cause(cause) if cause and cause != ANY else None,
        words=typed(view, Field.WORDS) or "",
        item=item if item and item != ANY else None,
    )


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """Feedback to the team of `item`; `post` is whether the team is to see it."""

    item: str
    strength: str
    next_aspect: str
    question: str
    look_for: str
    post: bool


def read_ask(view: dict[str, Any]) -> tuple[str, str | None] | dict[str, str]:
    """Give the item whose team is asked and a line of one's own, or what is missing."""
    item = chosen(view, Field.ITEM)
    return (item, typed(view, Field.WORDS)) if item else {Field.ITEM: MISSING}


def read_answer(view: dict[str, Any]) -> str | dict[str, str]:
    """Give a team's answer, or what is missing."""
    return typed(view, Field.WORDS) or {Field.WORDS: MISSING}


def read_feedback(view: dict[str, Any]) -> FeedbackForm | dict[str, str]:
    """Give the feedback, or what is missing."""
    item = chosen(view, Field.ITEM)
    fields = (Field.STRENGTH, Field.NEXT_ASPECT, Field.QUESTION, Field.LOOK_FOR)
    said = {field: typed(view, field) for field in fields}
    missing = [str(field) for field, text in said.items() if not text] + ([] if item else [str(Field.ITEM)])
    if missing:
        return dict.fromkeys(missing, MISSING)
    return FeedbackForm(
        item or "",
        said[Field.STRENGTH] or "",
        said[Field.NEXT_ASPECT] or "",
        said[Field.QUESTION] or "",
        said[Field.LOOK_FOR] or "",
        post=chosen(view, Field.CHOICE) == "post",
    )


def keys_of(item: str) -> tuple[int | None, int | None]:
    """Give the keys of a milestone and an action: "m7" names a milestone alone, "12" an action alone."""
    return (int(item[1:]), None) if item.startswith("m") else (None, int(item))
