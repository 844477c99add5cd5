"""A root-cause session as it stands in its thread: the chain or the fishbone, and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.blocks import parts as kit
from bot.blocks.checkin import paragraphs
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words
from storage.vocabulary_rootcause import Method, SessionState, WithinPower

PICTURE: Final = "rootcause.picture"
MOST_PARAGRAPHS: Final = 30


@dataclass(frozen=True, slots=True)
class CauseLine:
    """A cause as it is shown: `depth` counts whys, `bone` is the heading that it stands under."""

    id: int
    words: str
    depth: int = 0
    bone: str | None = None
    evidence: str | None = None
    votes: int = 0
    within_power: WithinPower | None = None
    is_chosen: bool = False
    practice: str | None = None
    """The practice that it points to, with its code: "2b Target professional learning"."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session as it is shown; `bones` are headings (key, name), `unheard` who has added nothing yet."""

    id: int
    method: Method
    state: SessionState
    problem: str
    causes: tuple[CauseLine, ...]
    bones: tuple[tuple[int, str], ...] = ()
    unheard: tuple[str, ...] = ()
    voices: int = 0
    action_id: int | None = None

    @property
    def chosen(self) -> tuple[CauseLine, ...]:
        """The causes to start with."""
        return tuple(one for one in self.causes if one.is_chosen)


def session_blocks(words: Words, facts: SessionFacts, alt: str | None = None) -> tuple[str, list[Block]]:
    """The text and the blocks of a session's message; with `alt` a drawing's place is among them."""
    title = words.label(f"rootcause.title.{facts.method}")
    problem = words.line("rootcause.problem", problem=facts.problem, method=facts.method)
    lines = _lines(words, facts)
    small = _small(words, facts)
    blocks = [kit.header(title), kit.section(problem)]
    if alt is not None:
        blocks.append({"type": "image", "block_id": PICTURE, "alt_text": alt})
    blocks += [kit.section(text) for text in paragraphs(lines)[:MOST_PARAGRAPHS]]
    outcome = _outcome(words, facts)
    blocks += [kit.section(text) for text in outcome]
    if controls := _controls(words, facts):
        blocks.append(kit.actions(controls))
    blocks.append(kit.context(small))
    return "\n".join([f"*{title}*", problem, *lines, *outcome, small]), blocks


def step_blocks(words: Words, session_id: int, cause: CauseLine, answers: int) -> tuple[str, list[Block]]:
    """The next why, under the answer that it asks about."""
    text = words.line("rootcause.step", words=cause.words, evidence=cause.evidence, answers=answers)
    value = f"{session_id}:{cause.id}"

    def button(name: str, act: Act, style: str | None = None) -> Block:
        """A thread has one of these for each answer: what is heard says which."""
        spoken = words.label(f"rootcause.spoken.{name}", words=cause.words)
        return kit.button(words.label(f"rootcause.button.{name}"), act, value, style, spoken)

    buttons = [button("because", Act.CAUSE_ADD, "primary"), button("closer", Act.CAUSE_CLOSER)]
    return text, [kit.section(text), kit.actions(buttons)]


def _lines(words: Words, facts: SessionFacts) -> list[str]:
    if not facts.causes:
        return [words.line("rootcause.empty", method=facts.method)]
    if facts.method is Method.FIVE_WHYS:
        return [_line(words, one) for one in facts.causes]
    found = []
    for _, bone in facts.bones:
        here = [_line(words, one) for one in facts.causes if one.bone == bone]
        if here:
            found += [words.line("rootcause.bone", name=bone), *here]
    return found + [_line(words, one) for one in facts.causes if one.bone is None]


def _line(words: Words, one: CauseLine) -> str:
    return words.line(
        "rootcause.cause",
        indent="\u2003" * one.depth,
        words=one.words,
        evidence=one.evidence,
        votes=one.votes,
        power=one.within_power,
        chosen=one.is_chosen,
    )


def _outcome(words: Words, facts: SessionFacts) -> list[str]:
    if facts.state is not SessionState.DONE:
        return []
    told = [
        words.line("rootcause.chosen", words=one.words, practice=one.practice, power=one.within_power)
        for one in facts.chosen
    ]
    offer = words.line("rootcause.offer", recorded=facts.action_id is not None)
    return [words.line("rootcause.done"), *told, offer]


def _small(words: Words, facts: SessionFacts) -> str:
    return words.line(
        "rootcause.small",
        state=facts.state,
        voices=facts.voices,
        unheard=facts.unheard,
        names=facts.unheard[:3],
    )


def _controls(words: Words, facts: SessionFacts) -> Sequence[Block]:
    value = str(facts.id)

    def button(name: str, act: Act, style: str | None = None) -> Block:
        return kit.button(words.label(f"rootcause.button.{name}"), act, value, style)

    if facts.state is SessionState.DONE:
        if facts.action_id is None:
            return [button("record", Act.SESSION_RECORD, "primary")]
        adjust = words.label("rootcause.button.adjust")
        return [kit.button(adjust, Act.LAG_ADJUST, f'{{"action": {facts.action_id}}}', "primary")]
    if facts.state is SessionState.PAUSED:
        return [button("resume", Act.SESSION_PAUSE, "primary")]
    if facts.state is SessionState.DROPPED:
        return []
    begin = button("because" if facts.method is Method.FIVE_WHYS else "add", Act.CAUSE_ADD, "primary")
    if not facts.causes:
        return [begin, *_headings(button, facts), button("pause", Act.SESSION_PAUSE)]
    return [
        begin,
        button("vote", Act.CAUSE_VOTE),
        button("closer", Act.CAUSE_CLOSER),
        *_headings(button, facts),
        button("pause", Act.SESSION_PAUSE),
        button("finish", Act.SESSION_FINISH),
    ]


def _headings(button: Callable[[str, Act], Block], facts: SessionFacts) -> list[Block]:
    return [] if facts.method is Method.FIVE_WHYS else [button("bones", Act.SESSION_BONES)]
