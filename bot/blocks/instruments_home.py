"""The guided forms that somebody takes part in, on their desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words


@dataclass(frozen=True, slots=True)
class OwnWorking:
    """A working under way; `left` sections wait for this person."""

    id: int
    name: str
    organization: str
    period: str
    state: str
    left: int = 0
    is_paused: bool = False


def workings_blocks(
    words: Words, workings: Sequence[OwnWorking], forms_now: Sequence[str] = ()
) -> list[Block]:
    """A line for each with the button that goes on with it, and what could be begun; nothing for neither."""
    if not workings and not forms_now:
        return []
    blocks = [kit.section(words.line("instruments.home.title")), *(_one(words, one) for one in workings)]
    if forms_now:
        blocks.append(kit.context(words.line("instruments.home.now", names=list(forms_now))))
    return blocks


def _one(words: Words, one: OwnWorking) -> Block:
    said = words.line(
        "instruments.home.one",
        name=one.name,
        organization=one.organization,
        period=one.period,
        paused=one.is_paused,
        left=one.left,
        state=one.state,
    )
    spoken = words.label("instruments.home.spoken", name=one.name)
    key, act = ("see", Act.WORK_SEE) if one.is_paused else ("go_on", Act.WORK_OPEN)
    return kit.section(
        said, kit.button(words.label(f"instruments.button.{key}"), act, str(one.id), spoken=spoken)
    )
