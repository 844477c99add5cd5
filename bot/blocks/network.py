"""What many plans say together, for Slack: a line for the whole, those that may want help, the parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.blocks import parts as kit
from bot.blocks.network_facts import Found, Line, Network, Part
from bot.blocks.parts import Block
from bot.blocks.periods import period_name
from bot.words import Words

Say = Callable[..., str]
"""How a sentence is said: `Words.line` for Slack, `Words.label` for files."""

MOST_LINES: Final = 5
"""Practices that a glance shows, those with the largest share past their date first."""

MOST_PARTS: Final = 20
"""Districts that a glance shows, those with the largest share past their date first."""


def network_blocks(words: Words, one: Network) -> list[Block]:
    """A section for the whole and one for practices, and one for districts where there are any."""
    whole, *groups = _groups(words, one)
    blocks = [kit.section("\n".join(whole)), *(kit.section("\n".join(lines)) for lines in groups)]
    if one.hidden:
        blocks.append(kit.context(words.line("network.hidden", count=one.hidden, least=one.least)))
    return blocks


def network_text(words: Words, one: Network) -> str:
    """The same in one text."""
    said = [line for lines in _groups(words, one) for line in lines]
    if one.hidden:
        said.append(words.line("network.hidden", count=one.hidden, least=one.least))
    return "\n".join(said)


def _groups(words: Words, one: Network) -> list[list[str]]:
    period = period_name(words, one.period) if one.period else None
    title = f"*{words.line('network.title', name=one.name, period=period)}*"
    groups = [[title, summary(words.line, one)]]
    if lines := _most_behind(one.lines):
        said = [f"• {line_text(words.line, line)}" for line in lines]
        groups.append([words.line("network.most"), *said])
    if one.parts:
        groups.append([f"• {part_text(words.line, part, one.least)}" for part in _parts(one.parts)])
    if one.found:
        said = [f"• {found_text(words.line, cause)}" for cause in one.found[:MOST_LINES]]
        groups.append([f"*{words.line('network.found_title')}*", *said])
    return groups


def summary(say: Say, one: Network) -> str:
    """The whole in a sentence."""
    if one.period is None:
        return say("network.nothing", name=one.name)
    if one.everything is None:
        return say("network.too_few", schools=one.schools, least=one.least)
    shares = one.everything
    return say("network.everything", schools=shares.schools, completed=shares.completed, behind=shares.behind)


def line_text(say: Say, line: Line) -> str:
    """A practice or a domain that is shown, in a line."""
    assert line.shares is not None
    facts = {"schools": line.shares.schools, "completed": line.shares.completed, "behind": line.shares.behind}
    if line.is_domain:
        return say("network.domain", name=line.name, **facts)
    said = line.shares.said_behind
    return say("network.practice", code=line.code, name=line.name, said_behind=said, **facts)


def found_text(say: Say, cause: Found) -> str:
    """What several schools found at the root, in a line."""
    return say("network.found", name=cause.name, schools=cause.schools, is_practice=cause.is_practice)


def part_text(say: Say, part: Part, least: int) -> str:
    """A district, or the small ones together, in a line."""
    if part.shares is None:
        return say("network.folded_hidden", count=part.count, least=least)
    name = part.name or say("network.folded", count=part.count)
    shares = part.shares
    return say(
        "network.part",
        name=name,
        schools=shares.schools,
        completed=shares.completed,
        behind=shares.behind,
    )


def _most_behind(lines: tuple[Line, ...]) -> list[Line]:
    shown = [line for line in lines if line.shares and line.shares.behind.numerator and not line.is_domain]
    return sorted(shown, key=lambda line: (-_share(line), line.code))[:MOST_LINES]


def _parts(parts: tuple[Part, ...]) -> list[Part]:
    districts = sorted(
        (part for part in parts if part.name), key=lambda part: (-_share(part), part.name or "")
    )
    return [*districts[:MOST_PARTS], *(part for part in parts if not part.name)]


def _share(one: Line | Part) -> float:
    return float(one.shares.behind.share or 0) if one.shares else 0.0
