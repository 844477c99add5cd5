"""What came back from the windows about a term's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.forms.state import chosen, day, person, several, typed
from bot.ids import ANY, Act, Field
from storage.vocabulary_measures import DecisionKind

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A decision: its kind, what it is about ("milestone:12", None for the whole), who does it by when."""

    kind: DecisionKind
    words: str
    about: str | None = None
    owner: str | None = None
    due_on: date | None = None


def read_decision(view: dict[str, Any]) -> DecisionForm | Faults:
    """Give the decision, or what is wrong with the form."""
    words = typed(view, Field.WORDS)
    about = chosen(view, Field.MILESTONE)
    if words is None:
        return {Field.WORDS: "reports.decide.no_words"}
    kind = DecisionKind(chosen(view, Field.CHOICE) or DecisionKind.COMMENT)
    if kind is DecisionKind.EXPLANATION and "measure" not in (about or ""):
        return {Field.MILESTONE: "reports.decide.no_measure"}
    subject = None if about in (None, ANY) else about
    return DecisionForm(kind, words, subject, person(view, Field.OWNER), day(view, Field.WHEN))


def read_confirmed(view: dict[str, Any]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the milestones that were ticked, and all that could be."""
    fields = [block for block in view["blocks"] if block.get("block_id", "").startswith(Field.MILESTONES)]
    ticked = {int(key) for block in fields for key in several(view, block["block_id"])}
    offered = {int(one["value"]) for block in fields for one in block["element"]["options"]}
    return frozenset(ticked), frozenset(offered)


def section_of(view: dict[str, Any]) -> str:
    """Give the section of a story that is chosen in a form, sent or not."""
    return chosen(view, Field.SECTION, Act.STORY_SECTION) or ""


def read_section(view: dict[str, Any], section: str) -> str:
    """Give what was written into a section; empty gives it back to the draft."""
    return typed(view, f"{Field.WORDS}:{section}") or ""
