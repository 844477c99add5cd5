"""The root-cause sessions that somebody takes part in, on their desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words
from storage.vocabulary_rootcause import Method, SessionState


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session under way or paused; `rested_since` is a day where it has been resting for a while."""

    id: int
    method: Method
    state: SessionState
    problem: str
    rested_since: date | None = None


def sessions_blocks(words: Words, sessions: Sequence[OwnSession]) -> list[Block]:
    """A line for each with the button that goes on with it; nothing where there is none."""
    if not sessions:
        return []
    return [kit.section(words.line("rootcause.home.title")), *(_one(words, one) for one in sessions)]


def _one(words: Words, one: OwnSession) -> Block:
    said = words.line(
        "rootcause.home.one",
        method=words.label(f"rootcause.title.{one.method}"),
        problem=one.problem,
        state=one.state,
        rested_since=one.rested_since,
    )
    if one.state is SessionState.PAUSED:
        key, act = "resume", Act.SESSION_PAUSE
    else:
        key, act = ("because" if one.method is Method.FIVE_WHYS else "add"), Act.CAUSE_ADD
    name = words.label(f"rootcause.button.{key}")
    spoken = words.label("rootcause.home.spoken", button=name, problem=one.problem)
    return kit.section(said, kit.button(name, act, str(one.id), spoken=spoken))
