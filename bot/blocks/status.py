"""How things stand: what many schools say together, and a line for each school."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.home import glance_line
from bot.blocks.home_facts import Glance
from bot.blocks.network import network_blocks, network_text
from bot.blocks.network_facts import Network
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody sees of how things stand; `more` schools are left out."""

    networks: tuple[Network, ...] = ()
    schools: tuple[Glance, ...] = ()
    more: int = 0

    @property
    def has_parts(self) -> bool:
        """Whether there are districts or schools that a code would show."""
        return bool(self.more) or any(one.parts for one in self.networks)


def status_blocks(words: Words, standing: Standing) -> list[Block]:
    """The districts and the state first, then a section for each school, with a button to its digest."""
    if not standing.schools and not standing.networks:
        return [kit.section(words.line("status.none"))]
    blocks = [kit.header(words.label("status.title"))]
    for network in standing.networks:
        blocks += network_blocks(words, network)
    if standing.networks and standing.schools:
        blocks.append(kit.divider())
    for one in standing.schools:
        spoken = words.label("home.school.digest_spoken", school=one.school)
        button = kit.button(
            words.label("home.school.digest"), Act.HOME_DIGEST, str(one.cycle_id), spoken=spoken
        )
        blocks.append(kit.section(glance_line(words, one), button if one.cycle_id else None))
    return [*blocks, *(kit.context(line) for line in _last(words, standing))]


def status_text(words: Words, standing: Standing) -> str:
    """The same in one text."""
    if not standing.schools and not standing.networks:
        return words.line("status.none")
    said = [words.line("status.title"), *(network_text(words, one) for one in standing.networks)]
    said += [glance_line(words, one) for one in standing.schools]
    return "\n".join([*said, *_last(words, standing)])


def _last(words: Words, standing: Standing) -> list[str]:
    """How to see what is left out."""
    if standing.more:
        return [words.line("status.more", count=standing.more)]
    return [words.line("network.digest")] if standing.has_parts else []
